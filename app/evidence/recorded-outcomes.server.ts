import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { assessments } from '#drizzle/schema/tickets.ts'
import type { Subject } from './subject.ts'

/** What came of a decision: did an attacker write? The evidence is as it stood when it was decided. */
export type RecordedOutcome = { attack: boolean; subject: Subject }

/** So long a used link must stay uncontested before it counts as the owner's. */
const settledMs = 30 * 24 * 60 * 60 * 1000

/**
 * Decisions of which the outcome is known: a link that was contested was an attacker's, one that was used and stayed
 * uncontested for thirty days was the owner's. Of refusals and unused links nobody knows, so they are left out; a
 * contest that a supervisor settled says neither.
 */
export async function readRecordedOutcomes(db: Db, now: Date): Promise<RecordedOutcome[]> {
  const settledBefore = new Date(now.getTime() - settledMs)
  const rows = await db
    .selectDistinctOn([decisions.id], { subject: assessments.subject, contestedAt: contests.contestedAt })
    .from(decisions)
    .innerJoin(assessments, eq(assessments.id, decisions.assessmentId))
    .innerJoin(resets, eq(resets.decisionId, decisions.id))
    .leftJoin(contests, eq(contests.resetId, resets.id))
    .where(
      or(
        and(isNotNull(contests.contestedAt), isNull(contests.settledAt)),
        and(isNull(contests.id), eq(resets.state, 'used'), lt(resets.usedAt, settledBefore)),
      ),
    )
    .orderBy(decisions.id)
  return rows.flatMap(({ subject, contestedAt }) =>
    subject === null ? [] : [{ attack: contestedAt !== null, subject }],
  )
}
