import { aliasedTable, and, asc, desc, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Db } from '#app/db/db.server.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import { underWay } from '#app/resets/approval.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import {
  ageEdgesMs,
  binScores,
  daysShown,
  fillDays,
  mostCountedCases,
  mostScored,
  type Overview,
  type OverviewFigures,
  type WaitingCase,
  type WaitingKind,
} from './overview.ts'
import { type TicketState, undecidedStates } from './ticket.ts'

/** So many of the oldest of a kind are named; the queue lists the others. */
const mostNamed = 5

/** Rulings are read back to here at most, for the picture of the days. */
const mostRulings = 100_000

/** What waits for a supervisor, and how long the oldest cases wait. */
export async function readOverview(db: Db): Promise<Overview> {
  const [proposed, escalated, frozen, held, waiting] = await Promise.all([
    readKind(db, [eq(tickets.state, 'proposed')]),
    readKind(db, [isNotNull(tickets.escalatedAt)]),
    readKind(db, [eq(tickets.state, 'frozen')]),
    readKind(db, [eq(tickets.state, 'held')]),
    readKind(db, undecidedStates.map(undecided)),
  ])
  return { proposed, escalated, frozen, held, waiting }
}

function undecided(state: TicketState): SQL {
  return sql`${tickets.state} = ${state} and ${tickets.category} = 'recovery' and ${tickets.snoozedUntil} is null`
}

/** Each condition is a branch of its own, which reads its index in order and stops after a few. */
async function readKind(db: Db, conditions: readonly SQL[]): Promise<WaitingKind> {
  const [first, second, ...more] = conditions.map((condition) => oldestOf(db, condition))
  if (!first) throw new Error('A kind of waiting cases needs a condition.')
  const branches = second
    ? unionAll(first, second, ...more)
        .orderBy(asc(tickets.openedAt))
        .limit(mostNamed)
    : first
  const counts = await Promise.all([branches, ...conditions.map((condition) => countUpTo(db, condition))])
  const [oldest, ...counted] = counts as [WaitingRow[], ...number[]]
  return {
    count: Math.min(
      counted.reduce((sum, one) => sum + one, 0),
      mostCountedCases,
    ),
    oldest: oldest.map(
      ({ openedAt, escalatedAt, holdUntil, secondName, ...row }): WaitingCase => ({
        ...row,
        since: escalatedAt ?? openedAt,
        holdUntil,
        secondName: holdUntil === null ? secondName : null,
      }),
    ),
  }
}

const second = aliasedTable(staff, 'second')

type WaitingRow = Omit<WaitingCase, 'since'> & { openedAt: Date; escalatedAt: Date | null }

function oldestOf(db: Db, condition: SQL) {
  return (
    db
      .select({
        id: tickets.id,
        state: tickets.state,
        claimedAccount: tickets.claimedAccount,
        subject: tickets.subject,
        openedAt: tickets.openedAt,
        escalatedAt: tickets.escalatedAt,
        ownerName: staff.name,
        question: tickets.escalatedQuestion,
        secondName: second.name,
        holdUntil: approvals.holdUntil,
      })
      .from(tickets)
      .leftJoin(staff, eq(staff.id, tickets.assigneeId))
      // Of a handful of cases: the limit comes first.
      .leftJoin(approvals, and(eq(approvals.ticketId, tickets.id), inArray(approvals.state, [...underWay])))
      .leftJoin(second, eq(second.id, approvals.secondBy))
      .where(condition)
      .orderBy(asc(tickets.openedAt), asc(tickets.id))
      .limit(mostNamed)
  )
}

async function countUpTo(db: Db, condition: SQL): Promise<number> {
  const some = db.select({ one: sql`1` }).from(tickets).where(condition).limit(mostCountedCases)
  const [row] = await db.execute<{ many: number }>(sql`select count(*)::int as many from (${some}) as counted`)
  return row?.many ?? 0
}

/** The figures behind the pictures, each from the newest end of an index and no further than a bound. */
export async function readFigures(db: Db, now: Date): Promise<OverviewFigures> {
  const [bits, ages, days] = await Promise.all([readBits(db), readAges(db, now), readDays(db, now)])
  return { scores: binScores(bits), scored: bits.length, ages, days: fillDays(days, now) }
}

async function readBits(db: Db): Promise<number[]> {
  const [first, second, ...more] = undecidedStates.map((state) =>
    db
      .select({ bits: tickets.bits, openedAt: tickets.openedAt })
      .from(tickets)
      .where(undecided(state))
      .orderBy(desc(tickets.openedAt), desc(tickets.id))
      .limit(mostScored),
  )
  if (!first || !second) throw new Error('Cases are undecided in at least two states.')
  const rows = await unionAll(first, second, ...more)
    .orderBy(desc(tickets.openedAt))
    .limit(mostScored)
  return rows.flatMap(({ bits }) => bits ?? [])
}

function readAges(db: Db, now: Date) {
  const bins = ageEdgesMs.map((fromMs, index) => ({ fromMs, toMs: ageEdgesMs[index + 1] ?? null }))
  return Promise.all(
    bins.map(async ({ fromMs, toMs }) => {
      const within = and(
        sql`${tickets.openedAt} <= ${instantBefore(now, fromMs)}::timestamptz`,
        toMs === null ? undefined : sql`${tickets.openedAt} > ${instantBefore(now, toMs)}::timestamptz`,
      )
      const counted = await Promise.all(
        undecidedStates.map((state) => countUpTo(db, and(undecided(state), within) as SQL)),
      )
      return {
        fromMs,
        toMs,
        count: Math.min(
          counted.reduce((sum, one) => sum + one, 0),
          mostCountedCases,
        ),
      }
    }),
  )
}

/** A day that the bound cuts is left out. */
async function readDays(db: Db, now: Date) {
  const since = instantBefore(now, daysShown * 24 * 60 * 60_000)
  const newest = db
    .select({ decidedAt: decisions.decidedAt, verb: decisions.verb })
    .from(decisions)
    .where(sql`${decisions.decidedAt} > ${since}::timestamptz`)
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(mostRulings)
  const rows = await db.execute<{ day: string; verb: DecisionVerb; many: number }>(sql`
    select to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD') as day, verb, count(*)::int as many
    from (${newest}) as newest group by 1, 2 order by 1`)
  const whole = rows.reduce((sum, { many }) => sum + many, 0) < mostRulings
  const first = rows[0]?.day
  const days = new Map<string, Partial<Record<DecisionVerb, number>>>()
  for (const { day, verb, many } of rows) if (whole || day !== first) days.set(day, { ...days.get(day), [verb]: many })
  return [...days].map(([day, counts]) => ({ day, counts }))
}

function instantBefore(now: Date, ms: number): string {
  return new Date(now.getTime() - ms).toISOString()
}
