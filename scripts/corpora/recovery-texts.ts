import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Claim, ClaimKind } from '#app/claims/claim.ts'
import { extractClaims } from '#app/claims/extract.ts'
import { type CorpusCheck, type Figure, figure } from './check.ts'

type Row = {
  id: string
  lang: string
  text: string
  claims: Record<string, string | null | readonly string[]>
  situation: readonly string[]
  flags: readonly string[]
}

const kindOfLabel: Readonly<Record<string, ClaimKind>> = {
  username: 'account_identifier',
  accountId: 'account_identifier',
  handle: 'account_identifier',
  registeredEmail: 'registered_email',
  contactEmail: 'contact_email',
  phone: 'phone',
  oldPhone: 'phone',
  realName: 'real_name',
  dob: 'birth_date',
  registeredWhen: 'sign_up',
  place: 'city',
  friends: 'friend_numbers',
}
const flagOfLabel: Readonly<Record<string, readonly [ClaimKind, string]>> = {
  asks_email_change: ['request', 'email_change'],
  asks_phone_change: ['request', 'phone_change'],
  third_party: ['third_party', 'yes'],
  lost_email: ['mailbox_lost', 'yes'],
  hacked_email: ['mailbox_lost', 'yes'],
  school_email: ['mailbox_lost', 'yes'],
  work_email: ['mailbox_lost', 'yes'],
  provider_closed: ['mailbox_lost', 'yes'],
  hacked: ['hijacked', 'yes'],
  email_changed: ['hijacked', 'yes'],
  sends_password_in_clear: ['secret_sent', '•••'],
}

type Stated = { kind: ClaimKind; value: string }
/** `invented`: claims of a value that the annotator did not find under any label. */
type Judged = { id: string; stated: Stated[]; found: Stated[]; missed: Stated[]; wrong: Stated[]; invented: Stated[] }

/** Requests for recovery with what they state: what of it is read, and what is read that they do not state. */
export const recoveryTexts: CorpusCheck = {
  name: 'recovery_texts',
  folder: 'recovery-texts',
  run(folder) {
    const rows = readFileSync(join(folder, 'texts.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => judge(JSON.parse(line) as Row))
    return summarise(rows)
  },
}

function summarise(rows: readonly Judged[]): Figure {
  const sum = (count: (row: Judged) => number) => rows.reduce((total, row) => total + count(row), 0)
  const stated = sum((row) => row.stated.length)
  const found = sum((row) => row.found.length)
  const wrong = sum((row) => row.wrong.length)
  const identified = rows.filter((row) => row.stated.some(isIdentifier))
  const right = identified.filter((row) => ![...row.missed, ...row.wrong].some(isIdentifier))
  const outcomes = rows.map(({ id, missed, wrong }) => ({ id, fault: describe(missed, wrong) }))
  return figure(outcomes, {
    identifier: share(right.length, identified.length),
    precision: share(found - wrong, found),
    recall: share(stated - sum((row) => row.missed.length), stated),
    invented: sum((row) => row.invented.length),
    stated,
    found,
  })
}

function judge(row: Row): Judged {
  const stated = readLabels(row)
  const graded = extractClaims({
    subject: '',
    text: row.text,
    reply: [{ start: 0, end: row.text.length }],
    language: row.lang === 'en' || row.lang === 'zh' ? row.lang : 'other',
    senderAddress: null,
    deskAddress: 'desk@latchkey.example',
  }).filter(isGraded)
  const missed = stated.filter((label) => !graded.some((claim) => isSame(label, claim)))
  // What stands under a label that is not graded, such as a second account, is neither right nor wrong.
  const ungraded = Object.entries(row.claims).flatMap(([label, said]) =>
    label in kindOfLabel ? [] : [said].flat().map((value) => plain(value ?? '')),
  )
  const wrong = graded.filter(
    (claim) => !stated.some((label) => isSame(label, claim)) && !ungraded.includes(plain(claim.value)),
  )
  const labelled = Object.values(row.claims)
    .flat()
    .map((words) => plain(words ?? ''))
  const invented = wrong.filter(
    ({ value }) => !['yes', '•••'].includes(value) && !labelled.some((words) => words.includes(plain(value))),
  )
  return {
    id: row.id,
    stated,
    found: graded,
    missed,
    wrong,
    invented: invented.filter(({ kind }) => kind !== 'request'),
  }
}

function readLabels(row: Row): Stated[] {
  const values = Object.entries(row.claims).flatMap(([label, said]) => {
    const kind = kindOfLabel[label]
    return kind === undefined ? [] : [said].flat().flatMap((value) => (value === null ? [] : [{ kind, value }]))
  })
  const flags = new Map<string, Stated>()
  for (const label of [...row.flags, ...row.situation]) {
    const [kind, value] = flagOfLabel[label] ?? []
    if (kind !== undefined && value !== undefined) flags.set(`${kind} ${value}`, { kind, value })
  }
  return [...values, ...flags.values()]
}

function isGraded(claim: Claim): boolean {
  if (claim.kind === 'request') return claim.value === 'email_change' || claim.value === 'phone_change'
  const kinds = [
    ...Object.values(kindOfLabel),
    'province',
    'country',
    'third_party',
    'mailbox_lost',
    'hijacked',
    'secret_sent',
  ]
  return kinds.includes(claim.kind)
}

function isSame(label: Stated, claim: Stated): boolean {
  const kind = claim.kind === 'province' || claim.kind === 'country' ? 'city' : claim.kind
  if (label.kind !== kind) return false
  const [said, read] = [plain(label.value), plain(claim.value)]
  if (label.kind === 'phone') return said.endsWith(read) || read.endsWith(said.replace(/^0/, ''))
  // A place is labelled whole, a date in the words of the mail; ours are one part of it, and normalised.
  if (label.kind === 'city' || label.kind === 'sign_up') return said.includes(read) || read.includes(said)
  return said === read
}

function isIdentifier({ kind }: Stated): boolean {
  return kind === 'account_identifier'
}

function plain(words: string): string {
  return String(words).toLowerCase().replace(/[\s-]/g, '')
}

function describe(missed: readonly Stated[], wrong: readonly Stated[]): string | null {
  const name = ({ kind, value }: Stated) => `${kind} ${value}`
  const faults = [
    ...missed.map((label) => `missed ${name(label)}`),
    ...wrong.map((claim) => `not labelled ${name(claim)}`),
  ]
  return faults.length === 0 ? null : faults.join('; ')
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.round((part / whole) * 1000) / 1000
}
