import { and, asc, eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import { extractClaims } from '#app/claims/extract.ts'
import { maskSecrets } from '#app/claims/mask-secrets.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import type { ReadAgain } from '#app/mail/read-again.server.ts'
import { listOwnAddresses } from '#app/mailboxes/own-addresses.server.ts'
import type { Person } from '#app/staff/person.ts'
import { masked } from '#app/tickets/marked-text.ts'
import { messageTerms } from '#app/tickets/search-words.ts'
import { openStateOf, type TicketState } from '#app/tickets/ticket.ts'
import { findBesideObstacle } from '#app/tickets/triage.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { attachments, messages } from '#drizzle/schema/mails.ts'
import { earlierReadings } from '#drizzle/schema/readings.ts'
import { messageWords } from '#drizzle/schema/search.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { judgeSendersAgain } from './claimed-account.server.ts'
import { lockForTriage } from './lock-ticket.server.ts'
import { claimedValues, personKinds } from './mail-reading.ts'
import { withoutOwn } from './own-addresses.ts'
import { lockLiveLinks, voidLinks } from './void-approval.server.ts'
import { weighTicket } from './weigh.server.ts'

export type ReadingToAdopt = {
  mailId: number
  charset: string
  reading: ReadAgain
  /** The version of the case that the person saw. */
  version: number
  person: Person
  /** Our own address, which is nobody's claim. */
  deskAddress: string
  now: Date
}

type Mail = typeof messages.$inferSelect

/** What such a reading would say, with secrets as dots: to be looked at, and stored nowhere. */
export function previewReading(
  reading: ReadAgain,
  { senderAddress, deskAddress }: { senderAddress: string | null; deskAddress: string },
): { subject: string; text: string } {
  const said = extractClaims({ ...reading, senderAddress, deskAddress })
  const { subject, text } = coverSecrets(reading, said)
  return { subject, text }
}

/** States in which a case may still learn what a mail says; a live link dies of it. */
const openStates: readonly TicketState[] = [
  'new',
  'open',
  'waiting',
  'proposed',
  'held',
  'link_sent',
  'frozen',
  'set_aside',
]
/** States that learning leaves as they are. */
const keptStates: readonly TicketState[] = ['new', 'open', 'frozen', 'set_aside']

/**
 * Takes a reading in another charset for what the mail says: its claims are read anew and the case is weighed again.
 * How it was read before is kept, and so are its bytes. One transaction with its audit entry.
 */
export function adoptReading(db: Db, asked: ReadingToAdopt): Promise<{ ticketId: number } | { refusal: string }> {
  const { mailId, charset, person, version, now } = asked
  return db.transaction(async (tx) => {
    const [found] = await tx.select({ ticketId: messages.ticketId }).from(messages).where(eq(messages.id, mailId))
    const ticketId = found?.ticketId ?? null
    const links = ticketId === null ? [] : await lockLiveLinks(tx, ticketId)
    const ticket = ticketId === null ? null : await lockForTriage(tx, ticketId)
    if (ticketId === null || !ticket) return { refusal: 'There is no such case.' }
    const refusal = findBesideObstacle(ticket, 'accept', version, person, now)
    if (refusal) return { refusal }
    if (!openStates.includes(ticket.state))
      return { refusal: 'This case is decided: its mails stay as they were read.' }
    const [mail] = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.id, mailId), eq(messages.ticketId, ticketId)))
      .for('update')
    if (!mail) return { refusal: 'This mail is no longer on this case.' }
    const said = await replaceReading(tx, mail, ticketId, asked)
    let linkVoid = false
    if (mail.quarantined) {
      // Beside the case it changes nothing but what is read there.
      await tx
        .update(tickets)
        .set({ version: version + 1, changedAt: now })
        .where(eq(tickets.id, ticketId))
    } else {
      linkVoid = await voidLinks(tx, links, { ticketId, now })
      await tx
        .update(tickets)
        .set({
          state: keptStates.includes(ticket.state) ? ticket.state : openStateOf(ticket),
          claimedAccount: ticket.claimedAccount ?? claimedValues(said, 'account_identifier')[0] ?? null,
          version: version + 1,
          changedAt: now,
        })
        .where(eq(tickets.id, ticketId))
      await nameAfterFirstMail(tx, ticketId)
      if (ticket.category === 'recovery') {
        await judgeSendersAgain(tx, ticketId)
        await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
      }
    }
    const details = { mail: mailId, charset, claims: said.length, linkVoid }
    const { accountNumber } = ticket
    await appendAudit(tx, [{ verb: 'mail_read_again', at: now, staffId: person.id, ticketId, accountNumber, details }])
    return { ticketId }
  })
}

/** Writes the new reading in the place of the old one, which is kept beside. */
async function replaceReading(
  tx: Tx,
  mail: Mail,
  ticketId: number,
  { reading, charset, person, deskAddress, now }: ReadingToAdopt,
): Promise<readonly Claim[]> {
  const { kind, value, raw, source, start, end } = claims
  const before = await tx
    .select({ kind, value, raw, source, start, end })
    .from(claims)
    .where(eq(claims.messageId, mail.id))
    .orderBy(asc(claims.id))
  const { subject, text, html, reply, language, senderAddress, senderName, arrivedAt } = mail
  await tx.insert(earlierReadings).values({
    messageId: mail.id,
    ...{ subject, text, html, reply, language, charset },
    claims: before,
    staffId: person.id,
    replacedAt: now,
  })
  const found = extractClaims({ ...reading, senderAddress, deskAddress })
  // Of machine mail nothing but secrets is read, as when it came.
  const said = personKinds.includes(mail.kind) ? withoutOwn(found, await listOwnAddresses(tx, deskAddress)) : []
  const shown = coverSecrets(reading, found)
  await tx
    .update(messages)
    .set({
      subject: shown.subject,
      text: shown.text,
      html: shown.masked ? null : reading.safeHtml,
      reply: [...reading.reply],
      language: reading.language,
    })
    .where(eq(messages.id, mail.id))
  await tx.delete(claims).where(eq(claims.messageId, mail.id))
  if (said.length > 0) await tx.insert(claims).values(said.map((claim) => ({ ...claim, ticketId, messageId: mail.id })))
  const files = await tx
    .select({ filename: attachments.filename })
    .from(attachments)
    .where(eq(attachments.messageId, mail.id))
  const filenames = files.map(({ filename }) => filename)
  const terms = messageTerms({
    subject: shown.subject,
    text: shown.text,
    senderAddress,
    senderName,
    filenames,
    arrivedAt,
  })
  await tx.delete(messageWords).where(eq(messageWords.messageId, mail.id))
  await tx.insert(messageWords).values({ messageId: mail.id, arrivedAt, terms })
  return said
}

/** A case is called what its first mail is called, in its language. */
async function nameAfterFirstMail(tx: Tx, ticketId: number): Promise<void> {
  const [first] = await tx
    .select({ subject: messages.subject, language: messages.language })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false)))
    .orderBy(asc(messages.id))
    .limit(1)
  if (!first) return
  // How long a secret was is nobody's business either.
  const subject = first.subject.replace(/•{4,}/g, masked)
  await tx.update(tickets).set({ subject, language: first.language }).where(eq(tickets.id, ticketId))
}

function coverSecrets(reading: ReadAgain, found: readonly Claim[]): ReturnType<typeof maskSecrets> {
  const secrets = found.filter(({ kind }) => kind === 'secret_sent')
  return maskSecrets(reading, {
    subject: secrets.filter(({ source }) => source === 'subject'),
    text: secrets.filter(({ source }) => source === 'text'),
  })
}
