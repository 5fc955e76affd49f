import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { judgeSendersAgain, readAcceptedClaims } from '#app/intake/claimed-account.server.ts'
import { lockForTriage } from '#app/intake/lock-ticket.server.ts'
import { lowerDifficulty } from '#app/intake/lower-difficulty.server.ts'
import { claimedValues, personKinds } from '#app/intake/mail-reading.ts'
import { categoryOf, openCase } from '#app/intake/open-case.server.ts'
import { weighTicket } from '#app/intake/weigh.server.ts'
import type { Person } from '#app/staff/person.ts'
import { findSplitObstacle } from '#app/tickets/merge.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { ticketLinks } from '#drizzle/schema/ticket-links.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

/** The case that the mail has from now on. */
export type Split = { ticketId: number } | { refusal: string }

type SplitRequest = { ticketId: number; mailId: number; version: number; person: Person; now: Date }

/**
 * Takes a mail out of a case into one of its own. Both are weighed anew: what the mail says, and the account that it
 * named, count no longer where it was. Undone by merging the two.
 */
export function splitMail(db: Db, { ticketId, mailId, version, person, now }: SplitRequest): Promise<Split> {
  return db.transaction(async (tx) => {
    const ticket = await lockForTriage(tx, ticketId)
    if (!ticket) return { refusal: 'There is no such case.' }
    const mails = await tx
      .select()
      .from(messages)
      .where(
        and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false), inArray(messages.kind, [...personKinds])),
      )
      .orderBy(asc(messages.id))
    const obstacle = findSplitObstacle({ ...ticket, mails: mails.map(({ id }) => id) }, mailId, version, person, now)
    if (obstacle) return { refusal: obstacle }
    const mail = mails.find(({ id }) => id === mailId)
    if (!mail) return { refusal: 'This mail is no longer part of the case.' }
    const openedId = await openFor(tx, mail, now)
    await lowerDifficulty(tx, ticketId, mail)
    await tx.insert(ticketLinks).values({
      kind: 'split',
      fromTicketId: ticketId,
      toTicketId: openedId,
      messageId: mailId,
      before: { state: ticket.state, assigneeId: ticket.assigneeId },
      madeBy: person.id,
      madeAt: now,
    })
    await tx
      .update(tickets)
      .set({ version: version + 1, changedAt: now })
      .where(eq(tickets.id, ticketId))
    if (ticket.category === 'recovery') await weighRest(tx, ticketId, now)
    await appendAudit(tx, [
      {
        verb: 'mail_split_off',
        at: now,
        staffId: person.id,
        ticketId,
        accountNumber: ticket.accountNumber,
        details: { mail: mailId, openedCase: openedId },
      },
    ])
    return { ticketId: openedId }
  })
}

async function openFor(tx: Tx, mail: typeof messages.$inferSelect, now: Date): Promise<number> {
  const { kind, value, raw, source, start, end } = claims
  const said = await tx
    .select({ kind, value, raw, source, start, end })
    .from(claims)
    .where(eq(claims.messageId, mail.id))
    .orderBy(claims.id)
  const category = categoryOf(mail.kind)
  const { ticketId, sender } = await openCase(tx, { ...mail, claims: said }, { category, setAside: false, now })
  const { level, reasons } = sender
  await tx
    .update(messages)
    .set({ ticketId, level, levelReasons: [...reasons] })
    .where(eq(messages.id, mail.id))
  await tx.update(claims).set({ ticketId }).where(eq(claims.messageId, mail.id))
  if (category === 'recovery') await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
  return ticketId
}

/** By what is left: also the account is looked for anew, as the mail that named it may be the one that left. */
async function weighRest(tx: Tx, ticketId: number, now: Date): Promise<void> {
  const named = claimedValues(await readAcceptedClaims(tx, ticketId), 'account_identifier')
  await tx
    .update(tickets)
    .set({ accountNumber: null, accountFoundBy: null, claimedAccount: named[0] ?? null })
    .where(eq(tickets.id, ticketId))
  await judgeSendersAgain(tx, ticketId)
  await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
  // Named by nobody, found by its address: the queue shows it all the same.
  await tx
    .update(tickets)
    .set({ claimedAccount: sql`coalesce(${tickets.claimedAccount}, ${tickets.accountNumber})` })
    .where(and(eq(tickets.id, ticketId), eq(tickets.accountFoundBy, 'address')))
}
