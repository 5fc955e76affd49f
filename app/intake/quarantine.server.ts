import { and, eq, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { AuditVerb } from '#app/audit/entry.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import type { FoundReset } from '#app/resets/find-reset.server.ts'
import type { Person } from '#app/staff/person.ts'
import { openStateOf, type TicketState } from '#app/tickets/ticket.ts'
import { type BesideVerb, findBesideObstacle } from '#app/tickets/triage.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { judgeSendersAgain } from './claimed-account.server.ts'
import { type LockedTicket, lockForTriage } from './lock-ticket.server.ts'
import { lowerDifficulty } from './lower-difficulty.server.ts'
import { categoryOf, openCase } from './open-case.server.ts'
import { lockLiveLinks, voidLinks } from './void-approval.server.ts'
import { weighTicket } from './weigh.server.ts'

export type BesideRequest = {
  verb: BesideVerb
  ticketId: number
  /** The message that was set beside the ticket. */
  mailId: number
  /** The version that the person saw. */
  version: number
  person: Person
  now: Date
}

/** The case that holds the mail from now on. */
export type Settled = { ticketId: number } | { refusal: string }

type Mail = typeof messages.$inferSelect

/** States that an accepted mail leaves as they are: nobody has answered yet, or nothing may move. */
const keptStates: readonly TicketState[] = ['new', 'open', 'frozen']

/**
 * Settles a mail that was set beside a case because its sender is another: into the case after all, a case of its own,
 * or aside. One transaction with its audit entry.
 */
export function settleMailBeside(db: Db, request: BesideRequest): Promise<Settled> {
  const { ticketId, mailId, verb, version, person, now } = request
  return db.transaction(async (tx) => {
    const links = verb === 'accept' ? await lockLiveLinks(tx, ticketId) : []
    const ticket = await lockForTriage(tx, ticketId)
    if (!ticket) return { refusal: 'There is no such case.' }
    const refusal = findBesideObstacle(ticket, verb, version, person, now)
    if (refusal) return { refusal }
    const [mail] = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.id, mailId), eq(messages.ticketId, ticketId), eq(messages.quarantined, true)))
      .for('update')
    if (!mail) return { refusal: 'This mail stands no longer beside the case: somebody was quicker.' }
    await tx.update(rawMails).set({ state: 'done' }).where(eq(rawMails.id, mail.rawMailId))
    await tx
      .update(tickets)
      .set({ quarantinedMails: sql`${tickets.quarantinedMails} - 1` })
      .where(eq(tickets.id, ticketId))
    return verb === 'accept' ? accept(tx, ticket, mail, links, request) : separate(tx, ticket, mail, request)
  })
}

async function accept(
  tx: Tx,
  ticket: LockedTicket,
  mail: Mail,
  links: readonly FoundReset[],
  { person, now }: BesideRequest,
): Promise<Settled> {
  const ticketId = ticket.id
  const linkVoid = await voidLinks(tx, links, { ticketId, now })
  await tx.update(messages).set({ quarantined: false }).where(eq(messages.id, mail.id))
  const recovery = ticket.category === 'recovery' || mail.kind === 'recovery'
  await tx
    .update(tickets)
    .set({
      state: keptStates.includes(ticket.state) ? ticket.state : openStateOf(ticket),
      category: recovery ? 'recovery' : ticket.category,
      recommendation: recovery ? (ticket.recommendation ?? 'ask') : ticket.recommendation,
      version: ticket.version + 1,
      changedAt: now,
    })
    .where(eq(tickets.id, ticketId))
  if (recovery) {
    await judgeSendersAgain(tx, ticketId)
    await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
  }
  await record(tx, 'quarantined_mail_accepted', ticket, person, now, { mail: mail.id, linkVoid })
  return { ticketId }
}

/** A case of its own; set aside it is no request for recovery, and can be made one later. */
async function separate(
  tx: Tx,
  ticket: LockedTicket,
  mail: Mail,
  { verb, person, now }: BesideRequest,
): Promise<Settled> {
  const setAside = verb === 'set-aside'
  const { kind, value, raw, source, start, end } = claims
  const said = await tx
    .select({ kind, value, raw, source, start, end })
    .from(claims)
    .where(eq(claims.messageId, mail.id))
    .orderBy(claims.id)
  const category = setAside ? 'other' : categoryOf(mail.kind)
  const opened = await openCase(tx, { ...mail, claims: said }, { category, setAside, now })
  const { ticketId, sender } = opened
  const { level, reasons } = sender
  await tx
    .update(messages)
    .set({ ticketId, quarantined: false, level, levelReasons: [...reasons] })
    .where(eq(messages.id, mail.id))
  await tx.update(claims).set({ ticketId }).where(eq(claims.messageId, mail.id))
  await lowerDifficulty(tx, ticket.id, mail)
  if (category === 'recovery') await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
  const deed = setAside ? 'quarantined_mail_set_aside' : 'quarantined_mail_separated'
  await record(tx, deed, ticket, person, now, { mail: mail.id, openedCase: ticketId })
  return { ticketId }
}

function record(
  tx: Tx,
  verb: AuditVerb,
  { id, accountNumber }: LockedTicket,
  { id: staffId }: Person,
  at: Date,
  details: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ verb, at, staffId, ticketId: id, accountNumber, details }])
}
