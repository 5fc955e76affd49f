import { and, count, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { mailboxTests } from '#drizzle/schema/mailbox-tests.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { mostTestsAnHour, type TestStep, testPatienceMs } from './connection-test.ts'

export type AskTestRefusal = 'running' | 'too many' | 'no mailbox'

/**
 * Asks the reader to test the connection of a stored mailbox. The web process makes no connection itself: it can
 * neither read the secret nor be sent to look round an inner network.
 */
export async function askConnectionTest(
  db: Db,
  { mailboxId, staffId, now }: { mailboxId: string; staffId: string; now: Date },
): Promise<{ testId: number } | { refusal: AskTestRefusal }> {
  return db.transaction(async (tx) => {
    const [mailbox] = await tx
      .select({ address: mailboxes.address, host: mailboxes.host, port: mailboxes.port })
      .from(mailboxes)
      .where(eq(mailboxes.id, mailboxId))
      .for('update')
    if (!mailbox) return { refusal: 'no mailbox' }
    const [asked] = await tx
      .select({ times: count() })
      .from(mailboxTests)
      .where(gt(mailboxTests.askedAt, new Date(now.getTime() - 3_600_000)))
    if ((asked?.times ?? 0) >= mostTestsAnHour) return { refusal: 'too many' }
    await tx
      .update(mailboxTests)
      .set({ endedAt: now })
      .where(
        and(
          eq(mailboxTests.mailboxId, mailboxId),
          isNull(mailboxTests.endedAt),
          lt(mailboxTests.askedAt, new Date(now.getTime() - testPatienceMs)),
        ),
      )
    const [made] = await tx
      .insert(mailboxTests)
      .values({ mailboxId, askedBy: staffId, askedAt: now })
      .onConflictDoNothing()
      .returning({ id: mailboxTests.id })
    if (!made) return { refusal: 'running' }
    const details = { mailbox: mailboxId, ...mailbox }
    await appendAudit(tx, [{ verb: 'mailbox_tested', at: now, staffId, ticketId: null, accountNumber: null, details }])
    return { testId: made.id }
  })
}

/** A connection test as its page shows it. */
export type TestView = { id: number; askedAt: Date; askedBy: string; endedAt: Date | null; steps: TestStep[] }

/** The last test that was asked for; null where none ever was. */
export async function findLastTest(db: Db, mailboxId: string): Promise<TestView | null> {
  const [found] = await db
    .select({
      id: mailboxTests.id,
      askedAt: mailboxTests.askedAt,
      askedBy: staff.name,
      endedAt: mailboxTests.endedAt,
      steps: mailboxTests.steps,
    })
    .from(mailboxTests)
    .innerJoin(staff, eq(staff.id, mailboxTests.askedBy))
    .where(eq(mailboxTests.mailboxId, mailboxId))
    .orderBy(desc(mailboxTests.id))
    .limit(1)
  return found ?? null
}

/** Takes the oldest test that waits, or one whose worker died over it; null where none does. */
export async function takeConnectionTest(db: Db, now: Date): Promise<{ testId: number; mailboxId: string } | null> {
  return db.transaction(async (tx) => {
    const died = new Date(now.getTime() - testPatienceMs)
    const [next] = await tx
      .select({ testId: mailboxTests.id, mailboxId: mailboxTests.mailboxId })
      .from(mailboxTests)
      .where(and(isNull(mailboxTests.endedAt), or(isNull(mailboxTests.startedAt), lt(mailboxTests.startedAt, died))))
      .orderBy(mailboxTests.id)
      .limit(1)
      .for('update', { skipLocked: true })
    if (!next) return null
    await tx.update(mailboxTests).set({ startedAt: now, steps: [] }).where(eq(mailboxTests.id, next.testId))
    return next
  })
}

/** Writes what is known so far; with `endedAt` the test is over. */
export async function recordTestSteps(
  db: Db,
  { testId, steps, endedAt }: { testId: number; steps: readonly TestStep[]; endedAt?: Date },
): Promise<void> {
  await db
    .update(mailboxTests)
    .set({ steps: [...steps], ...(endedAt && { endedAt }) })
    .where(and(eq(mailboxTests.id, testId), isNull(mailboxTests.endedAt)))
}
