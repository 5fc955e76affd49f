import type { OtherClaimant } from '#app/evidence/surroundings.ts'
import { isProvedLevel, type SenderLevel } from '#app/mail/sender.ts'
import type { Recommendation } from '#app/tickets/ticket.ts'

/** How long a case stands behind another of its account at most, in milliseconds. */
export const behindMs = 24 * 3_600_000

export type Standing = {
  level: SenderLevel
  recommendation: Recommendation
  bits: number
  others: readonly OtherClaimant[]
}

/**
 * Does another claimant's case of the last day say at least as much for the same account? Then that one has the
 * account's place in the queue, and this one rests for a day: whoever floods an account fills nobody's list. A case that
 * a link would answer only stands behind another such one: the same link goes to the same mailbox, whoever asked. What
 * provably comes from that mailbox, and what could go before a second person, stands behind nothing.
 */
export function standsBehind({ level, recommendation, bits, others }: Standing): boolean {
  if (isProvedLevel(level) || recommendation === 'propose') return false
  return others.some(({ today }) => today && today.bits >= bits && (today.approve || recommendation !== 'approve'))
}
