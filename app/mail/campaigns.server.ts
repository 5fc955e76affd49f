import { lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { sightings } from '#drizzle/schema/sightings.ts'
import { mostCounted, type Sighting, type Sightings } from './campaign.ts'

/** What counts as "within the hour". */
const windowMs = 3_600_000
/** Rows are of no use after an hour; a clock that is off must not make them so earlier. */
const keptMs = 24 * 3_600_000

/**
 * Counts for each mail of a batch how many others bear its marks, earlier ones of the batch included, and keeps the
 * marks: one statement a batch.
 *
 * @param mails the marks of each mail, by sightingsOf(); an empty list for one that is not counted
 * @returns the counts in the same order, each at most {@link mostCounted}
 */
export async function countSightings(tx: Tx, mails: readonly (readonly Sighting[])[], now: Date): Promise<Sightings[]> {
  const marks = mails.flatMap((mail) => mail.map(({ mark }) => mark))
  const earlier = marks.length === 0 ? new Map<string, number>() : await keepAndCount(tx, marks, now)
  return mails.map((mail) => {
    const counts: Partial<Record<Sighting['kind'], number>> = {}
    for (const { kind, mark } of mail) {
      const count = earlier.get(mark) ?? 0
      counts[kind] = Math.min(count, mostCounted)
      earlier.set(mark, count + 1)
    }
    return counts
  })
}

async function keepAndCount(tx: Tx, marks: readonly string[], now: Date): Promise<Map<string, number>> {
  const since = new Date(now.getTime() - windowMs)
  const given = sql`string_to_array(${marks.join(',')}, ',')::bigint[]`
  // What a statement inserts it does not see itself: the counts are of earlier batches.
  const rows = await tx.execute<{ mark: string; count: number }>(sql`
    with given as (select unnest(${given}) as mark),
    kept as (insert into sightings (mark, seen_at) select mark, ${now.toISOString()}::timestamptz from given)
    select distinct_marks.mark::text as mark, earlier.count::int as count
    from (select distinct mark from given) distinct_marks
    cross join lateral (
      select count(*) from (
        select 1 from sightings
        where sightings.mark = distinct_marks.mark and sightings.seen_at > ${since.toISOString()}::timestamptz
        limit ${mostCounted}
      ) seen
    ) earlier`)
  return new Map(rows.map(({ mark, count }) => [mark, count]))
}

/** Forgets what is older than a day; for the clock. */
export async function forgetSightings(db: Db, now: Date): Promise<void> {
  await db.delete(sightings).where(lt(sightings.seenAt, new Date(now.getTime() - keptMs)))
}
