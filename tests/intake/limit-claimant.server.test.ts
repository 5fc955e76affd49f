import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { treatAsRecovery } from '#app/intake/triage.server.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
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

let house: TestDatabase
beforeEach(async () => {
  house = await openTestDatabase()
  await putAccounts(house, people, now)
})
afterEach(() => house.close())

let written = 0
/** A request for Mei's account, or for another; `of` is the network that hands the mail in. */
function ask(from: string, { number = '29433423', of = '' }: { number?: string; of?: string } = {}): Uint8Array {
  written += 1
  const text = `I forgot my password. My number is ${number}. This is mail ${written}.`
  const mail = plainMail({ from, subject: 'Lost password', text })
  return of === '' ? mail : Buffer.from(mail.toString().replace('mx.example.net by', `mx.example.net ([${of}]) by`))
}
const meis = (number?: string) =>
  sign(Buffer.from(ask('Mei <mei@example.com>', number ? { number } : {})), 'example.com', key, now)

async function takeIn(mails: readonly Uint8Array[], { at = now, most = 10, backfilled = false } = {}) {
  await house.worker.db.transaction(async (tx) => {
    for (const bytes of mails) await putRawMail(tx, { bytes, arrivedAt: at })
    if (backfilled) await tx.update(rawMails).set({ backfilled: true })
  })
  const desk = testDesk({ zone, now: at })
  while ((await takeInMails(house.worker.db, desk, most)) > 0);
  return house.worker.db.select().from(tickets).orderBy(asc(tickets.id))
}

const states = (rows: Awaited<ReturnType<typeof takeIn>>) => rows.map(({ state }) => state)

test.each([1, 10])(
  'a fourth mail of the day by the same proved sender joins his newest case (batches of %i)',
  async (most) => {
    const rows = await takeIn([await meis(), await meis(), await meis(), await meis(), await meis()], { most })
    expect(states(rows)).toEqual(['new', 'new', 'new'])
    expect(rows.map(({ version }) => version)).toEqual([1, 1, 3])
    const stored = await house.worker.db
      .select({ ticketId: messages.ticketId })
      .from(messages)
      .orderBy(asc(messages.id))
    expect(stored.map(({ ticketId }) => ticketId)).toEqual([20_001, 20_002, 20_003, 20_003, 20_003])
  },
)

test('one about another account is set aside with the reason, whole, and an agent can take it for what it is', async () => {
  const rows = await takeIn([await meis(), await meis(), await meis(), await meis('10002')])
  expect(states(rows)).toEqual(['new', 'new', 'new', 'set_aside'])
  const last = rows[3]
  expect(last).toMatchObject({ category: 'other', recommendation: null, accountNumber: null, claimedAccount: '10002' })
  const [raw] = await house.worker.db.select().from(rawMails).where(eq(rawMails.id, 4))
  expect(raw).toMatchObject({ state: 'done', kind: 'recovery', reason: 'its sender opened 3 cases within a day' })
  expect(raw?.trace.map(({ step }) => step).slice(-2)).toEqual(['limit', 'place'])
  const ana = await hire(house, 'Ana', 'agent')
  const request = { ticketId: last?.id ?? 0, version: 1, person: ana, now, deskAddress: 'support@latchkey.example' }
  expect(await treatAsRecovery(house.web.db, request)).toEqual({ version: 2 })
  const [taken] = await house.worker.db
    .select()
    .from(tickets)
    .where(eq(tickets.id, last?.id ?? 0))
  expect(taken).toMatchObject({ state: 'new', category: 'recovery', accountNumber: '10002' })
})

test('the next day there are three more', async () => {
  await takeIn([await meis(), await meis(), await meis(), await meis('10002')])
  const rows = await takeIn([await meis()], { at: new Date(now.getTime() + 86_400_001) })
  expect(states(rows)).toEqual(['new', 'new', 'new', 'set_aside', 'new'])
})

test('nothing that is sent in the owner’s name uses up her cases of the day', async () => {
  const forged = Array.from({ length: 9 }, () => ask('Mei <mei@example.com>'))
  const rows = await takeIn([...forged, await meis()])
  expect(states(rows).filter((state) => state === 'new')).toHaveLength(4)
  expect(rows.at(-1)).toMatchObject({ state: 'new', senderLevel: 'strong', version: 1 })
})

test('a sender whom nothing proves is counted by network, so that his own mail comes through', async () => {
  const forged = Array.from({ length: 5 }, () => ask('Chen <chen@unsigned.example>', { of: '198.51.100.7' }))
  const rows = await takeIn([...forged, ask('Chen <chen@unsigned.example>', { of: '203.0.113.9' })])
  expect(states(rows)).toEqual(['new', 'new', 'new', 'set_aside', 'set_aside', 'new'])
})

test('others for the same account have their own, however many they are', async () => {
  const crowd = Array.from({ length: 12 }, (_, index) => ask(`Eve <eve${index}@example.net.example>`))
  const rows = await takeIn([...crowd, await meis()])
  expect(new Set(states(rows))).toEqual(new Set(['new']))
})

test('old mail of a mailbox that was just connected is not limited', async () => {
  const rows = await takeIn([await meis(), await meis(), await meis(), await meis('10002')], { backfilled: true })
  expect(states(rows)).toEqual(['new', 'new', 'new', 'new'])
})

test('mails that ask for no account open no case of a claimant', async () => {
  const question = () => {
    written += 1
    return plainMail({
      from: 'Bo <bo@example.org>',
      subject: `Opening hours ${written}`,
      text: `When are you open? ${written}`,
    })
  }
  const rows = await takeIn([question(), question(), question(), question()])
  expect(states(rows)).not.toContain('set_aside')
})
