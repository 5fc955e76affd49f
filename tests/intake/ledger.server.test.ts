import { desc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { key, now, zone } from './drawn-mails.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

vi.setConfig({ testTimeout: 120_000 })

let house: TestDatabase
beforeEach(async () => {
  house = await openTestDatabase()
  await putAccounts(house, [anAccount({ number: '29433423', birthDate: '1990-04-12' })], now)
})
afterEach(() => house.close())

const [right, wrong] = ['I was born on 12 April 1990.', 'I was born on 3 May 1985.']

/** What the newest case is weighed by, after a mail that opens one. */
async function weighed(from: string, says: string, signed = true) {
  const domain = from.split('@')[1] ?? ''
  const text = `I lost my mailbox and my password. My number is 29433423. ${says}`
  const mail = plainMail({ from, subject: 'Lost password', text })
  const bytes = signed ? await sign(Buffer.from(mail), domain, key, now) : mail
  await house.worker.db.transaction((tx) => putRawMail(tx, { bytes, arrivedAt: now }))
  while ((await takeInMails(house.worker.db, testDesk({ zone, now }), 10)) > 0);
  const [newest] = await house.worker.db
    .select({ ticketId: assessments.ticketId, subject: assessments.subject, bits: assessments.bits })
    .from(assessments)
    .orderBy(desc(assessments.id))
    .limit(1)
  const [ticket] = await house.worker.db.select({ id: tickets.id }).from(tickets).orderBy(desc(tickets.id)).limit(1)
  expect(newest?.ticketId).toBe(ticket?.id)
  return newest
}

test('a claimant who states a fact wrong in one case and right in the next is weighed as wrong', async () => {
  await weighed('chen@example.org', wrong)
  const next = await weighed('chen@example.org', right)
  expect(next?.subject).toMatchObject({ facts: { birth_date: 'wrong' }, wrongElsewhere: ['birth_date'] })
})

test.each([
  { says: 'from the address that is not on the account', owner: 'chen@example.org' },
  { says: 'from the registered address', owner: 'mei@example.com' },
])('wrong facts that somebody forges in the name of one who writes $says cost nothing', async ({ owner }) => {
  for (let day = 0; day < 3; day += 1) await weighed(owner, `${wrong} ${day}`, false)
  const own = await weighed(owner, right)
  expect(own?.subject?.facts).toMatchObject({ birth_date: 'exact' })
  expect(own?.subject?.wrongElsewhere).toBeUndefined()
  const undisturbed = await openTestDatabase()
  const disturbed = house
  try {
    house = undisturbed
    await putAccounts(house, [anAccount({ number: '29433423', birthDate: '1990-04-12' })], now)
    expect(own?.bits).toBe((await weighed(owner, right))?.bits)
  } finally {
    house = disturbed
    await undisturbed.close()
  }
})

test('numbers that were no friends in one case stay misses beside those that the same claimant lists in the next', async () => {
  await weighed('chen@example.org', 'My friends are 301234501, 301234502 and 301234503.')
  const next = await weighed('chen@example.org', 'My friends are 301234503 and 301234504.')
  expect(next?.subject?.friends?.listed).toEqual([
    { number: '301234503' },
    { number: '301234504' },
    { number: '301234501', elsewhere: true },
    { number: '301234502', elsewhere: true },
  ])
  const third = await weighed('chen@example.org', 'My friends are 301234505.')
  expect(third?.subject?.friends?.listed).toHaveLength(5)
})
