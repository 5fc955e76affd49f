import { eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { openForm } from '#app/self-service/open-form.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { lastMessageId } from './decide.server.ts'
import type { DecisionKeys } from './decision-keys.server.ts'
import { asksBeside, findReasonNotToAsk } from './questions.ts'

type Sending = { ticketId: number; now: Date; keys: Omit<DecisionKeys, 'resetTokenKey'> }

/**
 * Asks the sender of a case for more, as an agent would, unless somebody was quicker or the case moved: letter, form,
 * state and audit entry in one transaction. One form an address and week: whoever has one gets no further letter. A case
 * that a link answers at another address is asked too and goes on as it was.
 *
 * @returns what became of it, for the log
 */
export function sendQuestions(db: Db, sending: Sending): Promise<string> {
  return db.transaction((tx) => sendInside(tx, sending))
}

async function sendInside(tx: Tx, { ticketId, now, keys }: Sending): Promise<string> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update')
  if (!ticket) return 'there is no such case'
  const { senderAddress: recipient, accountNumber, language, version } = ticket
  const asked = { ...ticket, elsewhere: await writesFromElsewhere(tx, ticket) }
  const reason = findReasonNotToAsk(asked)
  if (reason) return reason
  if (recipient === null || !isSendable(recipient)) return 'no address to write to'
  const { messageIdKey, formCodeKey, host } = keys
  if (!(await openForm(tx, { ticketId, recipient, key: formCodeKey, now }))) return 'asked this week'
  const letterId = await queueLetter(tx, {
    ticketId,
    kind: 'ask',
    language: letterLanguage(language),
    recipient,
    automatic: true,
    inReplyTo: await lastMessageId(tx, ticketId, recipient),
    now,
    host,
    messageIdKey,
  })
  // Whoever works on the case keeps it; a letter beside it changes nothing that a ruling rests on.
  await tx
    .update(tickets)
    .set({
      changedAt: now,
      ...(!asksBeside(asked) && { state: 'waiting' as const, snoozedUntil: null, version: version + 1 }),
    })
    .where(eq(tickets.id, ticketId))
  await appendAudit(tx, [
    { verb: 'questions_sent', at: now, staffId: null, ticketId, accountNumber, details: { letter: letterId } },
  ])
  return 'sent'
}

async function writesFromElsewhere(
  tx: Tx,
  { senderAddress, accountNumber }: typeof tickets.$inferSelect,
): Promise<boolean> {
  if (accountNumber === null) return true
  const [account] = await tx
    .select({ registered: accounts.registeredEmail })
    .from(accounts)
    .where(eq(accounts.number, accountNumber))
  return account?.registered !== senderAddress
}
