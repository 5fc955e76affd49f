import type { SenderVerdict } from '#app/mail/sender.ts'

/**
 * Whether the desk may answer a mail by itself: only where the domain in From is proved, for anybody can write a
 * stranger's address there and the answer would hit the stranger. What a machine wrote is told apart before.
 */
export function mayAnswerAutomatically({
  verdict,
  deskAddress,
}: {
  verdict: SenderVerdict
  /** Our own: two desks that answer each other never stop. */
  deskAddress: string
}): boolean {
  const { address, malformed, timedOut, dmarc, dkim } = verdict
  if (address === null || malformed.length > 0 || timedOut) return false
  if (address === deskAddress.toLowerCase() || !isSendable(address)) return false
  if (dmarc.result === 'pass') return true
  const signed = dkim.some(({ result, aligned, faults }) => result === 'pass' && aligned && faults.length === 0)
  return dmarc.result === 'none' && signed
}

/** Whether an address can stand in an envelope as it is: one plain ASCII mailbox, nothing that a header could be hurt by. */
export function isSendable(address: string): boolean {
  return address.length <= 254 && /^[!#-'*+\-./0-9=?A-Z^-~]{1,64}@[A-Za-z0-9.-]{1,189}$/.test(address)
}
