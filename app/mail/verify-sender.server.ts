import { evaluateDmarc } from 'mailauth/lib/dmarc/index.js'
import { asciiDomain, normalAddress, sameOrganisation } from './address.ts'
import { readAddressList } from './address-list.ts'
import { readAuthenticationResults } from './authentication-results.ts'
import { readSignatures, replayed } from './dkim-signature.ts'
import { readFrom } from './from-field.ts'
import { fieldValues, type HeaderBlock, readHeader } from './header-fields.ts'
import type { HeaderField } from './parsed-mail.ts'
import { counts, standsInPart } from './proof.ts'
import { openQuestions } from './questions.server.ts'
import type { Resolver } from './resolver.server.ts'
import type { DkimResult, SenderVerdict } from './sender.ts'
import { leftOpen } from './signature-cover.ts'
import { keyNames, type Signed, verifySignatures } from './verify-signatures.server.ts'

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
  /** The bytes are the header of a mail whose body is not read: no signature can be verified, so none speaks against it. */
  bodyUnread?: boolean
  /** What all DNS questions of the mail together may take, in milliseconds; 10 s where it is not said. */
  dnsBudgetMs?: number
}

/**
 * Faults of a header that no two programs read differently: a mail that ends with its header, and lines of several
 * kilobytes, as Exchange writes them, in fields that decide nothing.
 */
const harmless = new Set(['no blank line ends the header', 'a header line is longer than 998 bytes'])

/** Fields of which two let one program see another mail than the next (RFC 5322 section 3.6). */
const singleFields = ['subject', 'to', 'date', 'message-id', 'reply-to', 'sender', 'content-type'] as const

/** Says from the raw bytes and the DNS what is proved of the sender (RFC 6376, 9989, 8617), before any account is seen. */
export async function verifySender(bytes: Uint8Array, check: SenderCheck): Promise<SenderVerdict> {
  const questions = openQuestions(check.resolver, check.dnsBudgetMs)
  try {
    const verdict = await verify(bytes, { ...check, resolver: questions.resolver, foresee: questions.foresee })
    return { ...verdict, dns: questions.answers() }
  } finally {
    questions.close()
  }
}

/** The names that {@link verifySender} is likely to ask the DNS for, always for TXT. */
export function namesToAsk(bytes: Uint8Array): string[] {
  const header = readHeader(bytes)
  return namesOf(header, domainOf(readFrom(header.fields).address))
}

function namesOf({ fields, cut }: HeaderBlock, domain: string | null): string[] {
  const policies = domain === null ? [] : policyDomains(domain).map((name) => `_dmarc.${name}`)
  return [...new Set([...policies, ...(cut ? [] : keyNames(fields))])]
}

/** Below the domain itself no more labels than this are looked at. */
const mostPolicyLabels = 7

/** Where a policy for a domain may stand, the nearest first (RFC 9989 section 4.10); no walk is longer. */
function policyDomains(domain: string): string[] {
  const labels = domain.split('.')
  const above = labels.slice(1).slice(-mostPolicyLabels)
  return [domain, ...above.map((_, index) => above.slice(index).join('.'))]
}

function domainOf(address: string | null): string | null {
  return address === null ? null : address.slice(address.lastIndexOf('@') + 1)
}

type Check = SenderCheck & { foresee: (names: Iterable<string>) => void }

async function verify(bytes: Uint8Array, check: Check): Promise<Omit<SenderVerdict, 'dns'>> {
  const header = readHeader(bytes)
  const { fields, faults } = header
  const from = readFrom(fields)
  const domain = domainOf(from.address)
  check.foresee(namesOf(header, domain))
  const { resolver, arrivedAt, seenSignatures: seen = new Set<string>(), trustedSealers = [] } = check
  const { bodyUnread = false } = check
  const signed = bodyUnread
    ? unread
    : await verifySignatures(bytes, header, { domain, resolver, arrivedAt, seen, trustedSealers })
  const reported = readAuthenticationResults(fields, {
    authservId: check.authservId ?? null,
    ownHosts: check.ownHosts ?? [],
  })
  const spf = readSpf(reported.results)
  const dkim = withWhatIsOpen(signed.dkim, fields, bytes.subarray(header.bodyStart))
  const judged = await verifyDmarc({ domain, dkim, spf, resolver })
  const dmarc = bodyUnread && judged.result === 'fail' ? unjudged : judged
  const malformed = [
    ...new Set([
      ...from.faults,
      ...faults.filter((fault) => !harmless.has(fault)),
      ...doubled(fields),
      ...(reported.forged ? ['our own Authentication-Results stand where our host does not write them: forged'] : []),
      ...signed.faults,
      ...spoiling(signed.dkim),
    ]),
  ]
  const undecided =
    dmarc.result === 'temperror' ||
    (!(dmarc.by === 'dkim' && dkim.some(counts)) && signed.keyMissing) ||
    (dmarc.result === 'fail' && signed.sealMissing)
  return {
    address: from.address,
    displayName: from.displayName,
    mentioned: from.mentioned,
    malformed,
    dkim,
    spf,
    dmarc,
    arc: signed.arc,
    reported: check.authservId ? { authservId: check.authservId, ...reported } : null,
    replyElsewhere: repliesElsewhere(fields, domain),
    timedOut: domain !== null && undecided,
  }
}

const unread: Signed = {
  dkim: [],
  arc: { result: 'none', sealer: null },
  keyMissing: false,
  sealMissing: false,
  faults: [],
}
const unjudged: SenderVerdict['dmarc'] = { result: 'none', policy: null, by: null }

/** The signatures that stand for the author, with what they leave for others to write: it is no fault of the mail. */
function withWhatIsOpen(dkim: readonly DkimResult[], fields: readonly HeaderField[], body: Uint8Array): DkimResult[] {
  const tags = dkim.length === 0 ? [] : readSignatures(fields)
  return dkim.map((one, index) => {
    const own = tags[index]
    const open = own && counts(one) ? leftOpen(own, fields, body) : []
    return open.length === 0 ? one : { ...one, faults: open, inPart: true }
  })
}

/**
 * Which faults of signatures spoil the whole mail. A faulty one matters where no sound one stands for the author: it is
 * how a stolen mail is used again. One that came before spoils it in any company: a provider that lets one user sign as
 * another would put a fresh signature beside the stolen one.
 */
function spoiling(dkim: readonly DkimResult[]): string[] {
  const all = dkim.flatMap((one) => one.faults)
  return dkim.some(counts) ? all.filter((fault) => fault === replayed) : all
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
  const isSigned = (stands: (one: DkimResult) => boolean) =>
    dkim.some((one) => stands(one) && aligned(one.domain, alignment?.dkim?.strict))
  const bySpf = spf?.result === 'pass' && spf.domain !== null && aligned(spf.domain, alignment?.spf?.strict)
  if (isSigned(counts)) return { result: 'pass', policy, by: 'dkim' }
  if (bySpf) return { result: 'pass', policy, by: 'spf' }
  if (!isSigned(standsInPart)) return { result: 'fail', policy, by: null }
  // One level less than a signature of the whole gives: no more than unproved where nothing is enforced.
  return policy === 'none' ? { result: 'none', policy, by: null } : { result: 'pass', policy, by: 'dkim' }
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
