import { aliasedTable, and, asc, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Db } from '#app/db/db.server.ts'
import { writtenOnce } from '#app/db/written-once.server.ts'
import { accounts, friendships, securityQuestions } from '#drizzle/schema/accounts.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { attachments, messages, rawMails } from '#drizzle/schema/mails.ts'
import { staff, switches } from '#drizzle/schema/staff.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { accountLevels } from './account-levels.ts'
import type { AccountLevels, RelatedTicket } from './ticket-page.ts'

/** Related cases beyond this many are found by a search. */
const mostRelated = 8

const id = sql.placeholder('id')
const asker = aliasedTable(staff, 'asker')

const askCase = writtenOnce((db) =>
  db
    .select({ ticket: tickets, ownerName: staff.name, askerName: asker.name })
    .from(tickets)
    .leftJoin(staff, eq(staff.id, tickets.assigneeId))
    .leftJoin(asker, eq(asker.id, tickets.escalatedBy))
    .where(eq(tickets.id, id)),
)

/** The case itself, with its owner and who asked a supervisor. */
export async function readCase(db: Db, ticketId: number) {
  const [found] = await askCase(db, { id: ticketId })
  return found ?? null
}

const askMails = writtenOnce((db) =>
  db
    .select({ message: messages, trace: rawMails.trace })
    .from(messages)
    .innerJoin(rawMails, eq(rawMails.id, messages.rawMailId))
    .where(eq(messages.ticketId, id))
    .orderBy(asc(messages.id)),
)

const askFiles = writtenOnce((db) =>
  db
    .select({
      messageId: attachments.messageId,
      id: attachments.id,
      sha256: sql<string>`encode(${attachments.sha256}, 'hex')`,
      filename: attachments.filename,
      contentType: attachments.contentType,
      size: attachments.size,
    })
    .from(attachments)
    .innerJoin(messages, eq(messages.id, attachments.messageId))
    .where(eq(messages.ticketId, id))
    .orderBy(asc(attachments.messageId), asc(attachments.position)),
)

/** The mails of a case, each with its attached files. */
export async function readMails(db: Db, ticketId: number) {
  const [rows, files] = await Promise.all([askMails(db, { id: ticketId }), askFiles(db, { id: ticketId })])
  return rows.map(({ message, trace }) => ({
    ...message,
    trace,
    attachments: files.filter((file) => file.messageId === message.id).map(({ messageId: _, ...file }) => file),
  }))
}

const askClaims = writtenOnce((db) =>
  db
    .select({
      id: claims.id,
      messageId: claims.messageId,
      kind: claims.kind,
      raw: claims.raw,
      addedBy: claims.addedBy,
      source: claims.source,
      start: claims.start,
      end: claims.end,
    })
    .from(claims)
    .where(and(eq(claims.ticketId, id), isNull(claims.struckAt)))
    .orderBy(asc(claims.id)),
)

/** What was read in the mails of a case and stands. */
export function readClaims(db: Db, ticketId: number) {
  return askClaims(db, { id: ticketId })
}

const askAssessment = writtenOnce((db) =>
  db
    .select({ result: assessments.result, madeAt: assessments.madeAt })
    .from(assessments)
    .where(
      eq(
        assessments.id,
        sql`coalesce(${sql.placeholder('assessment')}::bigint, (select max(id) from assessments where ticket_id = ${id}::bigint))`,
      ),
    ),
)

/** How a case was weighed: as it says itself, else last. */
export async function readAssessment(db: Db, ticket: { id: number; assessmentId: number | null }) {
  const [found] = await askAssessment(db, { id: ticket.id, assessment: ticket.assessmentId })
  return found ?? null
}

const number = sql.placeholder('number')

const askAccount = writtenOnce((db) => {
  const friends = db
    .select({ many: sql`count(*)::int` })
    .from(friendships)
    .where(and(eq(friendships.accountNumber, number), isNull(friendships.endedAt)))
  const questions = db
    .select({ many: sql`count(*)::int` })
    .from(securityQuestions)
    .where(eq(securityQuestions.accountNumber, number))
  return db
    .select({ account: accounts, friends: sql<number>`(${friends})`, questions: sql<number>`(${questions})` })
    .from(accounts)
    .where(eq(accounts.number, number))
})

/** What an account holds, as levels. */
export async function readAccountLevels(db: Db, accountNumber: string, now: Date): Promise<AccountLevels | null> {
  const [found] = await askAccount(db, { number: accountNumber })
  return found ? accountLevels(found.account, found.friends, found.questions, now) : null
}

const askSwitch = writtenOnce((db) =>
  db.select({ on: switches.on }).from(switches).where(eq(switches.name, 'stop-resets')),
)

export async function areResetsStopped(db: Db): Promise<boolean> {
  const [stop] = await askSwitch(db, {})
  return stop?.on ?? false
}

/** Each likeness reads its index from the newest on: an account or an address may have thousands of cases. */
const askRelated = writtenOnce((db) => {
  const [byAccount, bySender] = (['accountNumber', 'senderAddress'] as const).map((likeness) =>
    db
      .select({
        id: tickets.id,
        state: tickets.state,
        openedAt: tickets.openedAt,
        senderLevel: tickets.senderLevel,
        accountNumber: tickets.accountNumber,
        senderAddress: tickets.senderAddress,
      })
      .from(tickets)
      .where(and(eq(tickets[likeness], sql.placeholder(likeness)), ne(tickets.id, id)))
      .orderBy(desc(tickets.openedAt), desc(tickets.id))
      .limit(mostRelated),
  )
  if (!byAccount || !bySender) throw new Error('There are two ways for cases to be like each other')
  return union(byAccount, bySender).orderBy(desc(tickets.openedAt), desc(tickets.id)).limit(mostRelated)
})

/** Other cases of the same account or sender, the newest first. */
export async function readRelated(
  db: Db,
  { id, accountNumber, senderAddress }: { id: number; accountNumber: string | null; senderAddress: string | null },
): Promise<RelatedTicket[]> {
  const rows = await askRelated(db, { id, accountNumber, senderAddress })
  return rows.map(({ accountNumber: account, senderAddress: sender, ...row }) => ({
    ...row,
    accountKnown: account !== null,
    sameAccount: account !== null && account === accountNumber,
    sameSender: sender !== null && sender === senderAddress,
  }))
}
