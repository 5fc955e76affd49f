import { asc, desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { splitMail } from '#app/decisions/split.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { settleMailBeside } from '#app/intake/quarantine.server.ts'
import type { Person } from '#app/staff/person.ts'
import { listQueue } from '#app/tickets/queue.server.ts'
import { defaultFilter } from '#app/tickets/queue.ts'
import type { TicketState } from '#app/tickets/ticket.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { hire } from '#tests/tickets/hire.ts'
import { key, now, people, zone } from './drawn-mails.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

vi.setConfig({ testTimeout: 120_000 })

const mei = 'Mei <mei@example.com>'
const eve = 'Eve <eve@example.net.example>'
const noLife = 'I do not want to live any more.'
let house: TestDatabase
let ana: Person

beforeEach(async () => {
  house = await openTestDatabase()
  ana = await hire(house, 'Ana')
  await putAccounts(house, people, now)
})
afterEach(() => house.close())

test.each([
  { says: noLife, state: 'new', difficulty: 'self_harm' },
  { says: 'I will find you and kill you.', state: 'new', difficulty: 'threat' },
  { says: 'I am 12 years old.', state: 'new', difficulty: 'minor' },
  { says: 'My lawyer will write to you.', state: 'set_aside', difficulty: null },
])('one case too many that says "$says" is $state', async ({ says, state, difficulty }) => {
  const asks = [1, 2, 3].map((nth) => ask(eve, `This is mail ${nth}.`))
  await takeIn([...(await Promise.all(asks)), await ask(eve, says)])
  const last = (await readTickets()).at(-1)
  // It is no fourth request of the day: nothing of it is weighed.
  expect(last).toMatchObject({ state, difficulty, category: 'other', accountNumber: null, assessmentId: null })
  expect(await difficult()).toEqual(difficulty === null ? [] : [last?.id])
})

test('no words bring a sender who proves himself another automatic letter of the day', async () => {
  await takeIn(await Promise.all([1, 2, 3].map((nth) => ask(mei, `This is mail ${nth}.`))))
  const before = await house.web.db.$count(letters)
  expect(before).toBeGreaterThan(0)
  const text = `I forgot my password. My number is 10002. ${noLife}`
  await takeIn([await sign(Buffer.from(plainMail({ from: mei, subject: 'Help', text })), 'example.com', key, now)])
  expect((await readTickets()).at(-1)).toMatchObject({ state: 'new', category: 'other', difficulty: 'self_harm' })
  expect(await house.web.db.$count(letters)).toBe(before)
})

test.each<TicketState>(['new', 'link_sent', 'waiting', 'done', 'closed', 'denied', 'set_aside'])(
  'a mail beside a case that is %s shows there what it says, and the case is seen',
  async (state) => {
    await takeIn([await ask(mei, 'Please help.')])
    const [opened] = await readTickets()
    await house.owner.db.update(tickets).set({ state })
    await takeIn([await beside(opened?.id ?? 0, noLife)])
    const [after] = await readTickets()
    expect(after).toMatchObject({ difficulty: 'self_harm', quarantinedMails: 1 })
    expect(after?.state).toBe(state === 'link_sent' || state === 'waiting' ? state : 'new')
    expect(await difficult()).toEqual([opened?.id])
  },
)

test('a mail beside a case that says nothing hard leaves what the case shows, and wakes nothing', async () => {
  await takeIn([await ask(mei, noLife)])
  const [opened] = await readTickets()
  await house.owner.db.update(tickets).set({ state: 'closed' })
  await takeIn([
    await beside(opened?.id ?? 0, 'My nickname is Raindrop.'),
    await beside(opened?.id ?? 0, 'My lawyer will write to you.'),
  ])
  expect(await readTickets()).toMatchObject([
    { difficulty: 'self_harm', state: 'closed', quarantinedMails: 2, version: opened?.version, changedAt: now },
  ])
})

test.each([
  { first: 'My lawyer will write to you.', later: noLife, shows: 'self_harm' },
  { first: noLife, later: 'My lawyer will write to you.', shows: 'self_harm' },
])('a case that says "$first" and later "$later" shows $shows', async ({ first, later, shows }) => {
  await takeIn([await ask(mei, first)])
  const [opened] = await readTickets()
  await takeIn([await ask(mei, later, `Re: [#${opened?.id}] Lost password`)])
  expect(await readTickets()).toMatchObject([{ difficulty: shows }])
})

test('an absence note that quotes despair marks nobody', async () => {
  await takeIn([await ask(mei, 'Please help.')])
  const [opened] = await readTickets()
  const subject = `Away [#${opened?.id}]`
  await takeIn([plainMail({ from: eve, subject, text: noLife, headers: ['Auto-Submitted: auto-replied'] })])
  expect((await readTickets())[0]).toMatchObject({ difficulty: null, quarantinedMails: 0 })
})

test.each(['separate', 'set-aside'] as const)(
  'a mail beside a case that goes (%s) takes with it what it said',
  async (verb) => {
    await takeIn([await ask(mei, 'My lawyer will write to you.')])
    const [opened] = await readTickets()
    const ticketId = opened?.id ?? 0
    await takeIn([await beside(ticketId, noLife)])
    const [raised] = await readTickets()
    expect(raised?.difficulty).toBe('self_harm')
    const mailId = await newestMail()
    const asked = { verb, ticketId, mailId, version: raised?.version ?? 0, person: ana, now }
    expect(await settleMailBeside(house.web.db, asked)).toHaveProperty('ticketId')
    const [after, own] = await readTickets()
    expect(after).toMatchObject({ difficulty: 'legal', quarantinedMails: 0 })
    expect(own?.difficulty).toBe(verb === 'separate' ? 'self_harm' : null)
  },
)

test('a mail that is split off takes with it what it said, and leaves what others said', async () => {
  await takeIn([await ask(mei, 'Please help.')])
  const [opened] = await readTickets()
  const ticketId = opened?.id ?? 0
  const subject = `Re: [#${ticketId}] Lost password`
  await takeIn([await ask(mei, 'I am 12 years old.', subject)])
  await takeIn([await ask(mei, 'I will find you and kill you.', subject)])
  expect((await readTickets())[0]?.difficulty).toBe('threat')
  const split = async () => {
    const [{ version = 0 } = {}] = await readTickets()
    const asked = { ticketId, mailId: await newestMail(ticketId), version, person: ana, now }
    expect(await splitMail(house.web.db, asked)).toHaveProperty('ticketId')
    return (await readTickets())[0]?.difficulty
  }
  expect(await split()).toBe('minor')
  expect(await split()).toBeNull()
})

async function newestMail(ticketId?: number): Promise<number> {
  const of = ticketId === undefined ? undefined : eq(messages.ticketId, ticketId)
  const [mail] = await house.web.db
    .select({ id: messages.id })
    .from(messages)
    .where(of)
    .orderBy(desc(messages.id))
    .limit(1)
  return mail?.id ?? 0
}

/** A request that its domain signed, where it is one of ours. */
async function ask(from: string, says: string, subject = 'Lost password'): Promise<Uint8Array> {
  const mail = plainMail({ from, subject, text: `I forgot my password. My number is 29433423. ${says}` })
  return from === mei ? sign(Buffer.from(mail), 'example.com', key, now) : mail
}

function beside(ticketId: number, says: string): Promise<Uint8Array> {
  return ask(eve, says, `Re: [#${ticketId}] Lost password`)
}

async function takeIn(mails: readonly Uint8Array[]): Promise<void> {
  await house.worker.db.transaction(async (tx) => {
    for (const bytes of mails) await putRawMail(tx, { bytes, arrivedAt: now })
  })
  while ((await takeInMails(house.worker.db, testDesk({ zone, now }), 10)) > 0);
}

function readTickets() {
  return house.web.db.select().from(tickets).orderBy(asc(tickets.id))
}

/** The cases that agents find under "difficult". */
async function difficult(): Promise<number[]> {
  const { rows } = await listQueue(house.web.db, { ...defaultFilter, view: 'difficult' }, null, ana, now)
  return rows.map(({ id }) => id)
}
