import { and, asc, eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { lockApprovalUnderWay } from '#app/resets/approvals.server.ts'
import type { Person } from '#app/staff/person.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import type { Refusal } from './decide.ts'
import type { DecisionKeys } from './decision-keys.server.ts'
import { queueCode } from './queue-code.server.ts'
import { findObstacleToRepeat, nothingWaits } from './repeat-code.ts'

/**
 * Sends the code for a new address there once more: the same code, in a new letter.
 *
 * @returns a refusal, in words for the person, where it is too soon, or there is nothing to confirm
 */
export function repeatCode(
  db: Db,
  asked: { ticketId: number; person: Person; now: Date; keys: DecisionKeys },
): Promise<{ letterId: number } | Refusal> {
  const { ticketId, person, now, keys } = asked
  return db.transaction(async (tx) => {
    const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update')
    if (!ticket) return { refusal: `There is no case ${ticketId}.` }
    const approval = await lockApprovalUnderWay(tx, ticketId)
    const sent = approval
      ? await tx
          .select({ sentAt: letters.sentAt, state: letters.state, bouncedAt: letters.bouncedAt })
          .from(letters)
          .where(and(eq(letters.approvalId, approval.id), eq(letters.kind, 'confirm')))
          .orderBy(asc(letters.id))
      : []
    const codeLetters = sent.map((letter) => ({ ...letter, failed: letter.state === 'failed' }))
    const obstacle = findObstacleToRepeat(approval && { ...approval, codeLetters }, person, now)
    if (obstacle || !approval) return obstacle ?? { refusal: nothingWaits }
    const letterId = await queueCode(tx, approval, { language: ticket.language, keys, now })
    if (letterId === null) throw new Error(`Case ${ticketId}: the letter with the code was not queued`)
    const { accountNumber } = approval
    const details = { approval: approval.id, letter: letterId }
    await appendAudit(tx, [{ verb: 'code_sent_again', at: now, staffId: person.id, ticketId, accountNumber, details }])
    return { letterId }
  })
}
