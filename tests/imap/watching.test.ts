import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { retryFailedMails } from '#app/mailboxes/failed.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { keepAna } from '#tests/resets/reset-case.ts'
import { keptMails, mailAbout, until } from './reading.ts'
import { openScenes } from './scene.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const db = () => house.worker.db
const { scene, clear } = openScenes(db)
afterEach(clear)

test.each([
  ['LOGIN', /the sign-in within 1 seconds/],
  ['EXAMINE', /EXAMINE within 1 seconds/],
  ['UID SEARCH', /SEARCH within 1 seconds/],
  ['UID FETCH', /FETCH within 1 seconds/],
])(
  'a server that chats on and never answers %s is left after a bounded time, and read when it is well',
  async (command, words) => {
    const { server, failing, kept } = await scene(
      { ignores: [command] },
      { mails: 2, pace: { operationTimeoutMs: 1000, socketTimeoutMs: 60_000, firstRestMs: 1 } },
    )
    expect((await failing()).lastError).toMatch(words)
    server.behaviour.ignores = []
    await kept(2)
  },
)

test('a reader that gets nowhere begins again, though its link stands', async () => {
  const { failing, server, kept } = await scene(
    { ignores: ['UID FETCH'] },
    { mails: 1, pace: { stallMs: 500, operationTimeoutMs: 60_000, socketTimeoutMs: 60_000, firstRestMs: 1 } },
  )
  expect((await failing()).lastError).toMatch(/Nothing moved for/)
  server.behaviour.ignores = []
  await kept(1)
})

test('a reader whose lease is taken stops at once, in the middle of a mailbox, and keeps nothing after', async () => {
  const { server, mailbox, read, looked, row, kept, subjects } = await scene(
    {},
    { pace: { leaseMs: 60_000, socketTimeoutMs: 60_000 } },
    { reading: false },
  )
  const first = read({ leaseMs: 60_000, socketTimeoutMs: 60_000 })
  await looked()
  await db().update(mailboxes).set({ leaseHolder: 'another host' }).where(eq(mailboxes.id, mailbox.id))
  server.deliver(mailAbout('after the lease'))
  expect(await first.ended).toBe('not ours')
  expect(await subjects()).toEqual([])
  expect((await row()).leaseHolder).toBe('another host')
  await db().update(mailboxes).set({ leaseHolder: null, leaseUntil: null }).where(eq(mailboxes.id, mailbox.id))
  read()
  await kept(1)
})

test('of two workers on one server each reads its own mailboxes, and takes over those of one that fell silent', async () => {
  const pace = { leaseMs: 4_000 }
  const one = await scene({}, { mails: 1, pace }, { reading: false })
  const [dead, alive] = [one.read(pace), one.read(pace)]
  expect(await Promise.race([dead.ended, alive.ended])).toBe('not ours')
  await one.kept(1)
  const held = (await one.row()).leaseHolder
  // The holder's machine is gone: nobody renews and nobody gives back.
  await db()
    .update(mailboxes)
    .set({ leaseHolder: `${held} gone` })
    .where(eq(mailboxes.id, one.mailbox.id))
  await Promise.all([dead.ended, alive.ended])
  const third = one.read(pace)
  const taken = await Promise.race([
    third.ended,
    until(async () => (await one.row()).leaseHolder !== `${held} gone`, 'the lease').then(() => 'taken'),
  ])
  expect(taken).toBe('not ours')
  await until(async () => ((await one.row()).leaseUntil ?? new Date()) < new Date(), 'the end of the lease')
  one.server.deliver(mailAbout('mail 2'))
  one.read(pace)
  await one.kept(2)
  expect(await one.subjects()).toEqual(['mail 1', 'mail 2'])
})

test('"Run again" on a mail that could not be fetched has its reader fetch it at once', async () => {
  const bell = new EventTarget()
  const { server, mailbox, kept } = await scene(
    { atBody: (uid) => (uid === 2 ? 'refuse' : null) },
    { mails: 3, pace: { bell, socketTimeoutMs: 60_000 } },
  )
  await kept(2)
  const staffId = await keepAna(house)
  const failed = async () => (await keptMails(db(), mailbox)).find(({ uid }) => uid === 2)
  const run = async () => {
    const retried = await retryFailedMails(house.web.db, {
      id: (await failed())?.id ?? 0,
      staffId,
      now: new Date(),
    })
    bell.dispatchEvent(new Event('news'))
    return retried
  }
  expect(await run()).toEqual({ read: 0, fetched: 1 })
  const again = await until(async () => {
    const mail = await failed()
    return mail && mail.refetchAskedAt === null && mail
  }, 'the second refusal')
  expect(again).toMatchObject({ state: 'failed', attempts: 1, reason: expect.stringMatching(/cannot read this one/) })
  server.behaviour.atBody = () => null
  await run()
  await kept(3)
  expect(await failed()).toMatchObject({ state: 'received', subject: 'mail 2', reason: null, failedStep: null })
})

test('a mail that is no longer on the server says so when it is asked for again', async () => {
  const bell = new EventTarget()
  const { server, mailbox, kept } = await scene(
    { atBody: (uid) => (uid === 2 ? 'leave out' : null) },
    { mails: 3, pace: { bell, socketTimeoutMs: 60_000 } },
  )
  await kept(2)
  server.mails.splice(1, 1)
  const [failed] = (await keptMails(db(), mailbox)).filter(({ state }) => state === 'failed')
  await db()
    .update(rawMails)
    .set({ refetchAskedAt: new Date() })
    .where(eq(rawMails.id, failed?.id ?? 0))
  bell.dispatchEvent(new Event('news'))
  await until(
    async () => (await keptMails(db(), mailbox)).some(({ reason }) => /no longer has it/.test(reason ?? '')),
    'the word',
  )
})
