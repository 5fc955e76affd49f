import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { everyCase, tickets } from '#drizzle/schema/tickets.ts'
import { type Attack, type AttackKind, attackKinds, attackWindowMs, fewest, stopEnds } from './attack.ts'

/** How many findings of one kind are shown. */
const mostShown = 25
/** However much came in a month, the page reads so many of its newest cases. */
const mostCases = 50_000

type Row = {
  common: string
  count: string
  cases: string
  stopped: string
  last_at: string
  last_by_account: string[] | null
}

/** What ties cases of the last thirty days together, the largest of each kind first. */
export async function findAttacks(db: Db, now: Date): Promise<Record<AttackKind, Attack[]>> {
  const since = new Date(now.getTime() - attackWindowMs)
  const found = await Promise.all(
    attackKinds.map(async (kind) => [
      kind,
      (await db.execute<Row>(queries[kind](since))).map((row) => asAttack(kind, row)),
    ]),
  )
  return Object.fromEntries(found) as Record<AttackKind, Attack[]>
}

function asAttack(kind: AttackKind, row: Row): Attack {
  const stopped = Number(row.stopped)
  return {
    kind,
    common: row.common,
    count: Number(row.count),
    cases: Number(row.cases),
    stopped,
    lastAt: new Date(row.last_at),
    stopEndsAt: stopped > 0 && row.last_by_account ? stopEnds(row.last_by_account.map((at) => new Date(at))) : null,
  }
}

/** The cases of the window, newest first and bounded; `account` is what they claim, whether or not it exists. */
function recent(since: Date): SQL {
  return sql`recent as materialized (
    select ${tickets.id} as id, ${tickets.senderAddress} as sender, ${tickets.openedAt} as opened_at,
      coalesce(${tickets.accountNumber}, ${tickets.claimedAccount}) as account,
      (${tickets.recommendation} = 'stop')::int as stopped
    from ${tickets}
    where ${tickets.openedAt} >= ${since.toISOString()}::timestamptz and ${tickets.category} = 'recovery' and ${everyCase}
    order by ${tickets.openedAt} desc
    limit ${mostCases}
  )`
}

const queries: Record<AttackKind, (since: Date) => SQL> = {
  sender_many_accounts: (since) => sql`
    with ${recent(since)}, by_account as (
      select sender as common, account, count(*) as cases, sum(stopped) as stopped, max(opened_at) as last_at
      from recent where sender is not null and account is not null group by sender, account
    )
    select common, count(*) as count, sum(cases) as cases, sum(stopped) as stopped, max(last_at) as last_at,
      jsonb_agg(last_at) as last_by_account
    from by_account group by common having count(*) >= ${fewest.sender_many_accounts}
    order by count desc, last_at desc limit ${mostShown}`,
  contact_many_accounts: (since) => sql`
    with ${recent(since)}
    select c.value as common, count(distinct r.account) as count, count(distinct r.id) as cases,
      count(distinct r.id) filter (where r.stopped = 1) as stopped, max(r.opened_at) as last_at, null as last_by_account
    from recent r join ${claims} c on c.ticket_id = r.id and c.kind = 'contact_email' and c.struck_at is null
    where r.account is not null group by c.value
    having count(distinct r.account) >= ${fewest.contact_many_accounts}
    order by count desc, last_at desc limit ${mostShown}`,
  account_many_senders: (since) => sql`
    with ${recent(since)}
    select account as common, count(distinct sender) as count, count(*) as cases, sum(stopped) as stopped,
      max(opened_at) as last_at, null as last_by_account
    from recent where account is not null group by account
    having count(distinct sender) >= ${fewest.account_many_senders}
    order by count desc, last_at desc limit ${mostShown}`,
  retries_after_refusal: (since) => sql`
    with ${recent(since)}, refused as (
      select d.account_number as account, min(d.decided_at) as decided_at from ${decisions} d
      where d.verb = 'deny' and d.decided_at >= ${since.toISOString()}::timestamptz and d.account_number is not null
      group by d.account_number
    )
    select r.account as common, count(*) as count, count(*) as cases, sum(r.stopped) as stopped,
      max(r.opened_at) as last_at, null as last_by_account
    from recent r join refused on refused.account = r.account and r.opened_at > refused.decided_at
    group by r.account having count(*) >= ${fewest.retries_after_refusal}
    order by count desc, last_at desc limit ${mostShown}`,
  friend_spray: (since) => sql`
    with ${recent(since)}
    select r.id::text as common, count(*) as count, 1 as cases, max(r.stopped) as stopped, max(r.opened_at) as last_at,
      null as last_by_account
    from recent r join ${claims} c on c.ticket_id = r.id and c.kind = 'friend_numbers' and c.struck_at is null
    group by r.id having count(*) >= ${fewest.friend_spray}
    order by count desc, last_at desc limit ${mostShown}`,
}
