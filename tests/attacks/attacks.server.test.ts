import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Attack } from '#app/attacks/attack.ts'
import { findAttacks } from '#app/attacks/attacks.server.ts'
import { putAssessment, putClaim, putMessage, putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { keepAna, keepMei } from '#tests/resets/reset-case.ts'

const now = new Date('2026-11-22T10:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const eve = 'eve@example.org'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const opened = (sender: string, account: string, days: number, stopped = false) =>
  putTicket(database, {
    senderAddress: sender,
    claimedAccount: account,
    openedAt: daysAgo(days),
    ...(stopped && { recommendation: 'stop' as const }),
  })

const shown = (attacks: readonly Attack[]) =>
  attacks.map(({ common, count, cases, stopped }) => ({ common, count, cases, stopped }))

test('a quiet month shows nothing', async () => {
  await opened('mei@example.com', '29433423', 1)
  for (const found of Object.values(await findAttacks(database.web.db, now))) expect(found).toEqual([])
})

test('one sender about many accounts is shown with when his stop ends; what is older than thirty days is not counted', async () => {
  for (const [index, account] of ['10001', '10002', '10003', '10004', '10005'].entries())
    await opened(eve, account, index + 1, index === 0)
  await opened(eve, '10006', 31)
  await opened('bo@example.net', '10001', 2)
  await opened('bo@example.net', '10002', 2)
  const { sender_many_accounts: found } = await findAttacks(database.web.db, now)
  expect(shown(found)).toEqual([{ common: eve, count: 5, cases: 5, stopped: 1 }])
  expect(found[0]?.stopEndsAt).toEqual(daysAgo(5 - 30))
})

test('one account that three senders want is shown, two senders are not', async () => {
  await opened('another@example.net', '10001', 3)
  const { account_many_senders: found } = await findAttacks(database.web.db, now)
  expect(shown(found)).toEqual([{ common: '10001', count: 3, cases: 3, stopped: 1 }])
})

test('one contact address in the cases of three accounts is shown', async () => {
  for (const account of ['20001', '20002', '20003', '20003']) {
    const ticketId = await opened(`somebody-${account}@example.net`, account, 1)
    const messageId = await putMessage(database, ticketId, 'somebody@example.net', daysAgo(1))
    await putClaim(database, { ticketId, messageId, kind: 'contact_email', value: 'drop@example.org' })
  }
  const { contact_many_accounts: found } = await findAttacks(database.web.db, now)
  expect(shown(found)).toEqual([{ common: 'drop@example.org', count: 3, cases: 4, stopped: 0 }])
})

test('more than twenty friend numbers in one case are a spray', async () => {
  const ticketId = await opened('bo@example.net', '30001', 1)
  const messageId = await putMessage(database, ticketId, 'bo@example.net', daysAgo(1))
  for (let number = 0; number < 20; number += 1)
    await putClaim(database, { ticketId, messageId, kind: 'friend_numbers', value: String(40_000 + number) })
  expect((await findAttacks(database.web.db, now)).friend_spray).toEqual([])
  await putClaim(database, { ticketId, messageId, kind: 'friend_numbers', value: '50000' })
  expect(shown((await findAttacks(database.web.db, now)).friend_spray)).toEqual([
    { common: String(ticketId), count: 21, cases: 1, stopped: 0 },
  ])
})

test('two new cases after a refusal are shown, those before it are not', async () => {
  const ana = await keepAna(database)
  const { number: account } = await keepMei(database)
  const refused = await opened(eve, account, 9)
  const { id, inputsHash } = await putAssessment(database, refused)
  await database.owner.sql`insert into decisions
    (ticket_id, ticket_version, verb, staff_id, account_number, route, recommendation, override, reason, assessment_id, evidence_hash, decided_at)
    values (${refused}, 1, 'deny', ${ana}, ${account}, 'none', 'deny', false, '', ${id}, ${Buffer.from(inputsHash)}, ${daysAgo(8).toISOString()})`
  await opened(eve, account, 7)
  expect((await findAttacks(database.web.db, now)).retries_after_refusal).toEqual([])
  await opened(eve, account, 6)
  const { retries_after_refusal: found } = await findAttacks(database.web.db, now)
  expect(shown(found)).toEqual([{ common: account, count: 2, cases: 2, stopped: 0 }])
})
