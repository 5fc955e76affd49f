import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { findAccountFor } from '#app/accounts/find.server.ts'
import type { Tx } from '#app/db/db.server.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import type { Sender } from '#app/mail/sender.ts'
import { mayJoin, type Proof, proofOf, threadHints } from '#app/mail/thread.ts'
import { mayAnswerAutomatically } from '#app/outbox/automatic-letter.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import type { TicketCategory, TicketState } from '#app/tickets/ticket.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { markBouncedLetter } from './bounced-letter.server.ts'
import { claimedValues, type MailReading, personKinds } from './mail-reading.ts'
import type { Reader } from './read-mail.server.ts'
import { storeMessage } from './store-message.server.ts'
import type { TakenMail } from './taken-mail.ts'
import { weighTicket } from './weigh.server.ts'

/** What intake works with besides the database. */
export type Desk = {
  reader: Reader
  policy: Policy
  /** The host of our own Message-IDs. */
  host: string
  now: () => Date
}

/** Where a mail went. `noticed`: a machine's mail beside the ticket that it answers; it changes nothing there. */
export type Placement = { outcome: 'opened' | 'joined' | 'quarantined' | 'noticed' | 'set aside'; ticketId: number }

type Ticket = typeof tickets.$inferSelect

/** Old mail of a mailbox that was just connected gets no automatic letter, in milliseconds. */
const answeredWithinMs = 24 * 3_600_000

/** A later mail from the ticket's own sender wakes these; all others only show that it came. */
const wakes: readonly TicketState[] = ['waiting', 'denied', 'closed', 'done', 'set_aside']

/** Gives a read mail its place: beside its ticket, in it, or in a new one. */
export async function placeMail(tx: Tx, mail: TakenMail, reading: MailReading, desk: Desk): Promise<Placement> {
  const hints = threadHints(reading.mail, desk.reader.messageIdKey)
  if (!personKinds.includes(reading.kind)) {
    const bounced =
      reading.kind === 'bounce' ? await markBouncedLetter(tx, mail.bytes, desk.reader.messageIdKey, desk.now()) : null
    const ticket = await lockTicket(tx, bounced === null ? hints.signed : [bounced])
    return ticket ? noticeMail(tx, mail, reading, ticket) : openTicket(tx, mail, reading, desk)
  }
  const ticket = await lockTicket(tx, [...hints.signed, ...hints.numbers])
  if (!ticket) return openTicket(tx, mail, reading, desk)
  const ticketSender = { address: ticket.senderAddress, proof: await proofOfTicket(tx, ticket.id) }
  const agrees = mayJoin({ ticketSender, senderVerdict: reading.verdict })
  return agrees ? joinTicket(tx, mail, reading, ticket, desk) : quarantineMail(tx, mail, reading, ticket)
}

/** The first of the hinted tickets that exists. */
async function lockTicket(tx: Tx, ids: readonly number[]): Promise<Ticket | null> {
  if (ids.length === 0) return null
  const found = await tx
    .select()
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
    .for('update')
  return ids.map((id) => found.find((ticket) => ticket.id === id)).find((ticket) => ticket !== undefined) ?? null
}

/** How well the sender of the mail that opened a ticket is proved. */
async function proofOfTicket(tx: Tx, ticketId: number): Promise<Proof> {
  const [opening] = await tx
    .select({ verdict: messages.verdict })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false)))
    .orderBy(asc(messages.id))
    .limit(1)
  return opening ? proofOf(opening.verdict) : 'broken'
}

async function openTicket(tx: Tx, mail: TakenMail, reading: MailReading, desk: Desk): Promise<Placement> {
  const category: TicketCategory =
    reading.kind === 'recovery' || reading.kind === 'abuse' || reading.kind === 'question' ? reading.kind : 'other'
  const setAside = !personKinds.includes(reading.kind)
  const { claims, verdict } = reading
  const identifiers = claimedValues(claims, 'account_identifier')
  const addresses = [verdict.address, ...claimedValues(claims, 'registered_email')].filter(
    (address) => address !== null,
  )
  const { account } = category === 'recovery' ? await findAccountFor(tx, { identifiers, addresses }) : { account: null }
  const sender = judgeSender(verdict, account)
  const [opened] = await tx
    .insert(tickets)
    .values({
      category,
      state: setAside ? 'set_aside' : 'new',
      accountNumber: account?.number ?? null,
      claimedAccount: identifiers[0] ?? account?.number ?? null,
      subject: reading.mail.subject,
      language: reading.mail.language,
      senderAddress: verdict.address,
      senderLevel: sender.level,
      route: 'none',
      recommendation: category === 'recovery' ? 'ask' : null,
      openedAt: mail.arrivedAt,
      changedAt: desk.now(),
    })
    .returning({ id: tickets.id })
  const ticketId = (opened as { id: number }).id
  await storeMessage(tx, { ticketId, mail, reading, sender, quarantined: false })
  if (category === 'recovery') await weighTicket(tx, { ticketId, policy: desk.policy, now: desk.now() })
  const fresh = desk.now().getTime() - mail.arrivedAt.getTime() < answeredWithinMs
  if (!setAside && fresh) await sayReceived(tx, ticketId, reading, desk)
  return { outcome: setAside ? 'set aside' : 'opened', ticketId }
}

async function joinTicket(
  tx: Tx,
  mail: TakenMail,
  reading: MailReading,
  ticket: Ticket,
  desk: Desk,
): Promise<Placement> {
  await storeMessage(tx, {
    ticketId: ticket.id,
    mail,
    reading,
    sender: await senderFor(tx, ticket, reading),
    quarantined: false,
  })
  const state = wakes.includes(ticket.state) ? (ticket.assigneeId ? 'open' : 'new') : ticket.state
  const category = ticket.category === 'recovery' || reading.kind !== 'recovery' ? ticket.category : 'recovery'
  const recommendation = category === 'recovery' ? (ticket.recommendation ?? 'ask') : ticket.recommendation
  await tx
    .update(tickets)
    .set({ state, category, recommendation, version: ticket.version + 1, changedAt: desk.now() })
    .where(eq(tickets.id, ticket.id))
  if (category === 'recovery') await weighTicket(tx, { ticketId: ticket.id, policy: desk.policy, now: desk.now() })
  return { outcome: 'joined', ticketId: ticket.id }
}

/** Kept beside the ticket: another sender never becomes part of a case by naming it. */
async function quarantineMail(tx: Tx, mail: TakenMail, reading: MailReading, ticket: Ticket): Promise<Placement> {
  await storeMessage(tx, {
    ticketId: ticket.id,
    mail,
    reading,
    sender: await senderFor(tx, ticket, reading),
    quarantined: true,
  })
  await tx
    .update(tickets)
    .set({ quarantinedMails: sql`${tickets.quarantinedMails} + 1` })
    .where(eq(tickets.id, ticket.id))
  return { outcome: 'quarantined', ticketId: ticket.id }
}

/** A bounce, an absence note and the like: shown beside the ticket, deciding nothing. */
async function noticeMail(tx: Tx, mail: TakenMail, reading: MailReading, ticket: Ticket): Promise<Placement> {
  await storeMessage(tx, {
    ticketId: ticket.id,
    mail,
    reading,
    sender: judgeSender(reading.verdict, null),
    quarantined: false,
  })
  return { outcome: 'noticed', ticketId: ticket.id }
}

async function senderFor(tx: Tx, ticket: Ticket, reading: MailReading): Promise<Sender> {
  const identifiers = ticket.accountNumber ? [ticket.accountNumber] : []
  const { account } = await findAccountFor(tx, { identifiers, addresses: [] })
  return judgeSender(reading.verdict, account)
}

async function sayReceived(tx: Tx, ticketId: number, reading: MailReading, desk: Desk): Promise<void> {
  const recipient = reading.verdict.address
  if (recipient === null || !reading.mayAutoReply) return
  if (!mayAnswerAutomatically({ verdict: reading.verdict, deskAddress: desk.reader.deskAddress })) return
  await queueLetter(tx, {
    ticketId,
    kind: 'received',
    language: letterLanguage(reading.mail.language),
    recipient,
    automatic: true,
    inReplyTo: reading.mail.messageId,
    now: desk.now(),
    host: desk.host,
    messageIdKey: desk.reader.messageIdKey,
  })
}
