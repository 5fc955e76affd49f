import { sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import type { FactKey } from './found-by.ts'
import { mostCandidates, mostOfOneKey } from './match.ts'
import type { MatchKeys } from './match-keys.ts'

/** The accounts that one key of a mail leads to, the best first, and how many more there are. */
export type KeyMatch = { key: FactKey; numbers: string[]; unseen: number }

/** A nickname that more accounts bear is not looked through. */
const mostBearers = 1_000

/**
 * What the keys of mails lead to, all of them in one round trip and by index; nothing for a mail without keys. A key
 * that leads to too many accounts leads to none.
 */
export async function findCandidates(db: Db | Tx, keys: readonly (MatchKeys | null)[]): Promise<KeyMatch[][]> {
  const asked = keys.flatMap((own, place) => (own ? { place, ...own } : []))
  if (asked.length === 0) return keys.map(() => [])
  const rows = await db.execute<{ place: number; key: FactKey; numbers: string[]; bearers: number }>(
    candidatesQuery(asked),
  )
  return keys.map((_, place) =>
    rows
      .filter((row) => row.place === place && row.numbers.length <= mostOfOneKey && row.bearers <= mostBearers)
      .map(({ key, numbers, bearers }) => ({
        key,
        numbers: numbers.slice(0, mostCandidates),
        unseen: bearers - Math.min(numbers.length, mostCandidates),
      }))
      .filter(({ numbers }) => numbers.length > 0),
  )
}

/** One row a mail and key. `bearers`: all that share the key's own facts, also those of whom no further fact agrees. */
export function candidatesQuery(asked: readonly (MatchKeys & { place: number })[]) {
  const most = sql.raw(String(mostOfOneKey + 1))
  return sql`
    select asked.place, found.key, found.numbers, coalesce(found.bearers, cardinality(found.numbers))::int as bearers
    from json_to_recordset(${JSON.stringify(asked)}::json) asked (place int, phones text[], nicknames text[],
      "realNames" text[], "birthDates" date[], cities text[], months date[])
    cross join lateral (
      select 'phone' as key, null::bigint as bearers, array(
        select distinct number from unnest(asked.phones) ends cross join lateral (
          select number from accounts
          where reverse(phone) collate "C" >= reverse(ends) collate "C"
            and reverse(phone) collate "C" < (reverse(ends) || ':') collate "C"
          limit ${most}
        ) few order by number
      ) as numbers
      union all
      select 'name', null, array(
        select number from (
          select number from accounts
          where birth_date = any(asked."birthDates") and lower(real_name) = any(asked."realNames")
          limit ${most}
        ) few order by number
      )
      union all
      (with bearers as materialized (
        -- A name or a day is worth more than a city and a month together.
        select a.number, coalesce((a.birth_date = any(asked."birthDates"))::int * 3, 0)
          + coalesce((lower(a.real_name) = any(asked."realNames"))::int * 3, 0)
          + coalesce((lower(a.city) = any(asked.cities))::int, 0)
          -- Half a day on either side: which day it was depends on where the clock hung.
          + exists (select from unnest(asked.months) begins where (a.signed_up_at at time zone 'UTC')
              between begins - interval '12 hours' and begins + interval '1 month 12 hours')::int as agreeing
        from accounts a where lower(a.nickname) = any(asked.nicknames)
        limit ${sql.raw(String(mostBearers + 1))}
      )
      select 'nickname', (select count(*) from bearers), array(
        select number from bearers, (
          select count(*) as alike from bearers where agreeing > 0 group by agreeing order by agreeing desc limit 1
        ) best
        -- A city that many share hides no birth date: only where what agrees best agrees for many is it no key.
        where agreeing > 0 and alike < ${most} order by agreeing desc, number limit ${sql.raw(String(mostCandidates))}
      ))
    ) found
    where found.numbers <> '{}'
    order by asked.place, found.key`
}
