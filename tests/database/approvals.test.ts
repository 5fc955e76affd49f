import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import {
  chensAddress,
  giveSecond,
  openChensCase,
  openHeldCase,
  passHold,
  readApproval,
  rule,
} from '#tests/decisions/approval-case.ts'
import { hire } from '#tests/tickets/hire.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

/** What the web's own role is refused, whatever our code would do. */
let waiting: TestDatabase
let holding: TestDatabase
let held: TestDatabase
let ana: Person
let sol: Person

beforeAll(async () => {
  waiting = await openTestDatabase()
  ana = await hire(waiting, 'Ana')
  sol = await hire(waiting, 'Sol', 'supervisor')
  await openChensCase(waiting, { registeredEmail: 'chen.gone@example.net' })
  await rule(waiting, ana, 'propose', { reason: 'Friends of four circles.' })
  holding = await openTestDatabase()
  const first = await hire(holding, 'Ana')
  const second = await hire(holding, 'Sol', 'supervisor')
  await openChensCase(holding, { registeredEmail: 'chen.gone@example.net' })
  await rule(holding, first, 'propose', { reason: 'Friends of four circles.' })
  await giveSecond(holding, second, 'approve')
  held = await openTestDatabase()
  await openHeldCase(held)
  await rule(held, await hire(held, 'Ana'), 'approve')
}, 60_000)
afterAll(() => Promise.all([waiting.close(), holding.close(), held.close()]))

/** The constraint that refuses, else the code of the refusal; "allowed" where nothing does. Leaves nothing behind. */
async function refusal({ web }: TestDatabase, ...statements: string[]): Promise<string> {
  const undo = new Error('undone')
  return web.sql
    .begin(async (tx) => {
      for (const statement of statements) await tx.unsafe(statement)
      throw undo
    })
    .then(
      () => 'allowed',
      (fault: postgres.PostgresError) => (fault === undo ? 'allowed' : (fault.constraint_name ?? fault.code)),
    )
}

const kept = '23001'
const release = "update approvals set state = 'released', ended_at = hold_until"
const link = (to: string, more = { column: '', value: '' }) => `
  insert into resets (ticket_id, decision_id, account_number, sent_to, email_version, seed, token_hash, created_at
    ${more.column})
  select a.ticket_id, coalesce(a.second_decision_id, a.decision_id), a.account_number, '${to}', a.email_version,
    sha256('seed'), sha256('token'), now() ${more.value} from approvals a`
const fromHold = { column: ', approval_id', value: ', a.id' }

describe('a link to a new address', () => {
  test('never comes from a proposal alone', async () => {
    expect(await refusal(waiting, link(chensAddress))).toMatch(/resets_/)
    expect(await refusal(waiting, link(chensAddress, fromHold))).toMatch(/resets_/)
    expect(await refusal(waiting, release)).toBe(kept)
  })

  test('never comes from a second approval before the hold has ended', async () => {
    expect(await refusal(holding, link(chensAddress))).toBe('resets_sent_to_registered')
    expect(await refusal(holding, link(chensAddress, fromHold))).toBe('resets_released')
    expect(await refusal(holding, release)).toMatch(/approvals_(in_time|released_after_hold)/)
    expect(
      await refusal(holding, "update approvals set confirmed_at = now(), state = 'released', ended_at = hold_until"),
    ).toBe('approvals_in_time')
  })

  test('never comes without the confirmed address, to another address, after a void, or twice', async () => {
    await passHold(holding, 24 * 7)
    expect(await refusal(holding, "update approvals set state = 'released', ended_at = now()")).toBe(
      'approvals_released_after_hold',
    )
    const confirm = 'update approvals set confirmed_at = now()'
    const end = "update approvals set state = 'released', ended_at = now()"
    expect(await refusal(holding, confirm, end, link('eve@example.net', fromHold))).toBe('resets_released')
    expect(await refusal(holding, confirm, end, link('chen.gone@example.net', fromHold))).toBe('resets_released')
    expect(await refusal(holding, confirm, link(chensAddress, fromHold))).toBe('resets_released')
    const voided = "update approvals set state = 'void', end_reason = 'stopped', ended_at = now()"
    expect(await refusal(holding, confirm, end, voided, link(chensAddress, fromHold))).toBe('resets_released')
    expect(await refusal(holding, voided, end)).toBe(kept)
    expect(await refusal(holding, confirm, end, link(chensAddress, fromHold))).toBe('allowed')
    const again = link(chensAddress, fromHold).replaceAll("'token'", "'other'")
    expect(await refusal(holding, confirm, end, link(chensAddress, fromHold), again)).toMatch(/^resets_/)
    await passHold(holding, -24 * 7)
  })

  test('never comes from an approval that has expired', async () => {
    await passHold(holding, 24 * 40)
    const end = "update approvals set confirmed_at = now(), state = 'released', ended_at = now()"
    expect(await refusal(holding, end)).toBe('approvals_in_time')
    await passHold(holding, -24 * 40)
  })
})

describe('a link that needs a hold', () => {
  test('comes to be after it only, also to the registered address', async () => {
    expect(await refusal(held, link('mei@example.com'))).toBe('resets_held')
    expect(await refusal(held, link('mei@example.com', fromHold))).toBe('resets_released')
    await passHold(held, 25)
    const end = "update approvals set state = 'released', ended_at = now()"
    expect(await refusal(held, end, link('mei@example.com'))).toBe('resets_held')
    expect(await refusal(held, end, link('eve@example.net', fromHold))).toBe('resets_released')
    expect(await refusal(held, end, link('mei@example.com', fromHold))).toBe('allowed')
    await passHold(held, -25)
  })

  test('is needed as long as the account is restricted', async () => {
    const restrict = "update accounts set restricted_until = now() + interval '1 day' where number = '29433423'"
    expect(await refusal(held, restrict, link('mei@example.com'))).toBe('resets_held')
  })
})

describe('a hold', () => {
  test.each([
    ['ends no earlier', "update approvals set hold_until = hold_until - interval '1 second'"],
    ['began no earlier', "update approvals set held_at = held_at - interval '1 hour'"],
    ['expires no later', "update approvals set expires_at = expires_at + interval '1 hour'"],
    ['goes nowhere else', "update approvals set target = 'eve@example.net'", '42501'],
    ['takes no fewer hours', 'update approvals set hold_hours = 1', '42501'],
    ['is never taken away', 'delete from approvals', '42501'],
  ])('%s than it was made', async (_what, statement, code = kept) => {
    expect(await refusal(holding, statement)).toBe(code)
  })

  test('can be lengthened', async () => {
    expect(
      await refusal(held, "update approvals set hold_until = hold_until + interval '1 hour', expires_at = expires_at"),
    ).toBe('allowed')
  })

  test('that a clock which runs behind begins is as long as one by the database’s clock', async () => {
    const approval = await readApproval(held)
    expect(approval.heldAt?.getTime()).toBeGreaterThan(approval.createdAt.getTime())
    expect((approval.holdUntil?.getTime() ?? 0) - (approval.heldAt?.getTime() ?? 0)).toBe(24 * 3_600_000)
  })

  test('wrong codes are never forgotten', async () => {
    expect(await refusal(holding, 'update approvals set code_tries = 3', 'update approvals set code_tries = 2')).toBe(
      kept,
    )
    expect(await refusal(holding, 'update approvals set code_tries = 6')).toBe('approvals_tries')
    expect(
      await refusal(holding, 'update approvals set code_tries = 5', 'update approvals set confirmed_at = now()'),
    ).toBe(kept)
  })
})

describe('two people', () => {
  const confirmAs = (who: string) => `
    insert into decisions (ticket_id, ticket_version, verb, staff_id, account_number, route, recommendation, override, reason,
      assessment_id, evidence_hash, confirms, decided_at)
    select ticket_id, 99, 'approve', '${who}', account_number, route, recommendation, false, '', assessment_id, evidence_hash,
      id, now() from decisions where verb = 'propose'`
  const begin = `update approvals set state = 'holding', second_decision_id = (select max(id) from decisions),
    code_seed = sha256('a'), code_selector = 'ABCD', code_hash = sha256('b')`

  test('the proposer confirms nothing, nor does anybody who was not drawn', async () => {
    const ida = await hire(waiting, 'Ida', 'supervisor')
    for (const { id } of [ana, ida]) expect(await refusal(waiting, confirmAs(id))).toBe('decisions_second_person')
    expect(await refusal(waiting, confirmAs(sol.id), begin)).toBe('allowed')
    expect(await refusal(waiting, begin)).toBe('approvals_second_person')
  })

  test('a proposal names no second person who is the first', async () => {
    const same = waiting.worker.sql.unsafe('update approvals set second_by = decided_by')
    await expect(same).rejects.toMatchObject({ constraint_name: 'approvals_two_people' })
  })

  test('one person approves no new address, and none is proposed against the recommendation', async () => {
    const alone = confirmAs(sol.id).replace('confirms,', '').replace('id, now()', 'now()')
    expect(await refusal(waiting, alone)).toBe('decisions_approve_registered_or_second')
    const against = `
      insert into decisions (ticket_id, ticket_version, verb, staff_id, account_number, route, recommendation, override,
        reason, assessment_id, evidence_hash, decided_at)
      select ticket_id, 98, 'propose', staff_id, account_number, route, 'ask', true, 'I know him', assessment_id,
        evidence_hash, now() from decisions where verb = 'propose'`
    expect(await refusal(waiting, against)).toBe('decisions_propose_recommended_only')
  })

  test('the target is the sender of the case and nothing that somebody typed', async () => {
    const typed = (changes: string) => `
      insert into approvals (ticket_id, decision_id, route, account_number, target, email_version, binding, decided_by,
        second_by, drawn_at, hold_hours, state, created_at)
      select ticket_id, decision_id, route, account_number, ${changes}, decided_by, second_by, drawn_at, hold_hours, state,
        now() from approvals`
    expect(await refusal(waiting, typed("'eve@example.net', email_version, binding"))).toBe('approvals_target')
    expect(await refusal(waiting, typed("'chen.gone@example.net', email_version, binding"))).toBe('approvals_target')
    expect(
      await refusal(waiting, typed('target, email_version, binding').replace('hold_hours, state,\n', '1, state,\n')),
    ).toBe('approvals_hold_recommended')
    expect(await refusal(waiting, typed('target, email_version, binding'))).toMatch(
      /approvals_(decision|one_under_way)/,
    )
  })

  test('what was refused is not proposed again on the same evidence', async () => {
    const refuse = "update approvals set state = 'refused', end_reason = 'no', ended_at = now()"
    const again = `
      insert into approvals (ticket_id, decision_id, route, account_number, target, email_version, binding, decided_by,
        second_by, drawn_at, hold_hours, state, created_at)
      select ticket_id, decision_id, route, account_number, target, email_version, binding, decided_by, second_by, drawn_at,
        hold_hours, 'waiting', now() from approvals`
    expect(await refusal(waiting, refuse, again)).toBe('approvals_refused_before')
    expect(await refusal(waiting, refuse.replace("'no'", "' '"))).toBe('approvals_end_says_why')
  })
})

test('the code goes to the address that it confirms, the notice to a channel of the account, and to no other', async () => {
  const letter = (kind: string, to: string) => `
    insert into letters (ticket_id, kind, language, recipient, automatic, day, message_id, approval_id, not_before, created_at)
    select ticket_id, '${kind}', 'en', '${to}', false, '2026-11-22', '<x@desk>', id, now(), now() from approvals`
  expect(await refusal(holding, letter('confirm', chensAddress))).toBe('allowed')
  expect(await refusal(holding, letter('confirm', 'eve@example.net'))).toBe('letters_to_approval')
  expect(await refusal(holding, letter('confirm', 'chen.gone@example.net'))).toBe('letters_to_approval')
  expect(await refusal(holding, letter('hold', 'chen.gone@example.net'))).toBe('allowed')
  expect(await refusal(holding, letter('hold', chensAddress))).toBe('letters_to_approval')
  expect(await refusal(held, letter('confirm', 'mei@example.com'))).toBe('letters_to_approval')
})

test('the auditor reads no code, and the worker confirms no address', async () => {
  const asWorker = holding.worker.sql.unsafe('update approvals set confirmed_at = now()')
  await expect(asWorker).rejects.toMatchObject({ code: '42501' })
  const asAuditor = holding.auditor.sql.unsafe('select code_seed from approvals')
  await expect(asAuditor).rejects.toMatchObject({ code: '42501' })
})
