import type { Sql } from 'postgres'

/** Rows a statement: a larger one would show no progress, and take memory. */
const step = 50_000
/** Numbers of the made accounts and the tickets' mails begin here, above those that a trial makes for itself. */
const firstNumber = 5_000_000_000

/**
 * Fills the desk with so many accounts, each with friends, and as many decided and open cases with their mails, claims
 * and assessments: what a desk has after years.
 */
export async function fillDesk(sql: Sql, rows: number, say: (line: string) => void): Promise<void> {
  for (let from = 0; from < rows; from += step) {
    await sql.begin((tx) => fillPart(tx, from, Math.min(rows, from + step) - 1))
    say(`${Math.min(rows, from + step)} of ${rows} cases are there`)
  }
  await sql`vacuum (analyze)`
}

async function fillPart(sql: Sql | Parameters<Parameters<Sql['begin']>[1]>[0], from: number, to: number) {
  await sql`create temporary table made on commit drop as
    select n, (${firstNumber} + n)::text as number, 'person' || n || '@example.net' as address,
      now() - (n % 1000) * interval '1 day' - interval '1 hour' as at, sha256(('mail ' || n)::bytea) as hash
    from generate_series(${from}::int, ${to}::int) n`
  await sql`insert into accounts (number, registered_email, email_verified, nickname, city, signed_up_at)
    select number, address, true, 'Name ' || n % 50000, 'City ' || n % 2000, at - interval '5 years' from made`
  await sql`insert into friendships (account_number, friend_number, begun_by)
    select number, (number::bigint + apart)::text, 'owner' from made, generate_series(1, 4) apart`
  await sql`insert into raw_contents (sha256, size, bytes)
    select hash, length('mail ' || n), ('mail ' || n)::bytea from made`
  await sql`create temporary table mails on commit drop as
    with kept as (
      insert into raw_mails (sha256, arrived_at, state, kind, attempts)
      select hash, at, 'done', 'recovery', 1 from made returning id, sha256
    ), opened as (
      insert into tickets (category, state, account_number, claimed_account, subject, language, sender_address,
        sender_level, route, recommendation, bits, opened_at, changed_at)
      select 'recovery', (array['done', 'denied', 'closed', 'new'])[1 + n % 4], number, number, 'I cannot sign in ' || n,
        'en', address, 'medium', 'registered', 'approve', 6, at, at
      from made returning id, account_number
    )
    select made.*, kept.id as raw_id, opened.id as ticket_id
    from made join kept on kept.sha256 = made.hash join opened on opened.account_number = made.number`
  await sql`create temporary table stored on commit drop as
    with written as (
      insert into messages (ticket_id, raw_mail_id, kind, sender_address, level, verdict, subject, text, reply, language,
        signature_marks, arrived_at)
      select ticket_id, raw_id, 'recovery', address, 'medium', '{"dmarc": {"result": "pass"}}', 'I cannot sign in ' || n,
        'My number is ' || number || '. ' || repeat('I have tried every password that I remember. ', 10), '[]', 'en',
        array['example.net/key/' || encode(hash, 'base64')], at
      from mails returning id, ticket_id
    )
    select mails.*, written.id as message_id from mails join written using (ticket_id)`
  await sql`insert into message_words (message_id, arrived_at, terms)
    select message_id, at, array_to_tsvector(array[number, 'sign', 'number', 'password', 'tried', 'word' || n % 5000])
    from stored`
  await sql`insert into claims (ticket_id, message_id, kind, value, raw, source, start, "end")
    select ticket_id, message_id, 'account_identifier', number, number, 'text', 13, 23 from stored`
  await sql`insert into assessments (ticket_id, account_number, policy_version, inputs_hash, subject, result, bits, made_at)
    select ticket_id, number, 'policy-v2', hash, '{"facts": {"nickname": "exact"}}', '{}', 6, at from stored`
}
