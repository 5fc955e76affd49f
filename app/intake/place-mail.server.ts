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
import type { TicketState } from '#app/tickets/ticket.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { markBouncedLetter } from './bounced-letter.server.ts'
import { judgeSendersAgain } from './claimed-account.server.ts'
import { type MailReading, personKinds } from './mail-reading.ts'
import { categoryOf, openCase } from './open-case.server.ts'
import type { Reader } from './read-mail.server.ts'
import { maskReading, storeMessage } from './store-message.server.ts'
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
const wakes: readonly TicketState[] = ['waiting', 'link_sent', 'denied', 'closed', 'done', 'set_aside']

/** Gives a read mail its place: beside its ticket, in it, or in a new one. */
export async function placeMail(tx: Tx, mail: TakenMail, reading: MailReading, desk: Desk): Promise<Placement> {
  const hints = threadHints(reading.mail, desk.reader.messageIdKey)
  // Spam that names a ticket is held like any stranger's mail: what it says must not slip into the case.
  if (!personKinds.includes(reading.kind) && reading.kind !== 'spam') {
    const bounced =
      reading.kind === 'bounce' ? await markBouncedLetter(tx, mail.bytes, desk.reader.messageIdKey, desk.now()) : null
    const ticket = await lockTicket(tx, bounced === null ? hints.signed : [bounced])
    return ticket ? noticeMail(tx, mail, reading, ticket) : openTicket(tx, mail, reading, desk)
  }
  const ticket = await lockTicket(tx, [...hints.signed, ...hints.numbers])
  if (!ticket) return openTicket(tx, mail, reading, desk)
  const ticketSender = { address: ticket.senderAddress, proof: await proofOfTicket(tx, ticket.id) }
  const hint = hints.signed.includes(ticket.id) ? 'letter' : 'number'
  const agrees = mayJoin({ ticketSender, senderVerdict: reading.verdict, hint })
  return agrees ? joinTicket(tx, mail, reading, ticket, desk) : quarantineMail(tx, mail, reading, ticket)
}

/** The first of the hinted tickets that exists. */
async function lockTicket(tx: Tx, ids: readonly number[]): Promise<Ticket | null> {
  if (ids.length === 0) return null
  const found = await tx
    .select()
    .from(tickets)
    .where(inArray(tickets.id, [...ids]))
    .orderBy(tickets.id)
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
  const setAside = !personKinds.includes(reading.kind)
  const { language } = reading.mail
  const { subject } = maskReading(reading)
  const { ticketId, category, sender } = await openCase(
    tx,
    { ...reading, subject, language, arrivedAt: mail.arrivedAt },
    { category: categoryOf(reading.kind), setAside, now: desk.now() },
  )
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
  const woken = wakes.includes(ticket.state) ? wakeUp(ticket, desk.now()) : {}
  const category = ticket.category === 'recovery' || reading.kind !== 'recovery' ? ticket.category : 'recovery'
  const recommendation = category === 'recovery' ? (ticket.recommendation ?? 'ask') : ticket.recommendation
  await tx
    .update(tickets)
    .set({ ...woken, category, recommendation, version: ticket.version + 1, changedAt: desk.now() })
    .where(eq(tickets.id, ticket.id))
  if (category === 'recovery') {
    if (ticket.category !== 'recovery') await judgeSendersAgain(tx, ticket.id)
    await weighTicket(tx, { ticketId: ticket.id, policy: desk.policy, now: desk.now() })
  }
  return { outcome: 'joined', ticketId: ticket.id }
}

/** Back to whoever works on it at this moment, else to everybody: an answer must not wait for one who is away. */
function wakeUp(ticket: Ticket, now: Date): Pick<Ticket, 'state' | 'assigneeId'> {
  const held = ticket.leaseUntil !== null && ticket.leaseUntil > now
  return held ? { state: 'open', assigneeId: ticket.assigneeId } : { state: 'new', assigneeId: null }
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
