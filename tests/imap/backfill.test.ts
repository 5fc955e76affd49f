import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { testDesk } from '#tests/intake/test-desk.ts'
import { keptMails, mailAbout, until } from './reading.ts'
import { openScenes, type Scene } from './scene.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const db = () => house.worker.db
const { scene, clear } = openScenes(db)
afterEach(clear)

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs)

/** A server with mails of the last ten days, oldest first, and a mailbox that is not read yet. */
async function tenDays(mailbox: Parameters<typeof scene>[1] = {}, change: Parameters<typeof scene>[0] = {}) {
  const made = await scene(change, mailbox, { reading: false })
  for (let days = 10; days >= 1; days -= 1) made.server.deliver(mailAbout(`${days} days ago`), daysAgo(days))
  return made
}

const progress = async ({ row }: Scene) => {
  const { backfillDone, backfillTotal } = await row()
  return [backfillDone, backfillTotal]
}
const ended = (made: Scene) =>
  until(async () => {
    const [done, total] = await progress(made)
    return total !== null && done === total
  }, 'the end of the backfill')

test('without a backfill nothing that lay there is fetched, and new mail is', async () => {
  const made = await tenDays({ mailbox: { backfill: 'none' } })
  made.read()
  await made.looked()
  made.server.deliver(mailAbout('new'), new Date())
  await made.kept(1)
  expect(await made.subjects()).toEqual(['new'])
  expect(made.server.commands.filter((command) => command.includes('BODY.PEEK[]'))).toHaveLength(1)
  expect(await made.row()).toMatchObject({ startUid: 11, lastUid: 11, backfillTotal: null })
})

test('mail that came between the adding of the mailbox and its first look is new, however late the look', async () => {
  const made = await tenDays({ mailbox: { backfill: 'none', createdAt: daysAgo(2.5) } })
  made.read()
  await made.kept(2)
  expect(await made.subjects()).toEqual(['2 days ago', '1 days ago'])
  expect((await keptMails(db(), made.mailbox)).map(({ backfilled }) => backfilled)).toEqual([false, false])
})

test('a backfill since a date fetches from that moment on, counts, and marks what it brings', async () => {
  const made = await tenDays({ mailbox: { backfill: 'since', backfillSince: daysAgo(4.5) } })
  made.read()
  await ended(made)
  const mails = await keptMails(db(), made.mailbox)
  expect(mails.map(({ subject }) => subject)).toEqual([4, 3, 2, 1].map((days) => `${days} days ago`))
  expect(mails.every(({ backfilled, state }) => backfilled && state === 'received')).toBe(true)
  expect(await made.row()).toMatchObject({ startUid: 11, lastUid: 10, backfillUid: 10 })
  const [done, total] = await progress(made)
  expect(done).toBe(total)
  made.server.deliver(mailAbout('new'), new Date())
  await made.kept(5)
  expect((await keptMails(db(), made.mailbox)).at(-1)).toMatchObject({ subject: 'new', backfilled: false })
})

test('a server that does not search is backfilled by its list', async () => {
  const made = await tenDays(
    { mailbox: { backfill: 'since', backfillSince: daysAgo(2.5) } },
    { atSearch: () => 'BAD no search here' },
  )
  made.read()
  await ended(made)
  expect(await made.subjects()).toEqual(['2 days ago', '1 days ago'])
})

test('a long backfill never makes new mail wait, and its counts move on the way', async () => {
  const made = await scene({}, {}, { reading: false })
  for (let number = 1; number <= 560; number += 1) made.server.deliver(mailAbout(`old ${number}`), daysAgo(3))
  let seen: (number | null)[] = []
  made.server.behaviour.atBody = (uid) => {
    if (uid === 300) made.server.deliver(mailAbout('new'), new Date())
    return null
  }
  made.read({ socketTimeoutMs: 60_000 })
  await until(
    async () => {
      seen = [...seen, (await progress(made))[0] ?? null]
      const [done, total] = await progress(made)
      return total === 560 && done === total
    },
    'the end of the backfill',
    30_000,
  )
  await until(async () => (await keptMails(db(), made.mailbox)).length === 561, 'the new mail too')
  const order = (await keptMails(db(), made.mailbox)).map(({ subject }) => subject)
  const missing = Array.from({ length: 560 }, (_, at) => `old ${at + 1}`).filter((one) => !order.includes(one))
  expect({ missing, new: order.indexOf('new') }).toEqual({ missing: [], new: 500 })
  expect(order.filter((subject) => subject !== 'new')).toEqual(Array.from({ length: 560 }, (_, at) => `old ${at + 1}`))
  expect(seen.toSorted((one, other) => Number(one) - Number(other))).toEqual(seen)
})

test('a backfill that was cut goes on where it was, and fetches no body twice', async () => {
  const bodies: number[] = []
  let cuts = 3
  const made = await tenDays(
    { pace: { firstRestMs: 1 } },
    {
      atBody: (uid) => {
        bodies.push(uid)
        return uid % 3 === 0 && cuts-- > 0 ? 'reset halfway' : null
      },
    },
  )
  made.read()
  await ended(made)
  expect((await made.subjects()).length).toBe(10)
  const [done, total] = await progress(made)
  expect([done, total]).toEqual([10, 10])
})

test('asked for again from an earlier date, it fetches only what is not kept yet', async () => {
  const made = await tenDays({ mailbox: { backfill: 'since', backfillSince: daysAgo(2.5) } })
  const first = made.read()
  await ended(made)
  await first.stop()
  const again = { backfill: 'since', backfillSince: daysAgo(5.5), backfillUid: 0, backfillDone: 0 } as const
  await db()
    .update(mailboxes)
    .set({ ...again, backfillTotal: null })
    .where(eq(mailboxes.id, made.mailbox.id))
  Object.assign(made.mailbox, again)
  const before = made.server.commands.length
  made.read()
  await ended(made)
  expect((await made.subjects()).toSorted()).toEqual([1, 2, 3, 4, 5].map((days) => `${days} days ago`))
  const fetched = made.server.commands.slice(before).filter((command) => command.includes('BODY.PEEK[]'))
  expect(fetched.join(' ')).not.toMatch(/FETCH [^ ]*\b(9|10)\b/)
})

test('backfilled mail, however young, gets no automatic letter; new mail gets one', async () => {
  // What the other tests kept is not to be taken in here.
  await db().update(rawMails).set({ state: 'done' }).where(eq(rawMails.state, 'received'))
  const key = makeSigningKey()
  const now = new Date()
  const proved = async (name: string) => {
    const written = mailAbout('I lost my password').replace('mei@', `${name}@`)
    const bytes = Buffer.from(written.replace(/^Date: .*$/m, `Date: ${now.toUTCString()}`))
    return (await sign(bytes, 'example.com', key, now)).toString('latin1')
  }
  const made = await scene({}, {}, { reading: false })
  made.server.deliver(await proved('mei'), new Date(now.getTime() - 2 * 3_600_000))
  made.read()
  await ended(made)
  made.server.deliver(await proved('bo'), now)
  await made.kept(2)
  const desk = testDesk({ zone: demoZone({ domains: ['example.com'], key }), now })
  while ((await takeInMails(db(), desk, 10)) > 0);
  const sent = await db().select({ recipient: letters.recipient }).from(letters)
  const told = sent.map(({ recipient }) => recipient).filter((recipient) => /^(mei|bo)@/.test(recipient))
  expect(told).toEqual(['bo@example.com'])
})
