import { sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { termKinds } from './account.ts'

/** A value that fewer accounts bear is not kept: to count it takes no longer than to look it up. */
const leastKept = 100

/**
 * Counts anew how many accounts bear each common nickname and city: so much less does it prove to name one. Whoever
 * weighs meanwhile sees the counts of before.
 *
 * @returns how many values are kept
 */
export async function countTerms(db: Db): Promise<number> {
  return db.transaction(async (tx) => {
    // One count at a time: two would insert the same rows.
    await tx.execute(sql`lock table term_frequencies in share row exclusive mode`)
    await tx.execute(sql`delete from term_frequencies`)
    let kept = 0
    for (const kind of termKinds) {
      const value = sql.identifier(kind)
      const { count } = await tx.execute(sql`
        insert into term_frequencies (kind, value, accounts)
        select ${kind}, ${value}, count(*) from accounts where ${value} is not null
        group by ${value} having count(*) >= ${leastKept}`)
      kept += count
    }
    return kept
  })
}
