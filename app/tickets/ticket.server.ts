import { and, eq } from 'drizzle-orm'
import { isByFacts } from '#app/accounts/found-by.ts'
import type { Db } from '#app/db/db.server.ts'
import { countBlockedImages } from '#app/mail/blocked-images.ts'
import { explainSender } from '#app/mail/how-judged.ts'
import { isOtherSubject } from '#app/mail/other-subject.ts'
import { nameThirdLanguage } from '#app/mail/third-language.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { readApproval } from './approval.server.ts'
import { viewAssessment } from './assessment-view.ts'
import { type ClaimMark, numberClaims } from './claim-marks.ts'
import { readEvents } from './events.server.ts'
import { readLinks } from './links.server.ts'
import { type MarkedClaim, markText } from './marked-text.ts'
import type { MailView, TicketPage } from './ticket-page.ts'
import {
  areResetsStopped,
  readAccountLevels,
  readAssessment,
  readCase,
  readClaims,
  readMails,
  readRelated,
} from './ticket-reads.server.ts'

/** Reads all that the page of a ticket shows, or null if there is no such ticket. */
export async function readTicket(db: Db, id: number, now: Date): Promise<TicketPage | null> {
  // Before all else: what it shows may be newer than its version, never older.
  const found = await readCase(db, id)
  if (!found) return null
  const { ticket, ownerName, askerName } = found
  const [mails, stated, assessment, account, events, related, links, resetsStopped, approval] = await Promise.all([
    readMails(db, id),
    readClaims(db, id),
    readAssessment(db, ticket),
    ticket.accountNumber === null ? null : readAccountLevels(db, ticket.accountNumber, now),
    readEvents(db, id),
    readRelated(db, ticket),
    readLinks(db, id),
    areResetsStopped(db),
    readApproval(db, ticket),
  ])
  const mergedMails = await Promise.all(
    links.mergedHere.map(async (from) => ({ from, mails: await readMergedMails(db, from) })),
  )
  const ordered = inReadingOrder(stated, mails)
  const marks = numberClaims(ordered.map(({ kind }) => kind))
  const views = mails.map((mail) => viewMail(mail, mails[0] ?? mail, stated, marks))
  const first = views.find(({ id: mailId }) => mailId === mails[0]?.id)
  return {
    id: ticket.id,
    category: ticket.category,
    state: ticket.state,
    version: ticket.version,
    subject: first?.subject ?? markText(ticket.subject, [], []).flatMap(({ segments }) => segments),
    claimedAccount: ticket.claimedAccount,
    accountNumber: ticket.accountNumber,
    foundByFact: isByFacts(ticket.accountFoundBy) ? ticket.accountFoundBy : null,
    senderAddress: ticket.senderAddress,
    senderLevel: ticket.senderLevel,
    route: ticket.route,
    recommendation: ticket.recommendation,
    openedAt: ticket.openedAt,
    owner: ticket.assigneeId === null ? null : { id: ticket.assigneeId, name: ownerName ?? '' },
    leaseUntil: ticket.leaseUntil,
    tags: ticket.tags,
    snoozedUntil: ticket.snoozedUntil,
    difficulty: ticket.difficulty,
    language: ticket.language === 'other' ? nameThirdLanguage(mails[0]?.text ?? '') : ticket.language,
    question: questionOf(ticket, askerName),
    approval,
    links,
    mergedMails,
    claims: ordered.map(({ id: claimId, kind, raw, addedBy }) => ({
      id: claimId,
      kind,
      raw,
      byAgent: addedBy !== null,
    })),
    mails: views.filter(({ id: mailId }) => !isQuarantined(mails, mailId)),
    quarantined: views.filter(({ id: mailId }) => isQuarantined(mails, mailId)),
    assessment: assessment && viewAssessment(assessment.result, assessment.madeAt, marks),
    account,
    events,
    related,
    resetsStopped,
  }
}

/** Their claims are weighed in their own case: here only secrets are marked, to be masked. */
async function readMergedMails(db: Db, id: number): Promise<MailView[]> {
  const [mails, stated] = await Promise.all([readMails(db, id), readClaims(db, id)])
  const secrets = stated.filter(({ kind }) => kind === 'secret_sent')
  return mails
    .filter(({ quarantined }) => !quarantined)
    .map((mail) => viewMail(mail, mails[0] ?? mail, secrets, new Map()))
}

function questionOf(
  { escalatedAt, escalatedBy, escalatedQuestion }: CaseRow['ticket'],
  askerName: string | null,
): TicketPage['question'] {
  if (!escalatedAt || !escalatedBy || escalatedQuestion === null) return null
  return { text: escalatedQuestion, by: askerName ?? '', askedBy: escalatedBy, at: escalatedAt }
}

type CaseRow = NonNullable<Awaited<ReturnType<typeof readCase>>>
type MailRow = Awaited<ReturnType<typeof readMails>>[number]
type ClaimRow = Awaited<ReturnType<typeof readClaims>>[number]

/** Accepted mails first, as they came; in each the subject, then the text. */
function inReadingOrder(stated: readonly ClaimRow[], mails: readonly MailRow[]): ClaimRow[] {
  const place = new Map(
    [...mails]
      .sort((one, other) => Number(one.quarantined) - Number(other.quarantined) || one.id - other.id)
      .map(({ id }, index) => [id, index]),
  )
  const source = { subject: 0, form: 1, text: 2 }
  return [...stated].sort(
    (one, other) =>
      (place.get(one.messageId) ?? 0) - (place.get(other.messageId) ?? 0) ||
      source[one.source] - source[other.source] ||
      one.start - other.start,
  )
}

/** @param first of the case */
function viewMail(
  mail: MailRow,
  first: MailRow,
  stated: readonly ClaimRow[],
  marks: ReadonlyMap<string, ClaimMark>,
): MailView {
  const own = stated.filter(({ messageId }) => messageId === mail.id)
  const marked = (source: ClaimRow['source']): MarkedClaim[] =>
    own
      .filter((claim) => claim.source === source)
      .map((claim) => ({ ...claim, mark: marks.get(claim.kind)?.mark ?? 0 }))
  const hasSecret = own.some(({ kind }) => kind === 'secret_sent')
  return {
    id: mail.id,
    senderAddress: mail.senderAddress,
    senderName: mail.senderName,
    level: mail.level,
    reasons: mail.levelReasons,
    judged: explainSender(mail.verdict, { level: mail.level, reasons: mail.levelReasons }),
    replyElsewhere: mail.verdict.replyElsewhere,
    subject: markText(mail.subject, marked('subject'), []).flatMap(({ segments }) => segments),
    otherSubject: isOtherSubject(first.subject, mail.subject, first.ticketId),
    passages: markText(mail.text, [...marked('text'), ...marked('form')], mail.reply),
    hasHtml: mail.html !== null && !hasSecret,
    blockedImages: countBlockedImages(mail.html ?? ''),
    hasSecret,
    arrivedAt: mail.arrivedAt,
    attachments: mail.attachments,
    trace: mail.trace,
  }
}

function isQuarantined(mails: readonly MailRow[], id: number): boolean {
  return mails.some((mail) => mail.id === id && mail.quarantined)
}

/** The HTML of one mail, sanitised when it came; null if there is none, or if a secret in it would be shown. */
export async function readMailHtml(db: Db, messageId: number): Promise<string | null> {
  const [mail] = await db.select({ html: messages.html }).from(messages).where(eq(messages.id, messageId))
  const [secret] = await db
    .select({ id: claims.id })
    .from(claims)
    .innerJoin(messages, eq(messages.ticketId, claims.ticketId))
    .where(and(eq(messages.id, messageId), eq(claims.messageId, messageId), eq(claims.kind, 'secret_sent')))
    .limit(1)
  return secret ? null : (mail?.html ?? null)
}

/** The account that a ticket is about, or null. */
export async function readAccountNumber(db: Db, ticketId: number): Promise<string | null> {
  const [row] = await db.select({ number: tickets.accountNumber }).from(tickets).where(eq(tickets.id, ticketId))
  return row?.number ?? null
}

/** The registered address of a ticket's account, or null; only for masking before it leaves the server. */
export async function readLinkTarget(db: Db, ticketId: number): Promise<string | null> {
  const [row] = await db
    .select({ address: accounts.registeredEmail })
    .from(tickets)
    .innerJoin(accounts, eq(accounts.number, tickets.accountNumber))
    .where(eq(tickets.id, ticketId))
  return row?.address ?? null
}
