import { inArray, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import type { Account, FormerEmail, Friendship, SecurityQuestion } from './account.ts'

/** Numbers or handles that a mail claims, in its order, and addresses that it comes from or names. */
export type AccountQuery = { identifiers: readonly string[]; addresses: readonly string[] }

export type FoundAccount = {
  account: Account | null
  how: 'number' | 'handle' | 'address' | 'none'
  /** How many accounts have one of the addresses registered; 1 where a number or handle decided. */
  candidates: number
}

/** More than any honest mail names. */
const mostNamed = 50

/** The account with this number, or null. */
export async function findAccount(db: Db | Tx, number: string): Promise<Account | null> {
  return (await fetchAccounts(db, [number])).get(number) ?? null
}

/** The first claimed number or handle that exists; else the one account that has one of the addresses registered. */
export async function findAccountFor(db: Db | Tx, query: AccountQuery): Promise<FoundAccount> {
  const [found] = await findAccounts(db, [query])
  if (!found) throw new Error('findAccounts gave no answer to one query')
  return found
}

/**
 * Answers each query as {@link findAccountFor} does, all of them in two round trips.
 *
 * @param fetched accounts that this transaction has fetched already, by number; they are not fetched again
 */
export async function findAccounts(
  db: Db | Tx,
  queries: readonly AccountQuery[],
  fetched: ReadonlyMap<string, Account> = new Map(),
): Promise<FoundAccount[]> {
  const asked = queries.map(({ identifiers, addresses }) => ({
    identifiers: identifiers.slice(0, mostNamed).map((identifier) => identifier.toLowerCase()),
    addresses: addresses.slice(0, mostNamed).map((address) => address.toLowerCase()),
  }))
  const known = await fetchNames(db, asked)
  const choices = asked.map((query) => choose(query, known))
  const chosen = choices.flatMap(({ number }) => number ?? [])
  const found = await fetchAccounts(
    db,
    chosen.filter((number) => !fetched.has(number)),
  )
  return choices.map(({ number, how, candidates }) => {
    const account = number === null ? null : (fetched.get(number) ?? found.get(number) ?? null)
    return account ? { account, how, candidates } : { account: null, how: 'none', candidates }
  })
}

type Names = { number: string; handle: string | null; registeredEmail: string | null }

async function fetchNames(db: Db | Tx, queries: readonly AccountQuery[]): Promise<Names[]> {
  const identifiers = [...new Set(queries.flatMap((query) => query.identifiers))]
  const addresses = [...new Set(queries.flatMap((query) => query.addresses))]
  if (identifiers.length + addresses.length === 0) return []
  return db
    .select({
      number: accounts.number,
      handle: sql<string | null>`lower(${accounts.handle})`,
      registeredEmail: accounts.registeredEmail,
    })
    .from(accounts)
    .where(
      or(
        inArray(accounts.number, identifiers),
        inArray(sql`lower(${accounts.handle})`, identifiers),
        inArray(accounts.registeredEmail, addresses),
      ),
    )
}

function choose(
  { identifiers, addresses }: AccountQuery,
  known: readonly Names[],
): { number: string | null; how: FoundAccount['how']; candidates: number } {
  for (const identifier of identifiers) {
    if (known.some(({ number }) => number === identifier)) return { number: identifier, how: 'number', candidates: 1 }
    const named = known.find(({ handle }) => handle === identifier)
    if (named) return { number: named.number, how: 'handle', candidates: 1 }
  }
  const holders = known.filter(({ registeredEmail }) => registeredEmail !== null && addresses.includes(registeredEmail))
  const [only] = holders
  if (holders.length === 1 && only) return { number: only.number, how: 'address', candidates: 1 }
  return { number: null, how: 'none', candidates: holders.length }
}

/** The whole accounts by number, in one round trip. */
async function fetchAccounts(db: Db | Tx, numbers: readonly string[]): Promise<Map<string, Account>> {
  if (numbers.length === 0) return new Map()
  // Columns by name: the password's hash stays where it is, and the workers may not read it.
  const rows = await db
    .select({
      number: accounts.number,
      handle: accounts.handle,
      registeredEmail: accounts.registeredEmail,
      emailVerified: accounts.emailVerified,
      emailChangedAt: accounts.emailChangedAt,
      nickname: accounts.nickname,
      formerNicknames: accounts.formerNicknames,
      realName: accounts.realName,
      birthDate: accounts.birthDate,
      gender: accounts.gender,
      country: accounts.country,
      province: accounts.province,
      city: accounts.city,
      phone: accounts.phone,
      signedUpAt: accounts.signedUpAt,
      visibility: accounts.visibility,
      addPolicy: accounts.addPolicy,
      valuable: accounts.valuable,
      lastSeenAt: accounts.lastSeenAt,
      formerEmails: sql<Json<FormerEmail>[]>`coalesce((
        select json_agg(json_build_object('address', address, 'until', until) order by until, address)
        from former_emails where account_number = ${accounts.number}), '[]')`,
      friends: sql<Json<Friendship>[]>`coalesce((
        select json_agg(json_build_object('number', friend_number, 'since', since, 'begunBy', begun_by,
          'lastTrafficAt', last_traffic_at, 'endedAt', ended_at) order by friend_number)
        from friendships where account_number = ${accounts.number}), '[]')`,
      blocked: sql<string[]>`array(
        select blocked_number from blocks where account_number = ${accounts.number} order by 1)`,
      blockedBy: sql<string[]>`array(
        select account_number from blocks where blocked_number = ${accounts.number} order by 1)`,
      answers: sql<SecurityQuestion[]>`coalesce((
        select json_agg(json_build_object('question', question, 'hash', answer_hash) order by position)
        from security_questions where account_number = ${accounts.number}), '[]')`,
    })
    .from(accounts)
    .where(inArray(accounts.number, [...new Set(numbers)]))
  return new Map(
    rows.map((row) => [
      row.number,
      {
        ...row,
        formerEmails: row.formerEmails.map(({ address, until }) => ({ address, until: new Date(until) })),
        friends: row.friends.map((friend) => ({
          ...friend,
          since: readInstant(friend.since),
          lastTrafficAt: readInstant(friend.lastTrafficAt),
          endedAt: readInstant(friend.endedAt),
        })),
      },
    ]),
  )
}

/** A value as it comes out of JSON. */
type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] }

function readInstant(given: string | null): Date | null {
  return given === null ? null : new Date(given)
}
