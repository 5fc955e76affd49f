/*
 * "How it was judged": all of it is kept as data with the message, and nothing is computed anew to show it.
 *
 *   raw_mails.trace          Step[]         parse, sender, filters, claims, kind, place: each with its outcome and time
 *   messages.verdict         SenderVerdict  what the bytes and the DNS say, with every question and answer
 *   messages.level, .level_reasons          the sender as the account's own rule saw him, the decisive reason first
 *
 * explainSender() orders the last two into rows that can be drawn; explainFilters() does the same for the filters.
 */
import { filterNames } from './filter.ts'
import { isSignedInPart } from './proof.ts'
import type { DkimResult, DnsAnswer, Sender, SenderVerdict } from './sender.ts'

/** What was looked at of a sender, in the order in which it counts. */
export const checkNames = ['form', 'signature', 'dmarc', 'spf', 'arc', 'reply-to', 'dns'] as const

/** One thing that was looked at. */
export type Check = {
  check: (typeof checkNames)[number]
  /** `nothing`: there was nothing to look at; `noted`: it decides nothing by itself; `waits`: the DNS was silent. */
  outcome: 'passed' | 'failed' | 'nothing' | 'noted' | 'waits'
  /** Whose signature, seal, record or answer it is: a domain, or null. */
  of: string | null
  /** Plain clauses for the agent; what came from the mail in them is not to be trusted. */
  says: readonly string[]
}

/** Which rule set the level (EVIDENCE section 3); the first that fits, from the top. */
export type LevelRule =
  | 'malformed'
  | 'dns silent'
  | 'no account'
  | 'signed, policy enforced'
  | 'signed, policy none'
  | 'signed, no policy record'
  | 'signed in part'
  | 'SPF only'
  | 'DMARC fails'
  | 'forwarder vouches'
  | 'nothing proves it'
  | 'former address'
  | 'look-alike'
  | 'another address'

/** One question to the DNS with what came back. */
export type Question = { name: string; type: DnsAnswer['type']; answers: readonly string[]; error: string | null }

export type JudgedSender = {
  rule: LevelRule
  checks: readonly Check[]
  questions: readonly Question[]
}

/** The way to a sender's level, from what is kept with the message. */
export function explainSender(verdict: SenderVerdict, sender: Pick<Sender, 'level' | 'reasons'>): JudgedSender {
  const checks = [form, ...signatures, dmarc, spf, arc, replyTo, dns].flatMap((look) => look(verdict))
  return { rule: ruleOf(verdict, sender), checks, questions: verdict.dns.map(readAnswer) }
}

/** What the filters were asked, in their order; those behind the one that decided were not. */
export function explainFilters(
  decidedBy: string | null,
): { filter: string; outcome: 'passed' | 'decided' | 'not asked' }[] {
  const at = decidedBy === null ? filterNames.length : filterNames.indexOf(decidedBy as (typeof filterNames)[number])
  return filterNames.map((filter, index) => ({
    filter,
    outcome: index < at ? 'passed' : index === at ? 'decided' : 'not asked',
  }))
}

function ruleOf(verdict: SenderVerdict, sender: Pick<Sender, 'level' | 'reasons'>): LevelRule {
  const { level, reasons } = sender
  const { result, policy, by } = verdict.dmarc
  const { result: chain } = verdict.arc
  const inPart = isSignedInPart(verdict)
  if (level === 'strong') return 'signed, policy enforced'
  if (inPart && ((level === 'medium' && by === 'dkim') || (level === 'unauth' && result === 'none')))
    return 'signed in part'
  if (level === 'medium' && result !== 'pass') return 'signed, no policy record'
  if (level === 'medium')
    return by === 'spf' ? 'SPF only' : policy === 'none' ? 'signed, policy none' : 'signed, policy enforced'
  if (level === 'fail') return reasons[0] === 'DMARC fails' ? 'DMARC fails' : 'malformed'
  if (level === 'unauth') return result === 'fail' && chain === 'pass' ? 'forwarder vouches' : 'nothing proves it'
  if (level === 'other') return reasons[0] === 'no account is known' ? 'no account' : 'another address'
  return ({ retry: 'dns silent', former: 'former address', near: 'look-alike' } as const)[level]
}

type Look = (verdict: SenderVerdict) => Check[]

const form: Look = ({ malformed }) => {
  if (malformed.length > 0) return [{ check: 'form', outcome: 'failed', of: null, says: malformed }]
  return [
    {
      check: 'form',
      outcome: 'passed',
      of: null,
      says: ['one sender, and no field that two programs read differently'],
    },
  ]
}

const signatures: readonly Look[] = [
  ({ dkim }) =>
    dkim.length > 0 ? [] : [{ check: 'signature', outcome: 'nothing', of: null, says: ['the mail is not signed'] }],
  ({ dkim, timedOut }) => dkim.map((one) => signature(one, unanswered(timedOut))),
]

/** What the DNS left open: it is asked again while the mail waits; judged without an answer it says nothing. */
const unanswered = (timedOut: boolean) => (timedOut ? 'waits' : 'nothing')

function signature(one: DkimResult, open: Check['outcome']): Check {
  const { domain, selector, result, aligned, faults, comment } = one
  const sound = result === 'pass' && (faults.length === 0 || one.inPart === true)
  const outcome =
    result === 'temperror' ? open : sound ? (aligned && faults.length === 0 ? 'passed' : 'noted') : 'failed'
  const says = [
    `${result}${comment ? `: ${comment}` : ''}, key ${selector}`,
    aligned ? 'it stands for the sender' : 'it stands for another domain than the sender',
    ...faults,
  ]
  return { check: 'signature', outcome, of: domain, says }
}

const dmarc: Look = ({ address, timedOut, dmarc: { result, policy, by } }) => {
  const of = address === null ? null : address.slice(address.lastIndexOf('@') + 1)
  // A record is there, but what stands for the sender is not enough for one that enforces nothing.
  if (result === 'none' && policy !== null)
    return [
      { check: 'dmarc', outcome: 'noted', of, says: ['by a signature that leaves something open', `policy ${policy}`] },
    ]
  if (result === 'none') return [{ check: 'dmarc', outcome: 'nothing', of, says: ['the domain has no DMARC record'] }]
  if (result === 'temperror')
    return [{ check: 'dmarc', outcome: unanswered(timedOut), of, says: ['its record could not be asked for'] }]
  const how =
    by === 'dkim' ? 'by an aligned signature' : by === 'spf' ? 'by SPF' : 'neither a signature nor SPF stands for it'
  return [
    { check: 'dmarc', outcome: result === 'pass' ? 'passed' : 'failed', of, says: [how, `policy ${policy ?? 'none'}`] },
  ]
}

const spf: Look = ({ spf: told, reported }) => {
  const by = reported?.authservId ?? null
  if (reported?.forged)
    return [{ check: 'spf', outcome: 'failed', of: by, says: ['a field that pretends to be our own host’s'] }]
  if (told) {
    const outcome = told.result === 'pass' ? 'passed' : /fail$/.test(told.result) ? 'failed' : 'noted'
    return [{ check: 'spf', outcome, of: told.domain, says: [`${told.result}, as our own host found`] }]
  }
  return [{ check: 'spf', outcome: 'nothing', of: by, says: ['our own host tells nothing of it'] }]
}

const arc: Look = ({ arc: { result, sealer, chain } }) => {
  if (sealer === null && result === 'none') return []
  if (result === 'pass')
    return [{ check: 'arc', outcome: 'passed', of: sealer, says: ['a forwarder on our list sealed it as sound'] }]
  if (result === 'fail')
    return [{ check: 'arc', outcome: 'failed', of: sealer, says: ['the chain of seals is broken'] }]
  return [
    {
      check: 'arc',
      outcome: 'noted',
      of: sealer,
      says: [chain === 'pass' ? 'the seals hold, but the sealer is not on our list' : 'the sealer is not on our list'],
    },
  ]
}

const replyTo: Look = ({ replyElsewhere }) =>
  replyElsewhere
    ? [
        {
          check: 'reply-to',
          outcome: 'noted',
          of: null,
          says: ['replies are asked for at another domain; they never go there'],
        },
      ]
    : []

const dns: Look = ({ timedOut }) =>
  timedOut ? [{ check: 'dns', outcome: 'waits', of: null, says: ['an answer did not come in time'] }] : []

function readAnswer({ name, type, answer }: DnsAnswer): Question {
  const error = (answer as { error?: unknown } | null)?.error
  const records = Array.isArray(answer) ? answer : []
  // A text comes in the strings that it is sent in.
  const answers = records.map((record) =>
    Array.isArray(record) ? record.join('') : typeof record === 'string' ? record : JSON.stringify(record),
  )
  return { name, type, answers, error: error === undefined ? null : String(error) }
}
