import { randomBytes } from 'node:crypto'
import type { Assessment } from '#app/evidence/assessment.ts'
import type { Subject } from '#app/evidence/subject.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { policies } from '#drizzle/schema/policies.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import type { TestDatabase } from '#tests/database/database.ts'
import { unproved } from '#tests/factories/sender.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'

type NewTicket = Partial<typeof tickets.$inferInsert> & { openedAt: Date }

/** Opens a recovery ticket and returns its number. */
export async function putTicket({ owner }: TestDatabase, given: NewTicket): Promise<number> {
  const whole = {
    category: 'recovery' as const,
    subject: 'Lost password',
    language: 'en' as const,
    senderLevel: 'other' as const,
    route: 'none' as const,
    recommendation: 'ask' as const,
    changedAt: given.openedAt,
    ...given,
  }
  return idOf(await owner.db.insert(tickets).values(whole).returning({ id: tickets.id }))
}

/** A mail of the person, joined to the ticket. */
export async function putMessage({ owner }: TestDatabase, ticketId: number, sender: string, at: Date): Promise<number> {
  const bytes = new Uint8Array(randomBytes(40))
  const rawMailId = await owner.db.transaction((tx) => putRawMail(tx, { bytes, arrivedAt: at }))
  const verdict = unproved(sender)
  const message = { ticketId, rawMailId, kind: 'recovery' as const, senderAddress: sender, level: 'other' as const }
  const said = { verdict, subject: 'Lost password', text: 'Please help.', reply: [], language: 'en' as const }
  return idOf(
    await owner.db
      .insert(messages)
      .values({ ...message, ...said, arrivedAt: at })
      .returning({ id: messages.id }),
  )
}

export async function putClaim(
  { owner }: TestDatabase,
  given: { ticketId: number; messageId: number; kind: (typeof claims.$inferInsert)['kind']; value?: string },
): Promise<void> {
  await owner.db.insert(claims).values({ value: 'yes', ...given, raw: 'somebody', source: 'text', start: 0, end: 8 })
}

/** An assessment whose facts reached these levels. */
export async function putAssessment(
  { owner }: TestDatabase,
  ticketId: number,
  facts: Record<string, string> = {},
  more: Partial<Subject> = {},
): Promise<{ id: number; inputsHash: Uint8Array }> {
  await owner.db.insert(policies).values({ version: 'policy-test', content: {}, shipped: true }).onConflictDoNothing()
  const inputsHash = new Uint8Array(randomBytes(32))
  const subject = {
    visibility: 'public' as const,
    frequency: { nickname: 0, city: 0 },
    sender: 'other' as const,
    facts,
    ...more,
  }
  const made = { policyVersion: 'policy-test', result: {} as Assessment, bits: 1, madeAt: new Date() }
  const rows = await owner.db
    .insert(assessments)
    .values({ ticketId, inputsHash, subject, ...made })
    .returning({ id: assessments.id })
  return { id: idOf(rows), inputsHash }
}

let messageNumber = 0

export async function putLetter(
  { owner }: TestDatabase,
  given: Pick<typeof letters.$inferInsert, 'ticketId' | 'kind' | 'recipient' | 'resetId'> & { sentAt: Date },
): Promise<number> {
  messageNumber += 1
  const day = given.sentAt.toISOString().slice(0, 10)
  const made = { language: 'en' as const, automatic: false, day, messageId: `<${messageNumber}@latchkey.example>` }
  return idOf(
    await owner.db
      .insert(letters)
      .values({ ...given, ...made, state: 'sent', notBefore: given.sentAt, createdAt: given.sentAt })
      .returning({ id: letters.id }),
  )
}

/** An approved reset of the account; Ana decided. */
export async function putReset(
  { owner }: TestDatabase,
  given: { ticketId: number; accountNumber: string; sentTo: string; emailVersion?: number },
): Promise<number> {
  const { ticketId, accountNumber } = given
  const evidence = await putAssessment({ owner } as TestDatabase, ticketId)
  const ana = { name: 'Ana', email: `ana-${randomBytes(4).toString('hex')}@desk.example`, role: 'agent' as const }
  const [person] = await owner.db
    .insert(staff)
    .values({ ...ana, passwordHash: 'none' })
    .returning({ id: staff.id })
  const ruling = { verb: 'approve' as const, override: false, reason: '', decidedAt: new Date() }
  const seen = { route: 'registered' as const, recommendation: 'approve' as const }
  const decisionId = idOf(
    await owner.db
      .insert(decisions)
      .values({
        ticketId,
        ticketVersion: 1,
        accountNumber,
        staffId: (person as { id: string }).id,
        assessmentId: evidence.id,
        evidenceHash: evidence.inputsHash,
        ...ruling,
        ...seen,
      })
      .returning({ id: decisions.id }),
  )
  return idOf(
    await owner.db
      .insert(resets)
      .values({
        ticketId,
        decisionId,
        accountNumber,
        sentTo: given.sentTo,
        emailVersion: given.emailVersion ?? 1,
        seed: new Uint8Array(randomBytes(32)),
        tokenHash: new Uint8Array(randomBytes(32)),
        createdAt: new Date(),
      })
      .returning({ id: resets.id }),
  )
}

export async function putContest({ owner }: TestDatabase, resetId: number, ticketId: number, at: Date): Promise<void> {
  await owner.db
    .insert(contests)
    .values({ resetId, ticketId, channel: 'registered', reason: 'Not me', contestedAt: at })
}

function idOf(rows: readonly { id: number }[]): number {
  const [row] = rows
  if (!row) throw new Error('An insert gave no row back')
  return row.id
}
