import { inArray, or, sql } from 'drizzle-orm'
import type { Claim } from '#app/claims/claim.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import type { Account } from './account.ts'
import { fetchAccounts } from './fetch-accounts.server.ts'
import type { FoundBy } from './found-by.ts'
import { type Candidate, chooseMatch, mostCandidates, mostOfOneKey } from './match.ts'
import { findCandidates, type KeyMatch } from './match-candidates.server.ts'
import { matchKeys } from './match-keys.ts'

/** Numbers or handles that a mail claims, in its order, and addresses that it comes from or names. */
export type AccountQuery = {
  identifiers: readonly string[]
  addresses: readonly string[]
  /** What the account may be found by where none of them decides; missing: by nothing. */
  facts?: { claims: readonly Claim[]; senderAddress: string | null }
  /** All that the identifiers name are wanted, if they are few; missing: only the first. */
  several?: boolean
}

export type NamedAccount = { account: Account; how: FoundBy }

export type FoundAccount = {
  account: Account | null
  how: FoundBy | 'none'
  /** The others that the identifiers name, where they are asked for. */
  also: readonly NamedAccount[]
  /** How many accounts came into question; 1 where a number or handle decided. */
  candidates: number
}

/** More than any honest mail names. */
const mostNamed = 50
/** Whoever names more accounts as his own lists numbers: only the first is looked at. */
const mostOwn = 3

/** The account with this number, or null. */
export async function findAccount(db: Db | Tx, number: string): Promise<Account | null> {
  return (await fetchAccounts(db, [number])).get(number) ?? null
}

/**
 * The first claimed number or handle that exists; else the one account that has one of the addresses registered; else
 * the one that the stated facts mean, if one stands out.
 */
export async function findAccountFor(db: Db | Tx, query: AccountQuery): Promise<FoundAccount> {
  const [found] = await findAccounts(db, [query])
  if (!found) throw new Error('findAccounts gave no answer to one query')
  return found
}

/**
 * Answers each query as {@link findAccountFor} does, all of them in two round trips, and one more where facts are to
 * decide.
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
  const choices = asked.map((query, index) => choose(query, known, queries[index]?.several ?? false))
  const open = queries.map(({ facts }, index) => (choices[index]?.number === null ? facts : undefined))
  const keyed = await findCandidates(
    db,
    open.map((facts) => (facts ? matchKeys(facts.claims) : null)),
  )
  const matches = keyed.map((byKey, index) => (open[index] ? [...sharing(choices[index]), ...byKey] : []))
  const wanted = [
    ...choices.flatMap(({ number, also }) => [...(number === null ? [] : [number]), ...also.map((one) => one.number)]),
    ...matches.flatMap((keys) => keys.flatMap(({ numbers }) => numbers)),
  ]
  const found = await fetchAccounts(
    db,
    wanted.filter((number) => !fetched.has(number)),
  )
  const fetch = (number: string) => fetched.get(number) ?? found.get(number) ?? null
  return choices.map(({ number, how, also, holders }, index) => {
    const account = number === null ? null : fetch(number)
    if (account) {
      const others = also.flatMap((one): NamedAccount[] => {
        const other = fetch(one.number)
        return other ? [{ account: other, how: one.how }] : []
      })
      return { account, how, also: others, candidates: 1 }
    }
    const candidates = candidatesOf(matches[index] ?? [], fetch)
    const facts = open[index]
    const match = facts && candidates.length > 0 ? chooseMatch(candidates, facts) : null
    const inQuestion = Math.max(holders.length, candidates.length)
    return match
      ? { account: match.account, how: match.foundBy, also: [], candidates: inQuestion }
      : { account: null, how: 'none', also: [], candidates: inQuestion }
  })
}

/** Several accounts with one address: the facts may tell which of them is meant. */
function sharing(choice: Choice | undefined): KeyMatch[] {
  const holders = choice?.holders ?? []
  if (holders.length === 0 || holders.length > mostOfOneKey) return []
  const numbers = holders.slice(0, mostCandidates)
  return [{ key: 'shared_address', numbers, unseen: holders.length - numbers.length }]
}

function candidatesOf(matches: readonly KeyMatch[], fetch: (number: string) => Account | null): Candidate[] {
  return [...new Set(matches.flatMap(({ numbers }) => numbers))].flatMap((number) => {
    const account = fetch(number)
    const hits = matches.filter(({ numbers }) => numbers.includes(number)).map(({ key, unseen }) => ({ key, unseen }))
    return account ? [{ account, hits }] : []
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

type Named = { number: string; how: FoundBy }

/** `holders`: the accounts that share an address, where that decides nothing. */
type Choice = { number: string | null; how: FoundBy | 'none'; also: Named[]; holders: string[] }

function choose(
  { identifiers, addresses }: Pick<AccountQuery, 'identifiers' | 'addresses'>,
  known: readonly Names[],
  several: boolean,
): Choice {
  const named = identifiers.flatMap((identifier): Named[] => {
    if (known.some(({ number }) => number === identifier)) return [{ number: identifier, how: 'number' }]
    const holder = known.find(({ handle }) => handle === identifier)
    return holder ? [{ number: holder.number, how: 'handle' }] : []
  })
  const [first] = named
  if (first) {
    const others = new Map(named.filter(({ number }) => number !== first.number).map((one) => [one.number, one]))
    return { ...first, also: several && others.size < mostOwn ? [...others.values()] : [], holders: [] }
  }
  const holders = known
    .filter(({ registeredEmail }) => registeredEmail !== null && addresses.includes(registeredEmail))
    .map(({ number }) => number)
    .sort()
  const [only] = holders
  if (holders.length === 1 && only) return { number: only, how: 'address', also: [], holders: [] }
  return { number: null, how: 'none', also: [], holders }
}
