import { arc } from 'mailauth/lib/arc/index.js'
import { asciiDomain, sameOrganisation } from './address.ts'
import { readSignatures, type SignatureTags, signatureFaults, signatureValue } from './dkim-signature.ts'
import { type HeaderBlock, mboxLine, readHeader } from './header-fields.ts'
import type { HeaderField } from './parsed-mail.ts'
import { isDefinite, type Resolver } from './resolver.server.ts'
import type { DkimResult, SenderVerdict } from './sender.ts'
import { type VerifiedSignatures, verifyDkim } from './verify-dkim.server.ts'

/** What the signatures of a mail prove, and what of it two programs would read differently. */
export type Signed = {
  dkim: DkimResult[]
  arc: SenderVerdict['arc']
  /** A signature that would stand for the author has no answer for its key. */
  keyMissing: boolean
  /** The seal of a believed forwarder has no answer for a key. */
  sealMissing: boolean
  /** Plain clauses; where there are any, nothing was proved. */
  faults: readonly string[]
}

/** Each asks the DNS and hashes the body: more than this is no mail but work for us. */
const maxSignatures = 20
/** Each l= of its own hashes the body once more. */
const maxLimited = 2

/** Verifies DKIM and ARC (RFC 6376, 8617) by mailauth, and only where it reads the same header as we do. */
export async function verifySignatures(
  bytes: Uint8Array,
  header: HeaderBlock,
  check: {
    /** Of the one From address, or null. */
    domain: string | null
    resolver: Resolver
    arrivedAt: Date
    seen: ReadonlySet<string>
    trustedSealers: readonly string[]
  },
): Promise<Signed> {
  const tags = readSignatures(header.fields)
  // Below a limit stands what we did not read and mailauth would.
  if (header.cut) return unproved()
  if (tags.length > maxSignatures) return unproved(`the mail has more than ${maxSignatures} signatures`)
  if (tags.filter((one) => one.bodyLimited).length > maxLimited) {
    return unproved(`more than ${maxLimited} signatures cover only a part of the body`)
  }
  const { resolver, arrivedAt } = check
  const options = { resolver, curTime: arrivedAt, strict: true, rejectRsaSha1: true, minBitLength: 1024 }
  const verified = await verifyDkim(withNetworkLineEnds(bytes), options)
  if (!readsAlike(header.fields, verified.fields)) {
    return unproved('two programs would read different header fields')
  }
  const pairs = pair(tags, verified.results as unknown as Result[])
  if (pairs === null) return unproved('two programs would read different signatures')
  let keyMissing = false
  const dkim = pairs.map(([own, { status }]): DkimResult => {
    const domain = asciiDomain(own.domain) ?? ''
    const aligned = check.domain !== null && domain !== '' && sameOrganisation(domain, check.domain)
    const faults = signatureFaults(own, { fields: header.fields, arrivedAt, seen: check.seen })
    const { result, comment, policy, underSized } = status
    if (underSized) faults.push('l= leaves part of the body unsigned')
    if (policy?.['dkim-rules'] === 'weak-key') faults.push('the key of a signature is shorter than 1024 bits')
    if (result === 'temperror' && aligned) keyMissing = true
    // Of the past it is judged by the arrival, not by what the package makes of the clock.
    const said = comment ? { comment: comment.slice(0, 200) } : {}
    return { domain, selector: own.selector, result: plainResult(result, comment), aligned, faults, ...said }
  })
  return { dkim, ...(await verifyArc(verified, check)), keyMissing, faults: [] }
}

function unproved(...faults: string[]): Signed {
  return { dkim: [], arc: { result: 'none', sealer: null }, keyMissing: false, sealMissing: false, faults }
}

/** The names under which the keys of a mail's signatures and seals stand. */
export function keyNames(fields: readonly HeaderField[]): string[] {
  const signing = ['dkim-signature', 'arc-seal', 'arc-message-signature'].flatMap((name) =>
    readSignatures(fields, name).slice(0, maxSignatures),
  )
  const usable = signing.filter(({ domain, selector }) => asciiDomain(domain) === domain && /^[\w.-]+$/.test(selector))
  return [...new Set(usable.map(({ domain, selector }) => `${selector}._domainkey.${domain}`))]
}

type Row = { line: Buffer }
const headerEnd = Buffer.from('\r\n\r\n')

/** A signature is worth what it covers: both must see the same fields, in the same order, with the same values. */
function readsAlike(fields: readonly HeaderField[], rows: readonly Row[]): boolean {
  const theirs = rows[0] && mboxLine.test(rows[0].line.toString('latin1')) ? rows.slice(1) : rows
  return (
    theirs.length === fields.length &&
    theirs.every(({ line }, index) => {
      const [one, ...more] = readHeader(Buffer.concat([line, headerEnd])).fields
      const ours = fields[index]
      return more.length === 0 && one?.name === ours?.name && one?.value === ours?.value
    })
  )
}

type Status = { result: string; comment?: string; policy?: Record<string, string>; underSized?: number }
type Result = { signingDomain?: string; selector?: string; signature?: string; status: Status }

/** Our signatures with the results for them, or null where they are not the same. */
function pair(tags: readonly SignatureTags[], results: readonly Result[]): [SignatureTags, Result][] | null {
  // A mail without signatures has one result that says so.
  const left = results.filter((one) => one.signingDomain !== undefined)
  if (left.length !== tags.length) return null
  const pairs: [SignatureTags, Result][] = []
  for (const own of tags) {
    const at = left.findIndex((one) => isResultOf(own, one))
    const [found] = at === -1 ? [] : left.splice(at, 1)
    if (!found) return null
    pairs.push([own, found])
  }
  return pairs
}

function isResultOf(own: SignatureTags, { signingDomain = '', selector = '', signature = '' }: Result): boolean {
  const plain = (text: string) => text.replace(/\s+/g, '').toLowerCase()
  return (
    plain(signingDomain) === own.domain &&
    plain(selector) === own.selector &&
    signatureValue(signature) === signatureValue(own.value)
  )
}

function plainResult(result: string, comment: string | undefined): DkimResult['result'] {
  if (result === 'pass' || result === 'fail' || result === 'temperror') return result
  if (result === 'policy') return 'permerror'
  return comment === 'no key' || comment === 'expired' ? 'permerror' : 'neutral'
}

async function verifyArc(
  verified: VerifiedSignatures,
  { resolver, trustedSealers }: { resolver: Resolver; trustedSealers: readonly string[] },
): Promise<Pick<Signed, 'arc' | 'sealMissing'>> {
  const data = verified.arc
  if (!data || (!data.chain && !data.error)) return { arc: { result: 'none', sealer: null }, sealMissing: false }
  let silent =
    (data.lastEntry as { messageSignature?: Result } | undefined)?.messageSignature?.status.result === 'temperror'
  const listening: Resolver = async (name, type) => {
    try {
      return await resolver(name, type)
    } catch (error) {
      if (!isDefinite(error)) silent = true
      throw error
    }
  }
  const found = await arc(data as Parameters<typeof arc>[0], { resolver: listening, strict: true, minBitLength: 1024 })
  const seal = (data.lastEntry?.['arc-seal'] as { parsed?: { d?: { value?: unknown } } } | undefined)?.parsed?.d?.value
  const sealer = asciiDomain(String(seal ?? ''))
  const listed = sealer !== null && trustedSealers.some((trusted) => asciiDomain(trusted) === sealer)
  // The chain of a sealer that nobody listed proves only that he can seal.
  if (found.status.result === 'pass')
    return { arc: { result: listed ? 'pass' : 'none', sealer, chain: 'pass' }, sealMissing: false }
  const result = found.status.result === 'none' ? 'none' : 'fail'
  return { arc: { result, sealer }, sealMissing: silent && listed }
}

const lf = 0x0a
const cr = 0x0d

/** The mail with CRLF at the end of every line, as it is signed; mailauth mends bare ends one by one, which takes seconds a megabyte. */
function withNetworkLineEnds(bytes: Uint8Array): Buffer {
  let bare = 0
  for (let at = bytes.indexOf(lf); at !== -1; at = bytes.indexOf(lf, at + 1)) if (bytes[at - 1] !== cr) bare += 1
  if (bare === 0) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mended = Buffer.allocUnsafe(bytes.length + bare)
  let to = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === lf && bytes[at - 1] !== cr) mended[to++] = cr
    mended[to++] = bytes[at] as number
  }
  return mended
}
