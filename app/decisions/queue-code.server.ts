import type { Tx } from '#app/db/db.server.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import type { Approval } from '#app/resets/approvals.server.ts'
import { lastMessageId } from './decide.server.ts'
import type { DecisionKeys } from './decision-keys.server.ts'
import type { TicketRow } from './lock-case.server.ts'

/** Has the code of an approval written to its new address; null where the letter does not leave. */
export async function queueCode(
  tx: Tx,
  { id: approvalId, ticketId, target }: Approval,
  { language, keys, now }: Pick<TicketRow, 'language'> & { keys: DecisionKeys; now: Date },
): Promise<number | null> {
  return queueLetter(tx, {
    ticketId,
    approvalId,
    kind: 'confirm',
    language: letterLanguage(language),
    recipient: target,
    automatic: false,
    inReplyTo: await lastMessageId(tx, ticketId, target),
    now,
    ...keys,
  })
}
