import { arc } from 'mailauth/lib/arc/index.js'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js'
import { asciiDomain, normalAddress, sameOrganisation } from './address.ts'
import { readAddressList } from './address-list.ts'
import { readAuthenticationResults } from './authentication-results.ts'
import { readSignatures, type SignatureTags, signatureFaults } from './dkim-signature.ts'
import { readFrom } from './from-field.ts'
import { fieldValues, readHeader } from './header-fields.ts'
import type { HeaderField } from './parsed-mail.ts'
import { isDefinite, type Resolver } from './resolver.server.ts'
import type { DkimResult, DnsAnswer, SenderVerdict } from './sender.ts'

/** What the verdict depends on besides the bytes. */
export type SenderCheck = {
  resolver: Resolver
  /** Whose Authentication-Results may be believed; null or '' for nobody's. */
  authservId?: string | null | undefined
  /** Hosts whose Received fields are our own. */
  ownHosts?: readonly string[]
  /** The clock of the verdict: when the mail reached the mailbox. */
  arrivedAt: Date
  /** Marks of signatures on earlier messages, by {@link signatureMarks}; the same bytes once more are no replay. */
  seenSignatures?: ReadonlySet<string>
  /** Domains of forwarders whose ARC seal is believed. */
  trustedSealers?: readonly string[]
}

/** Faults of a header that no two programs read differently; Exchange writes lines of several kilobytes. */
const harmless = new Set(['no blank line ends the header', 'a header line is longer than 998 bytes'])

/** Fields of which two let one program see another mail than the next (RFC 5322 section 3.6). */
const singleFields = ['subject', 'to', 'date', 'message-id', 'reply-to', 'sender', 'content-type'] as const

/** Says from the raw bytes and the DNS what is proved of the sender (RFC 6376, 9989, 8617), before any account is seen. */
export async function verifySender(bytes: Uint8Array, check: SenderCheck): Promise<SenderVerdict> {
  const { fields, faults } = readHeader(bytes)
  const from = readFrom(fields)
  const domain = from.address ? from.address.slice(from.address.lastIndexOf('@') + 1) : null
  const dns = recording(check.resolver)
  const tooMany = fieldValues(fields, 'dkim-signature').length > maxSignatures
  const signed = tooMany
    ? unsigned
    : await verifySignatures(bytes, fields, { ...check, domain, resolver: dns.resolver })
  const reported = readAuthenticationResults(fields, {
    authservId: check.authservId ?? null,
    ownHosts: check.ownHosts ?? [],
  })
  const spf = readSpf(reported.results)
  const good = signed.dkim.filter((one) => one.result === 'pass' && one.aligned && one.faults.length === 0)
  const dmarc = await verifyDmarc({ domain, dkim: signed.dkim, spf, resolver: dns.resolver })
  // A faulty signature matters where no sound one stands for the author: it is how a stolen mail is used again.
  const stale = good.length > 0 ? [] : signed.dkim.flatMap((one) => one.faults)
  const malformed = [
    ...new Set([
      ...from.faults,
      ...faults.filter((fault) => !harmless.has(fault)),
      ...doubled(fields),
      ...(reported.forged ? ['our own Authentication-Results stand below a foreign hop: forged'] : []),
      ...stale,
      ...(tooMany ? [`the mail has more than ${maxSignatures} signatures`] : []),
    ]),
  ]
  const undecided = dmarc.result === 'temperror' || (dmarc.by !== 'dkim' && signed.keyMissing)
  return {
    address: from.address,
    displayName: from.displayName,
    mentioned: from.mentioned,
    malformed,
    dkim: signed.dkim,
    spf,
    dmarc,
    arc: signed.arc,
    replyElsewhere: repliesElsewhere(fields, domain),
    timedOut: domain !== null && undecided,
    dns: dns.answers,
  }
}

/** Each asks the DNS and hashes the body: more than this is no mail but work for us. */
const maxSignatures = 20
const unsigned: Signed = { dkim: [], arc: { result: 'none', sealer: null }, keyMissing: false }

type Signed = { dkim: DkimResult[]; arc: SenderVerdict['arc']; keyMissing: boolean }

async function verifySignatures(
  bytes: Uint8Array,
  fields: readonly HeaderField[],
  check: SenderCheck & { domain: string | null },
): Promise<Signed> {
  const { resolver, arrivedAt } = check
  const options = { resolver, curTime: arrivedAt, strict: true, rejectRsaSha1: true, minBitLength: 1024 }
  const verified = await dkimVerify(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options)
  const seen = check.seenSignatures ?? new Set<string>()
  // mailauth reports the DKIM-Signatures in the order of the bytes, then the newest ARC-Message-Signature.
  const tags = readSignatures(fields)
  let keyMissing = false
  const dkim = verified.results.slice(0, tags.length).map((one, index): DkimResult => {
    const own = tags[index] as SignatureTags
    const domain = asciiDomain(one.signingDomain ?? '') ?? ''
    const aligned = check.domain !== null && domain !== '' && sameOrganisation(domain, check.domain)
    const faults = signatureFaults(own, { fields, arrivedAt, seen })
    const { result, comment, policy, underSized } = one.status as Status
    if (underSized) faults.push('l= leaves part of the body unsigned')
    if (policy?.['dkim-rules'] === 'weak-key') faults.push('the key of a signature is shorter than 1024 bits')
    if (result === 'temperror' && aligned) keyMissing = true
    // Of the past it is judged by the arrival, not by what the package makes of the clock.
    return { domain, selector: own.selector, result: plainResult(result, comment), aligned, faults }
  })
  return { dkim, arc: await verifyArc(verified, check), keyMissing }
}

type Status = { result: string; comment?: string; policy?: Record<string, string>; underSized?: number }

function plainResult(result: string, comment: string | undefined): DkimResult['result'] {
  if (result === 'pass' || result === 'fail' || result === 'temperror') return result
  if (result === 'policy') return 'permerror'
  return comment === 'no key' || comment === 'expired' ? 'permerror' : 'neutral'
}

async function verifyArc(
  verified: Awaited<ReturnType<typeof dkimVerify>>,
  { resolver, trustedSealers = [] }: SenderCheck,
): Promise<SenderVerdict['arc']> {
  const data = verified.arc
  if (!data || (!data.chain && !data.error)) return { result: 'none', sealer: null }
  const found = await arc(data as Parameters<typeof arc>[0], { resolver, strict: true, minBitLength: 1024 })
  const seal = (data.lastEntry?.['arc-seal'] as { parsed?: { d?: { value?: unknown } } } | undefined)?.parsed?.d?.value
  const sealer = asciiDomain(String(seal ?? ''))
  const listed = sealer !== null && trustedSealers.some((trusted) => asciiDomain(trusted) === sealer)
  // The chain of a sealer that nobody listed proves only that he can seal.
  if (found.status.result === 'pass') return { result: listed ? 'pass' : 'none', sealer }
  return { result: found.status.result === 'none' ? 'none' : 'fail', sealer }
}

async function verifyDmarc(given: {
  domain: string | null
  dkim: readonly DkimResult[]
  spf: SenderVerdict['spf']
  resolver: Resolver
}): Promise<SenderVerdict['dmarc']> {
  const { domain, dkim, spf, resolver } = given
  if (domain === null) return { result: 'none', policy: null, by: null }
  // Only the record is asked for: alignment goes by the public suffix list, which no domain owner writes himself.
  const { response } = await evaluateDmarc({
    headerFrom: [`author@${domain}`],
    fromFields: 1,
    spfDomains: [],
    dkimDomains: [],
    resolver,
    strict: true,
  } as unknown as Parameters<typeof evaluateDmarc>[0])
  if (!response || response.status.result === 'none') return { result: 'none', policy: null, by: null }
  if (response.status.result === 'temperror') return { result: 'temperror', policy: null, by: null }
  const policy = response.policy === 'reject' || response.policy === 'quarantine' ? response.policy : 'none'
  const { alignment } = response
  const aligned = (other: string, strict: boolean | undefined) =>
    strict ? other === domain : sameOrganisation(other, domain)
  const byDkim = dkim.some(
    (one) => one.result === 'pass' && one.faults.length === 0 && aligned(one.domain, alignment?.dkim?.strict),
  )
  const bySpf = spf?.result === 'pass' && spf.domain !== null && aligned(spf.domain, alignment?.spf?.strict)
  if (!byDkim && !bySpf) return { result: 'fail', policy, by: null }
  return { result: 'pass', policy, by: byDkim ? 'dkim' : 'spf' }
}

function readSpf(results: ReturnType<typeof readAuthenticationResults>['results']): SenderVerdict['spf'] {
  const found = results.find(({ method }) => method === 'spf')
  if (!found) return null
  const mailFrom = found.properties['smtp.mailfrom']
  // An empty envelope sender is judged by the name the server greeted with (RFC 7208 section 2.4).
  const named = mailFrom && mailFrom !== '<>' ? mailFrom : found.properties['smtp.helo']
  const domain = named ? asciiDomain(named.slice(named.lastIndexOf('@') + 1).replace(/>$/, '')) : null
  return { result: found.result, domain }
}

function doubled(fields: readonly HeaderField[]): string[] {
  return singleFields
    .filter((name) => fieldValues(fields, name).length > 1)
    .map((name) => `the mail has two ${name} fields`)
}

function repliesElsewhere(fields: readonly HeaderField[], domain: string | null): boolean {
  if (domain === null) return false
  const replies = fieldValues(fields, 'reply-to').flatMap((value) => readAddressList(value))
  return replies.some(({ address }) => {
    const plain = normalAddress(address)
    return plain !== null && !sameOrganisation(plain.slice(plain.lastIndexOf('@') + 1), domain)
  })
}

const kept = new Set(['TXT', 'A', 'AAAA', 'MX', 'CNAME'])

/** Keeps each answer, and each want of one, with the message. */
function recording(resolver: Resolver): { resolver: Resolver; answers: DnsAnswer[] } {
  const answers = new Map<string, DnsAnswer>()
  const keep = (name: string, type: string, answer: unknown) => {
    if (kept.has(type)) answers.set(`${type} ${name}`, { name, type: type as DnsAnswer['type'], answer })
  }
  return {
    get answers() {
      return [...answers.values()]
    },
    resolver: async (name, type) => {
      try {
        const answer = await resolver(name, type)
        keep(name, type, answer)
        return answer
      } catch (error) {
        keep(name, type, { error: isDefinite(error) ? (error as { code: string }).code : 'ETIMEOUT' })
        throw error
      }
    },
  }
}
