import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount, chensAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
const hourMs = 3_600_000
const signingKey = makeSigningKey()
const zone = demoZone({ domains: ['example.com', 'example.org'], key: signingKey })
let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
  await putAccounts(database, [anAccount(), chensAccount()], now)
})
afterEach(() => database.close())

const facts = 'My phone number is 13800138000. I was born on 12 April 1990. My real name is Mei Lin.'
const from = 'Mei <mei.lin@example.org>'

async function takeIn(mail: { from: string; text: string; subject?: string; at?: Date }, house = database) {
  const at = mail.at ?? now
  const bytes = Buffer.from(plainMail({ subject: 'Lost password', ...mail }))
  const signed = await sign(bytes, mail.from.replace(/^.*@|>$/g, ''), signingKey, at)
  await house.worker.db.transaction((tx) => putRawMail(tx, { bytes: signed, arrivedAt: at }))
  while ((await takeInMails(house.worker.db, testDesk({ zone, now: at }), 10)) > 0);
  return house.worker.db.select().from(tickets).orderBy(asc(tickets.id))
}

const ask = (more: string) => ({
  from,
  text: `I forgot my password and my number. Please help me to get back in. ${more}`,
})

describe('an account that nobody named', () => {
  test('is found by its facts, and said to be found so', async () => {
    const [ticket] = await takeIn(ask(facts))
    expect(ticket).toMatchObject({ accountNumber: '10001', accountFoundBy: 'phone', claimedAccount: null })
    const [assessment] = await database.worker.db.select().from(assessments)
    expect(assessment).toMatchObject({ accountNumber: '10001', subject: { foundByFacts: true } })
    expect(assessment?.bits).toBeGreaterThan(0)
  })

  test('moves nothing: there is no route, and the person is asked', async () => {
    const [ticket] = await takeIn(ask(facts))
    expect(ticket).toMatchObject({ route: 'none', recommendation: 'ask' })
  })

  test('gives way to the one that the person names later', async () => {
    await takeIn(ask(facts))
    const [ticket] = await takeIn({
      from,
      subject: 'Re: [#20001] Lost password',
      text: 'Now I know: my number is 10002.',
    })
    expect(ticket).toMatchObject({ accountNumber: '10002', accountFoundBy: 'number' })
  })

  test('is found once what is missing is told', async () => {
    const [before] = await takeIn(ask('I have nothing more.'))
    expect(before).toMatchObject({ accountNumber: null, accountFoundBy: null })
    const [after] = await takeIn({ from, subject: 'Re: [#20001] Lost password', text: facts })
    expect(after).toMatchObject({ accountNumber: '10001', accountFoundBy: 'phone', recommendation: 'ask' })
  })

  test('is not found for somebody who asks for a friend', async () => {
    const [ticket] = await takeIn({
      from,
      text: `My friend forgot his password. I write for my friend: please recover my friend's account. ${facts}`,
    })
    expect(ticket).toMatchObject({ accountNumber: null })
  })
})

test('who is found by a number he names is not shown as found by facts', async () => {
  const [ticket] = await takeIn(ask(`My number is 10001. ${facts}`))
  expect(ticket).toMatchObject({ accountNumber: '10001', accountFoundBy: 'number', claimedAccount: '10001' })
})

test('the letters are the same whether an account was found by facts or none', async () => {
  const told = async (text: string) => {
    const house = await openTestDatabase()
    await putAccounts(house, [anAccount(), chensAccount()], now)
    const [ticket] = await takeIn(ask(text), house)
    const sent = await house.worker.db
      .select({ kind: letters.kind, to: letters.recipient, language: letters.language, from: letters.notBefore })
      .from(letters)
    await house.close()
    return { found: ticket?.accountNumber, shown: [ticket?.route, ticket?.recommendation], sent }
  }
  const [found, none] = [
    await told(facts),
    await told(facts.replace('13800138000', '13800138009').replace('1990', '1991')),
  ]
  expect([found.found, none.found]).toEqual(['10001', null])
  expect(found.sent).toHaveLength(1)
  expect({ ...found, found: null }).toEqual({ ...none, found: null })
})

describe('whoever was asked and tries facts', () => {
  const wrong = facts.replace('13800138000', '13800138009').replace('1990', '1991')

  /** Asked in his first case, he answers there, or writes anew. */
  async function tryFacts(first: string, then: string, subject: string) {
    const house = await openTestDatabase()
    await putAccounts(house, [anAccount(), chensAccount()], now)
    await takeIn({ ...ask(first), at: new Date(now.getTime() - 3 * hourMs) }, house)
    const [letter] = await house.owner.db.select().from(letters)
    if (!letter) throw new Error('No letter was written')
    const { id: _id, ...like } = letter
    const at = new Date(now.getTime() - 2 * hourMs)
    const asked = { ...like, kind: 'ask' as const, automatic: false, messageId: '<ask@latchkey.example>', sentAt: at }
    await house.owner.db.insert(letters).values({ ...asked, createdAt: at, notBefore: at, state: 'sent' as const })
    await takeIn({ from, text: 'I have nothing to add.', subject: 'Re: [#20001] Lost password' }, house)
    const last = (await takeIn({ from, text: `I forgot my password. ${then}`, subject }, house)).at(-1)
    await house.close()
    return { found: last?.accountNumber, told: [last?.route, last?.recommendation] }
  }

  test.each([
    ['in the case where he was asked', 'Re: [#20001] Lost password', 'Nothing more.'],
    ['in a case of his own', 'Please help', 'Nothing more.'],
    ['after other facts that fitted', 'Please help', 'My phone number is 13912345678. I was born on 12 March 1958.'],
  ])('is told the same whether they fit or not, %s', async (_where, subject, first) => {
    const [fitting, none] = [await tryFacts(first, facts, subject), await tryFacts(first, wrong, subject)]
    expect([fitting.found, none.found]).toEqual(['10001', null])
    expect(fitting.told).toEqual(none.told)
    expect(fitting.told).toEqual(['none', 'deny'])
  })
})
