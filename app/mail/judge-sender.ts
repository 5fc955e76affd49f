import { nearness } from './near-address.ts'
import { counts, isSignedInPart } from './proof.ts'
import { type AccountAddresses, isProvedLevel, type Sender, type SenderLevel, type SenderVerdict } from './sender.ts'

/** The sender as one account sees him (EVIDENCE section 3); account null: of no known account. */
export function judgeSender(verdict: SenderVerdict, account: AccountAddresses | null): Sender {
  const { address } = verdict
  const level = (name: SenderLevel, ...reasons: string[]): Sender => ({ address, level: name, reasons })
  const registered = account?.registeredEmail ?? null
  const shown = address === null ? verdict.mentioned : [address, ...verdict.mentioned]

  if (verdict.malformed.length > 0 && (account === null || (registered !== null && shown.includes(registered)))) {
    return level('fail', ...verdict.malformed)
  }
  if (verdict.timedOut) return level('retry', 'the DNS did not answer in time')
  if (account === null) return level('other', 'no account is known')

  if (registered !== null && address === registered) return { address, ...proved(verdict) }
  const former = account.formerEmails.find((one) => shown.includes(one.address))
  if (former) {
    const until = former.until.toISOString().slice(0, 10)
    return level(
      'former',
      `the account had this address until ${until}`,
      ...(authenticates(verdict) ? [] : [notProved]),
    )
  }
  const near = registered === null ? null : nearest(shown, registered)
  if (near) return level('near', near, ...verdict.malformed)
  return level('other', 'not the registered address', ...verdict.malformed)
}

const notProved = 'nothing proves that it was sent from there'

/** How far it is proved that a mail comes from the domain of the address it names. */
function proved(verdict: SenderVerdict): Omit<Sender, 'address'> {
  const { result, policy, by } = verdict.dmarc
  const inPart = isSignedInPart(verdict)
  if (result === 'pass' && by === 'dkim' && inPart) {
    return {
      level: 'medium',
      reasons: ['DMARC passes by a signature that leaves something open', ...signatures(verdict)],
    }
  }
  if (result === 'pass' && by === 'dkim' && policy !== 'none') {
    return { level: 'strong', reasons: [`DMARC passes by an aligned signature, policy ${policy}`] }
  }
  if (result === 'pass') {
    const how = by === 'dkim' ? 'by an aligned signature, but the policy is none' : 'by SPF only'
    return { level: 'medium', reasons: [`DMARC passes ${how}`] }
  }
  if (result === 'fail') {
    if (verdict.arc.result !== 'pass') return { level: 'fail', reasons: ['DMARC fails', ...signatures(verdict)] }
    return { level: 'unauth', reasons: [`DMARC fails, but ${verdict.arc.sealer} sealed it as sound (ARC)`] }
  }
  // A record that nobody could ask for may forbid what the signature alone would be taken for.
  if (result === 'temperror') {
    return { level: 'unauth', reasons: ['the DNS did not answer for what proves the sender', ...signatures(verdict)] }
  }
  if (verdict.dkim.some(counts)) {
    return { level: 'medium', reasons: ['an aligned signature verifies, but the domain has no DMARC record'] }
  }
  const found = inPart ? 'a signature verifies but leaves something open' : 'nothing of the sender can be verified'
  return { level: 'unauth', reasons: [found, ...signatures(verdict)] }
}

function signatures({ dkim }: SenderVerdict): string[] {
  if (dkim.length === 0) return ['the mail is not signed']
  return dkim.map(({ domain, result, aligned, faults }) => {
    const standing = aligned ? '' : ', not aligned'
    return `the signature of ${domain} gives ${result}${standing}${faults.map((fault) => `, ${fault}`).join('')}`
  })
}

/** Whether a mail proves its own domain, to any degree: only such senders get an automatic letter. */
export function authenticates(verdict: SenderVerdict): boolean {
  if (verdict.address === null || verdict.malformed.length > 0 || verdict.timedOut) return false
  return isProvedLevel(proved(verdict).level)
}

function nearest(shown: readonly string[], registered: string): string | null {
  for (const address of shown) {
    const how = nearness(address, registered)
    if (how) return how
  }
  return null
}
