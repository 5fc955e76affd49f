import { eq } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { isProvedLevel } from '#app/mail/sender.ts'
import type { TicketState } from '#app/tickets/ticket.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { judgeSendersAgain, settledAccount } from './claimed-account.server.ts'
import { graver } from './graver.ts'
import type { Ticket } from './lock-tickets.server.ts'
import type { LookedUp, NamedTicket } from './look-up.server.ts'
import { claimedValues, type MailReading } from './mail-reading.ts'
import { voidLinks } from './void-approval.server.ts'

/** A later mail from the ticket's own sender wakes these; all others only show that it came. */
export const wakes: readonly TicketState[] = ['waiting', 'link_sent', 'denied', 'closed', 'done', 'set_aside']

type Joining = LookedUp & { named: NamedTicket }

/**
 * Lets stored mails into their tickets: these wake, and end their snooze.
 *
 * @returns the tickets to weigh, and what is to be called once they are: an approval is void when what it was made on
 *   changed, an accepted claim or the sender's level, and a link on its way with it
 */
export async function joinTickets(
  tx: Tx,
  joining: readonly Joining[],
  now: Date,
): Promise<{ toWeigh: number[]; voidApprovals: () => Promise<Set<number>> }> {
  const toWeigh: number[] = []
  for (const { named, reading } of joining) {
    const { ticket } = named
    const recovery = ticket.category === 'recovery' || reading.kind === 'recovery'
    await tx
      .update(tickets)
      .set({
        ...(wakes.includes(ticket.state) && wakeUp(ticket, now)),
        ...(recovery && { category: 'recovery', recommendation: ticket.recommendation ?? 'ask' }),
        claimedAccount: ticket.claimedAccount ?? claimedValues(reading.claims, 'account_identifier')[0] ?? null,
        version: ticket.version + 1,
        snoozedUntil: null,
        difficulty: graver(ticket.difficulty, reading.difficulty),
        changedAt: now,
      })
      .where(eq(tickets.id, ticket.id))
    // What the mail brings may be what the account is found by.
    const anew = ticket.category !== 'recovery' || settledAccount(ticket) === null
    if (recovery && anew) await judgeSendersAgain(tx, ticket.id)
    if (recovery) toWeigh.push(ticket.id)
  }
  return { toWeigh, voidApprovals: () => voidApprovals(tx, joining, now) }
}

/** Back to whoever works on it at this moment, else to everybody: an answer must not wait for one who is away. */
export function wakeUp(ticket: Ticket, now: Date): Pick<Ticket, 'state' | 'assigneeId'> {
  const held = ticket.leaseUntil !== null && ticket.leaseUntil > now
  return held ? { state: 'open', assigneeId: ticket.assigneeId } : { state: 'new', assigneeId: null }
}

const answers = /^\s{0,9}(?:re|aw|sv|antw|回复|答复|回覆|答覆) ?(?:\[\d{1,3}\])?[:：]/i

/**
 * Whether a mail says something to be weighed. What the subject of an answer asks for was asked before: mail programs
 * repeat it above a mere thank-you.
 */
export function bringsClaims({ mail, claims }: MailReading): boolean {
  const repeated = answers.test(mail.subject)
  return claims.some(({ kind, source }) => !(repeated && kind === 'request' && source === 'subject'))
}

async function voidApprovals(tx: Tx, joining: readonly Joining[], now: Date): Promise<Set<number>> {
  const voided = new Set<number>()
  for (const { named, reading } of joining) {
    const { ticket, links } = named
    if (links.length === 0) continue
    const [after] = await tx.select({ level: tickets.senderLevel }).from(tickets).where(eq(tickets.id, ticket.id))
    const changed = bringsClaims(reading) || after?.level !== ticket.senderLevel
    if (!changed) continue
    // Whoever reads the mailbox that the link lies in may stop it, for whichever case it was sent.
    const forAll = after !== undefined && isProvedLevel(after.level)
    if (await voidLinks(tx, links, { ticketId: ticket.id, now, forAll })) voided.add(ticket.id)
  }
  return voided
}
