import type { Account } from '#app/accounts/account.ts'
import { countTerms } from '#app/accounts/term-frequencies.server.ts'
import { writeAccounts, writePasswordHash } from '#app/accounts/write.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { hashPassword } from '#app/sign-in/password-hash.server.ts'
import { cast, castAt, castPasswords } from './cast.ts'
import { drawPopulation } from './population.ts'

/**
 * Fills a database with the cast, their friends and a population, as the owner of the tables. Can be run again: the
 * cast's passwords are then those of castPasswords once more.
 *
 * @param options.accounts how many people besides the cast
 */
export async function seedAccounts(
  db: Db,
  { accounts: many, now, seed }: { accounts: number; now: Date; seed?: number },
): Promise<{ cast: typeof cast; population: Account[] }> {
  const known = castAt(now)
  const special = [...Object.values<Account>(known.cast), ...known.companions]
  const taken = new Set(special.map(({ number }) => number))
  const population = drawPopulation({ accounts: many, now, taken, ...(seed !== undefined && { seed }) })
  await db.transaction(async (tx) => {
    const all = [...special, ...population]
    for (let from = 0; from < all.length; from += 1_000) await writeAccounts(tx, all.slice(from, from + 1_000), now)
    for (const who of Object.keys(cast) as (keyof typeof cast)[])
      await writePasswordHash(tx, cast[who].number, await hashPassword(castPasswords[who]), cast[who].signedUpAt)
  })
  await db.execute('analyze accounts, friendships, former_emails, blocks')
  await countTerms(db)
  return { cast: known.cast, population }
}
