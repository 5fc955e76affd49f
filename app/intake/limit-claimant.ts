import { createHash } from 'node:crypto'
import type { Sighting } from '#app/mail/campaign.ts'
import type { MailReading } from './mail-reading.ts'

/** So many cases a claimant opens within a day. */
export const mostCasesADay = 3

/**
 * What the cases of a claimant are counted by, made from the mark of his mails: a sender who proves his address, or one
 * who does not, together with the network that he writes from. Null where the mail has no one sender.
 */
export function claimantMark(sightings: readonly Sighting[]): string | null {
  const sender = sightings.find(({ kind }) => kind === 'sender')
  if (!sender) return null
  return createHash('sha256').update(`claimant\n${sender.mark}`).digest().readBigInt64BE().toString()
}

/** The same mail as one case too many of its claimant: kept whole, out of the queue, with the reason among its steps. */
export function heldBack(reading: MailReading): MailReading {
  const reason = `its sender opened ${mostCasesADay} cases within a day`
  return { ...reading, kindReason: reason, trace: [...reading.trace, { step: 'limit', outcome: reason, ms: 0 }] }
}
