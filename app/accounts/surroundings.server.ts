import { sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import type { Surroundings } from '#app/evidence/surroundings.ts'
import type { Account, TermKind } from './account.ts'
import { claimantParts, type FoundClaimants } from './claimants.server.ts'
import { popularBeyond } from './directory.ts'
import { factKeys } from './found-by.ts'
import { friendsListed } from './listed-friends.ts'
import { lately, suspiciousSince } from './suspicion.ts'

/** So many accounts are counted while a case is weighed; beyond, what was counted before is taken. */
const mostCounted = 10_000

/** More addresses than anybody wants to be reached at. */
const mostContacts = 20

/** One case whose surroundings are asked for; account null where none is known. */
type Asked = {
  account: Account | null
  /** Nobody named the account: whether he was asked before is told as of one who named none. */
  foundByFacts?: boolean
  senderAddress: string | null
  listedNumbers: readonly string[]
  /** Where he wants to be reached. */
  contactAddresses?: readonly string[]
  /** The case itself; missing where it is not kept yet. */
  ticketId?: number
}

/** Fetches the surroundings of one case: see {@link fetchSurroundingsOf}. */
export async function fetchSurroundings(db: Db | Tx, { now, ...asked }: Asked & { now: Date }): Promise<Surroundings> {
  const [found] = await fetchSurroundingsOf(db, [asked], now)
  if (!found) throw new Error('fetchSurroundingsOf gave no answer for one case')
  return found
}

/**
 * Fetches what assessments need to know beyond mails and accounts, for all cases in one round trip, in their order.
 *
 * What others did is told as it is; what it weighs the evidence says (others.ts, ledger.ts).
 */
export async function fetchSurroundingsOf(db: Db | Tx, asked: readonly Asked[], now: Date): Promise<Surroundings[]> {
  if (asked.length === 0) return []
  const cases = asked.map(
    ({ account, foundByFacts, senderAddress, listedNumbers, contactAddresses = [], ticketId = null }, place) => ({
      place,
      number: account?.number ?? null,
      named: foundByFacts ? null : (account?.number ?? null),
      registered: account?.registeredEmail ?? null,
      nickname: account?.nickname ?? null,
      city: account?.city ?? null,
      sender: senderAddress,
      contacts: contactAddresses.slice(0, mostContacts),
      ticket: ticketId,
      listed: account ? friendsListed(account, listedNumbers) : [],
    }),
  )
  const until = sql`${now.toISOString()}::timestamptz`
  const latelyFrom = sql`${lately(now).toISOString()}::timestamptz`
  const claimants = claimantParts(now)
  const byFacts = sql.raw(factKeys.map((key) => `'${key}'`).join(', '))

  const rows = await db.execute<{ found: string }>(sql`
    with
      everybody as materialized (
        select case
          when reltuples > ${mostCounted} then reltuples::float8
          else (select count(*)::float8 from accounts)
        end as n
        from pg_class where oid = 'accounts'::regclass
      )
    select answer.found::text as found
    from json_to_recordset(${JSON.stringify(cases)}::json)
      asked (place int, number text, named text, registered text, nickname text, city text, sender text, contacts text[],
        ticket bigint, listed text[])
    cross join lateral (
    with
      senders_account as (
        select a.number from accounts a
        where a.registered_email = asked.sender and a.number is distinct from asked.number
        order by exists (
          select from friendships f where f.account_number = asked.number and f.friend_number = a.number
        ) desc, a.number
        limit 1
      ),
      ${claimants.tables},
      contested as (
        select c.contested_at from resets r join contests c on c.reset_id = r.id
        where r.account_number = asked.number and c.contested_at between ${latelyFrom} and ${until}
          and r.state = 'used' and c.settled_at is null
      )
    select json_build_object(
      'nickname', ${share('nickname')},
      'city', ${share('city')},
      'ties', (
        select coalesce(json_agg(distinct array[
          least(account_number, friend_number), greatest(account_number, friend_number)
        ]), '[]')
        from friendships where account_number = any(asked.listed) and friend_number = any(asked.listed)
      ),
      'popular', array(
        select friend from unnest(asked.listed) friend
        where (select count(*) from (
          select from friendships where account_number = friend and ended_at is null limit ${popularBeyond + 1}
        ) counted) > ${popularBeyond}
      ),
      'openTickets', array(
        select friend from unnest(asked.listed) friend where exists (
          select from tickets where account_number = friend
            and state in ('new', 'open', 'waiting', 'proposed', 'held', 'link_sent', 'frozen')
        )
      ),
      'sendersAccount', (select number from senders_account),
      'sendersFriends', array(
        select friend_number from friendships where account_number = (select number from senders_account)
      ),
      'linkUsedAt', (
        select max(used_at) from resets r
        where r.account_number = asked.number and r.state = 'used' and r.sent_to = asked.registered
          and not exists (select from contests c where c.reset_id = r.id)
      ),
      'dead', (select email_dead_at is not null from accounts where number = asked.number),
      'earlierTicketAt', (
        select min(opened_at) from tickets
        where account_number = asked.number and opened_at between ${latelyFrom} and ${until}
      ),
      'contestedAt', (select min(contested_at) from contested),
      ${claimants.fields},
      'asked', exists (
        select from tickets t join letters l on l.ticket_id = t.id and l.kind = 'ask' and l.recipient = asked.sender
        where t.sender_address = asked.sender
          and (t.id = asked.ticket or asked.named is not distinct from (
            case when t.account_found_by in (${byFacts}) then null else t.account_number end
          ))
          and l.created_at >= ${latelyFrom} and exists (
          select from messages m
          where m.ticket_id = t.id and m.sender_address = asked.sender and not m.quarantined
            and m.kind in ('recovery', 'question', 'other', 'abuse', 'form') and m.arrived_at > coalesce(l.sent_at, l.created_at)
        )
      )
    ) as found
    ) answer
    order by asked.place`)
  return asked.map((one, place) => readFound(JSON.parse(rows[place]?.found ?? 'null') as Found, one, now))
}

function readFound(found: Found, { account }: Asked, now: Date): Surroundings {
  const events = [found.earlierTicketAt, found.contestedAt].flatMap((at) => (at === null ? [] : [new Date(at)]))
  return {
    frequency: { nickname: Number(found.nickname), city: Number(found.city) },
    ties: found.ties,
    popularFriends: new Set(found.popular),
    friendsWithOpenTicket: new Set(found.openTickets),
    sendersAccount: found.sendersAccount,
    sendersFriends: new Set(found.sendersFriends),
    linkUsedAt: found.linkUsedAt === null ? null : new Date(found.linkUsedAt),
    registeredRouteDead: found.dead === true,
    suspiciousSince: suspiciousSince(account, events, now),
    ...(found.others.length > 0 && { others: found.others }),
    ...(found.sent.length > 0 && { sent: found.sent }),
    ...(found.ownCases.length > 0 && { ownCases: found.ownCases }),
    signals: found.contestedAt === null ? [] : ['hijackReported90'],
    guesses: {},
    contested: found.contestedAt !== null,
    asked: found.asked,
  }
}

type Found = FoundClaimants & {
  nickname: number
  city: number
  ties: [string, string][]
  popular: string[]
  openTickets: string[]
  sendersAccount: string | null
  sendersFriends: string[]
  linkUsedAt: string | null
  dead: boolean | null
  earlierTicketAt: string | null
  contestedAt: string | null
  asked: boolean
}

/** The share of all accounts with this value: as it was counted last where it is common, else counted now. */
function share(column: TermKind) {
  const name = sql.identifier(column)
  const value = sql`asked.${name}`
  return sql`(
    select case
      when ${value} is null or everybody.n = 0 then 0
      else least(1, coalesce(
        (select kept.accounts from term_frequencies kept where kept.kind = ${column} and kept.value = ${value}),
        (select count(*) from (select from accounts where accounts.${name} = ${value} limit ${mostCounted}) counted)
      ) / everybody.n)
    end
    from everybody
  )`
}
