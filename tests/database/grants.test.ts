import { eq } from 'drizzle-orm'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appendAudit } from '#app/audit/audit.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { putReset, putTicket } from '#tests/accounts/ticket-in-database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

const now = new Date('2026-11-20T12:00:00Z')

let database: TestDatabase
let ticketId: number
beforeAll(async () => {
  database = await openTestDatabase()
  await putAccounts(database, [anAccount(), anAccount({ number: '10003', handle: null })], now)
  ticketId = await putTicket(database, { accountNumber: '10001', openedAt: now })
  await putReset(database, { ticketId, accountNumber: '10001', sentTo: 'mei@example.com' })
  await database.web.db.transaction((tx) =>
    appendAudit(tx, [
      { verb: 'staff_signed_in', at: now, staffId: null, ticketId: null, accountNumber: null, details: {} },
    ]),
  )
})
afterAll(() => database.close())

type Role = 'owner' | 'web' | 'worker' | 'auditor'

async function refusal(role: Role, statement: string): Promise<string> {
  return database[role].sql.unsafe(statement).then(
    () => 'allowed',
    (fault: postgres.PostgresError) => fault.code,
  )
}

const denied = '42501'
const appendOnly = '23001'

describe('no role of the desk is more than its grants', () => {
  test.each(['owner', 'web', 'worker', 'auditor'] as const)('%s is no superuser and inherits nothing', async (role) => {
    const rows = await database[role].sql`
      select current_user::text as name, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls
      from pg_roles where rolname = session_user`
    expect(rows).toEqual([
      { name: `latchkey_${role}`, rolsuper: false, rolcreaterole: false, rolcreatedb: false, rolbypassrls: false },
    ])
  })

  test.each([
    ['web', "update audit_entries set verb = 'audit_verified'"],
    ['web', 'delete from audit_entries'],
    ['web', 'truncate audit_entries'],
    ['web', 'delete from decisions'],
    ['web', "update decisions set verb = 'deny'"],
    ['web', 'update assessments set bits = 99'],
    ['web', 'select secret from mailboxes'],
    ['web', "update accounts set registered_email = 'eve@example.net'"],
    ['web', "update resets set sent_to = 'eve@example.net'"],
    ['web', "insert into accounts (number) values ('4444')"],
    ['web', "insert into staff (name, email, role, password_hash) values ('Eve', 'e@example.net', 'admin', 'x')"],
    ['web', "update staff set role = 'admin'"],
    ['web', 'select * from graphile_worker._private_jobs'],
    ['web', 'create table mine (a int)'],
    ['worker', 'select password_hash from accounts'],
    ['worker', 'select password_hash from staff'],
    ['worker', 'insert into decisions default values'],
    ['worker', "update audit_entries set verb = 'audit_verified'"],
    ['worker', 'insert into staff_sessions default values'],
    ['worker', 'delete from raw_mails'],
    ['auditor', 'select password_hash from accounts'],
    ['auditor', 'select answer_hash from security_questions'],
    ['auditor', 'select password_hash from staff'],
    ['auditor', 'select token_hash from staff_sessions'],
    ['auditor', 'select seed from resets'],
    ['auditor', 'select secret from mailboxes'],
    ['auditor', "update tickets set state = 'done'"],
    ['auditor', 'insert into audit_entries default values'],
    ['auditor', "select latchkey_add_job('letter', '{}')"],
    ['auditor', "select latchkey_add_jobs('letter', '[]')"],
  ] as const)('%s may not: %s', async (role, statement) => {
    expect(await refusal(role, statement)).toBe(denied)
  })

  test.each([
    ['web', 'select password_hash from accounts'],
    ['web', "update accounts set password_hash = password_hash where number = '10003'"],
    ['web', 'select address, last_error from mailboxes'],
    ['worker', 'select secret from mailboxes'],
    ['worker', 'select registered_email from accounts'],
    ['worker', 'select * from graphile_worker._private_jobs'],
    ['auditor', 'select * from audit_entries, decisions, assessments, messages, claims'],
    ['auditor', 'select number, registered_email from accounts'],
    ['web', 'select hash from drizzle.__drizzle_migrations'],
  ] as const)('%s may: %s', async (role, statement) => {
    expect(await refusal(role, statement)).toBe('allowed')
  })

  test('the auditor reads every table but those that hold nothing of the desk’s deeds', async () => {
    const rows = await database.owner.sql`
      select tablename from pg_tables t where schemaname = 'public' and not exists (
        select from information_schema.column_privileges
        where table_schema = 'public' and table_name = t.tablename and grantee = 'latchkey_auditor'
      ) order by tablename`
    expect(rows.map(({ tablename }) => tablename)).toEqual(['note_drafts', 'presences', 'sightings'])
  })
})

describe('what was recorded cannot be changed, by its owner either', () => {
  test.each([
    ['audit_entries', 'verb = verb'],
    ['assessments', 'bits = 99'],
    ['decisions', "reason = 'other'"],
  ])('%s', async (table, change) => {
    expect(await refusal('owner', `update ${table} set ${change}`)).toBe(appendOnly)
    expect(await refusal('owner', `delete from ${table}`)).toBe(appendOnly)
    expect(await refusal('owner', `truncate ${table} cascade`)).toBe(appendOnly)
  })
})

describe('a reset link goes to the registered address only', () => {
  const constraintOf = (deed: PromiseLike<unknown>) =>
    Promise.resolve(deed).then(
      () => 'allowed',
      (fault: Error) => (fault.cause as postgres.PostgresError).constraint_name,
    )
  const violated = (given: Parameters<typeof putReset>[1]) => constraintOf(putReset(database, given))
  const openTicket = () => putTicket(database, { accountNumber: '10003', openedAt: now })

  test.each([
    ['an unregistered address', { sentTo: 'eve@example.net' }],
    ['an earlier version of the address', { sentTo: 'mei@example.com', emailVersion: 2 }],
  ])('%s is refused', async (_what, given) => {
    const reset = { ticketId: await openTicket(), accountNumber: '10003', ...given }
    expect(await violated(reset)).toBe('resets_sent_to_registered')
  })

  test('it hangs on an approval of its own case and account', async () => {
    const own = await putReset(database, {
      ticketId: await openTicket(),
      accountNumber: '10003',
      sentTo: 'mei@example.com',
    })
    const other = await openTicket()
    const moved = database.owner.db.update(resets).set({ ticketId: other }).where(eq(resets.id, own))
    expect(await constraintOf(moved)).toBe('resets_approved')
    await database.owner.db.update(resets).set({ state: 'revoked' }).where(eq(resets.id, own))
  })

  test('its letter goes where the link was made for', async () => {
    const ticketId = await openTicket()
    const resetId = await putReset(database, { ticketId, accountNumber: '10003', sentTo: 'mei@example.com' })
    const letter = {
      ticketId,
      resetId,
      kind: 'link' as const,
      language: 'en' as const,
      automatic: false,
      day: '2026-11-22',
      notBefore: now,
      createdAt: now,
    }
    const elsewhere = database.web.db
      .insert(letters)
      .values({ ...letter, recipient: 'eve@example.net', messageId: '<1@desk>' })
    expect(await constraintOf(elsewhere)).toBe('letters_link_to_registered')
    const there = database.web.db
      .insert(letters)
      .values({ ...letter, recipient: 'mei@example.com', messageId: '<2@desk>' })
    expect(await constraintOf(there)).toBe('allowed')
    await database.owner.db.update(resets).set({ state: 'revoked' }).where(eq(resets.id, resetId))
  })

  test('an account has one live link', async () => {
    const reset = async () => ({ ticketId: await openTicket(), accountNumber: '10003', sentTo: 'mei@example.com' })
    expect(await violated(await reset())).toBe('allowed')
    expect(await violated(await reset())).toBe('resets_one_live')
  })
})

describe('constraints', () => {
  test.each([
    ['accounts_number', "insert into accounts (number) values ('12x')"],
    ['accounts_handle', "insert into accounts (number, handle) values ('4444', 'MEI')"],
    ['accounts_handle_no_number', "insert into accounts (number, handle) values ('4444', '10001')"],
    ['accounts_registered_email_folded', "insert into accounts (number, registered_email) values ('4444', 'A@b.org')"],
    ['friendships_two_people', "insert into friendships (account_number, friend_number) values ('10001', '10001')"],
    [
      'decisions_evidence',
      `insert into decisions (ticket_id, ticket_version, verb, staff_id, route, recommendation, override, reason,
        assessment_id, evidence_hash, decided_at)
      select ticket_id, 9, 'ask', staff_id, route, recommendation, false, '', assessment_id, sha256('other'), now()
      from decisions limit 1`,
    ],
    [
      'decisions_approve_registered_or_second',
      `insert into decisions (ticket_id, ticket_version, verb, staff_id, account_number, route, recommendation, override,
        reason, assessment_id, evidence_hash, decided_at)
      select ticket_id, 9, 'approve', staff_id, account_number, 'new-address', recommendation, false, '', assessment_id,
        evidence_hash, now()
      from decisions limit 1`,
    ],
    ['policies_proposed_by_somebody', "insert into policies (version, content) values ('mine', '{}')"],
  ])('%s holds', async (constraint, statement) => {
    const fault = await database.owner.sql.unsafe(statement).catch((error: postgres.PostgresError) => error)
    expect((fault as postgres.PostgresError).constraint_name).toBe(constraint)
  })
})

describe('work is asked for inside the transaction that makes it', () => {
  const jobs = async () =>
    (
      await database.worker.sql`select task_identifier, payload, key from graphile_worker.jobs
    left join lateral (select payload from graphile_worker._private_jobs p where p.id = jobs.id) p on true`
    ).slice()

  test('a job that is rolled back never was', async () => {
    await database.web.sql
      .begin(async (tx) => {
        await tx`select latchkey_add_job('send-letter', '{"letterId":1}')`
        throw new Error('no letter after all')
      })
      .catch(() => {})
    expect(await jobs()).toEqual([])
  })

  test('the web asks, the worker sees it, and a key keeps it one', async () => {
    for (const letterId of [1, 2])
      await database.web.sql`
        select latchkey_add_job('send-letter', ${JSON.stringify({ letterId })}::json, null, 'letter')`
    expect(await jobs()).toEqual([{ task_identifier: 'send-letter', payload: { letterId: 2 }, key: 'letter' }])
  })

  test('many are asked for at once, each with its own key and time', async () => {
    const many = [3, 4].map((letterId) => ({ payload: { letterId }, key: `letter-${letterId}` }))
    for (let times = 0; times < 2; times += 1)
      await database.worker.sql`
        select latchkey_add_jobs('send-letter', ${JSON.stringify(many)}::json, '2030-01-01T00:00:00Z')`
    const asked = await database.worker.sql`
      select key, run_at = '2030-01-01T00:00:00Z' as later from graphile_worker.jobs
      where key in ('letter-3', 'letter-4') order by key`
    expect([...asked]).toEqual([
      { key: 'letter-3', later: true },
      { key: 'letter-4', later: true },
    ])
  })
})

test.each([
  ['raw_mails', 'worker'],
  ['letters', 'web'],
] as const)('whoever waits for %s is woken once a statement', async (channel, role) => {
  const woken: string[] = []
  await database.worker.sql.listen(channel, (payload) => woken.push(payload))
  if (channel === 'raw_mails')
    await database[role].sql`
      with contents as (
        insert into raw_contents (sha256, bytes, size)
        select sha256(n::text::bytea), n::text::bytea, 1 from generate_series(1, 3) n returning sha256
      )
      insert into raw_mails (sha256, arrived_at) select sha256, now() from contents`
  else
    await database[role].sql`
      insert into letters (ticket_id, kind, language, recipient, automatic, day, message_id, not_before, created_at)
      values (${ticketId}, 'ask', 'en', 'mei@example.com', false, '2026-11-20', '<a@desk.example>', now(), now())`
  await expect.poll(() => woken).toEqual([''])
})
