import { type SQL, sql } from 'drizzle-orm'
import type { EarlierCase, OtherClaimant, SentMail } from '#app/evidence/surroundings.ts'
import { lately } from './suspicion.ts'

/** Of a flood the newest are looked at. */
const mostCases = 1_000

/** Rivals and clusters are counted over so long. */
const dayMs = 24 * 60 * 60 * 1000
const rivalMs = 30 * dayMs

/** What the fields of {@link claimantParts} hold, as they come out of JSON. */
export type FoundClaimants = { others: OtherClaimant[]; sent: SentMail[]; ownCases: EarlierCase[] }

/**
 * Parts of the question for surroundings that tell of claimants: tables to select from, and fields of the answer. They
 * stand where `asked` is a row with the number of the account, sender, contacts and ticket of one case.
 */
export function claimantParts(now: Date): { tables: SQL; fields: SQL } {
  const until = sql`${now.toISOString()}::timestamptz`
  const rivalsFrom = sql`${new Date(now.getTime() - rivalMs).toISOString()}::timestamptz`
  const latelyFrom = sql`${lately(now).toISOString()}::timestamptz`
  const dayFrom = sql`${new Date(now.getTime() - dayMs).toISOString()}::timestamptz`
  const tables = sql`
    others as materialized (
      select id, sender_address, bits, opened_at, recommendation = 'approve' as approve,
        sender_level in ('strong', 'medium') as from_mailbox
      from tickets
      where account_number = asked.number and opened_at between ${latelyFrom} and ${until}
        and sender_address <> coalesce(asked.sender, '') and bits is not null and id is distinct from asked.ticket
      order by opened_at desc limit ${mostCases}
    ),
    wrong as materialized (
      select others.sender_address, facts.kind
      from others cross join lateral (${wrongFacts(sql`others.id`)}) facts
    ),
    hijacks as materialized (
      select distinct others.sender_address
      from others join claims on claims.ticket_id = others.id join messages on messages.id = claims.message_id
      where claims.kind = 'hijacked' and claims.struck_at is null and not messages.quarantined
    ),
    own_cases as materialized (
      select id, sender_address, case when sender_address = asked.sender then 'sender' else 'named' end as by from (
        select id, sender_address from tickets
        where sender_address = any(asked.contacts || asked.sender) and account_number = asked.number
          and opened_at between ${latelyFrom} and ${until} and bits is not null
          and id is distinct from asked.ticket
        order by opened_at desc limit ${mostCases}
      ) his
      union all
      select others.id, others.sender_address, 'contact' from others
      where others.sender_address <> all(asked.contacts) and exists (
        select from claims
        where claims.ticket_id = others.id and claims.kind = 'contact_email' and claims.struck_at is null
          and claims.value = any(asked.contacts || asked.sender)
      )
    )`
  const fields = sql`
    'others', (
      select coalesce(json_agg(json_build_object(
        'bits', bits, 'recent', recent,
        'wrong', (
          select coalesce(json_agg(distinct kind), '[]') from wrong where wrong.sender_address = claimants.sender_address
        ),
        'hijacked', exists (select from hijacks where hijacks.sender_address = claimants.sender_address),
        'fromMailbox', from_mailbox,
        'today', case when bits_today is not null then json_build_object('bits', bits_today, 'approve', approve_today) end
      )), '[]')
      from (
        select sender_address, max(bits) as bits, bool_or(opened_at >= ${rivalsFrom}) as recent,
          bool_or(from_mailbox) as from_mailbox,
          max(bits) filter (where opened_at >= ${dayFrom}) as bits_today,
          coalesce(bool_or(approve) filter (where opened_at >= ${dayFrom}), false) as approve_today
        from others group by sender_address
      ) claimants
    ),
    'sent', (
      select coalesce(json_agg(json_build_object('account', account, 'proved', proved)), '[]')
      from (
        select account, bool_or(${provedBy(sql`newest.id`, sql`asked.sender`)}) as proved
        from (
          select id, coalesce(account_number, claimed_account) as account from tickets
          where sender_address = asked.sender and opened_at between ${rivalsFrom} and ${until}
          order by opened_at desc limit ${mostCases}
        ) newest
        where account is not null group by account
      ) accounts_named
    ),
    'ownCases', (
      select coalesce(json_agg(json_build_object(
        'by', own_cases.by,
        'proved', ${provedWhole(sql`own_cases.id`, sql`own_cases.sender_address`)},
        'wrong', (select coalesce(json_agg(kind), '[]') from (${wrongFacts(sql`own_cases.id`)}) facts),
        'missed', (
          select coalesce(json_agg(named.entry ->> 'number'), '[]')
          from jsonb_array_elements(latest.subject -> 'friends' -> 'listed') named(entry)
          where not named.entry ?| array['weight', 'blacklisted', 'elsewhere']
        ),
        'answersWrong', coalesce((latest.subject -> 'answers' ->> 'wrong')::int, 0)
      )), '[]')
      from own_cases left join lateral (
        select subject from assessments where ticket_id = own_cases.id order by id desc limit 1
      ) latest on true
    )`
  return { tables, fields }
}

/** The facts that a case states wrong by itself, as it was last weighed. */
function wrongFacts(ticketId: SQL): SQL {
  return sql`
    select facts.key as kind
    from (select subject from assessments where ticket_id = ${ticketId} order by id desc limit 1) latest
      cross join lateral jsonb_each_text(coalesce(latest.subject -> 'facts', '{}')) facts
    where facts.value = 'wrong' and not coalesce(latest.subject -> 'wrongElsewhere' ? facts.key, false)`
}

/** A mail of the case proves that it came from this address: another's mail beside it proves nothing. */
function provedBy(ticketId: SQL, address: SQL): SQL {
  return sql`exists (
    select from messages m
    where m.ticket_id = ${ticketId} and m.sender_address = ${address} and m.proved and not m.quarantined
  )`
}

/** Nobody but this address wrote in the case, and all its mails prove it. */
function provedWhole(ticketId: SQL, address: SQL): SQL {
  return sql`(
    select coalesce(bool_and(m.proved and m.sender_address = ${address}), false) from messages m
    where m.ticket_id = ${ticketId} and not m.quarantined and m.kind in ('recovery', 'question', 'other', 'abuse')
  )`
}
