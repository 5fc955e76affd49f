import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readHealth } from '#app/mailboxes/health.server.ts'
import { compareMailboxes } from '#app/mailboxes/nightly.server.ts'
import { placeOf, sealSecret } from '#app/mailboxes/secrets.server.ts'
import { watchMailboxes } from '#app/mailboxes/watch.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { dovecotUser } from '#scripts/dovecot.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { keptMails } from '#tests/imap/reading.ts'
import { openScenes } from '#tests/imap/scene.ts'

let house: TestDatabase
const db = () => house.worker.db
const { scene, clear } = openScenes(db)
beforeEach(async () => {
  house = await openTestDatabase()
})
afterEach(async () => {
  await clear()
  await house.close()
})

const key = randomBytes(32)
const now = new Date()
const night = () => compareMailboxes(db(), { key, now, signal: new AbortController().signal })
const alarms = async () =>
  (await readHealth(house.web.db, now)).alarms.map(({ kind, details }) => ({ kind, ...details }))

/** A mailbox whose mails are all kept, with nobody reading it. */
async function allKept(mails: number) {
  const made = await scene({}, { mails }, { reading: false })
  const secret = sealSecret(dovecotUser.password, key, placeOf(made.mailbox))
  await db().update(mailboxes).set({ secret }).where(eq(mailboxes.id, made.mailbox.id))
  const reader = made.read()
  await made.kept(mails)
  await reader.stop()
  const lose = (uid: number) =>
    house.owner.db.delete(rawMails).where(and(eq(rawMails.mailboxId, made.mailbox.id), eq(rawMails.uid, uid)))
  return { ...made, lose }
}

test('a night without a gap raises nothing', async () => {
  await allKept(3)
  expect(await night()).toEqual({ compared: 1, gaps: 0 })
  expect(await alarms()).toEqual([])
})

test('a gap is closed and is an alarm all the same, until a night finds none', async () => {
  const { lose, mailbox } = await allKept(4)
  await lose(2)
  await lose(3)
  expect(await night()).toEqual({ compared: 1, gaps: 2 })
  expect(await alarms()).toEqual([{ kind: 'gap', missing: 2, fetched: 2, foreign: 0, uids: [2, 3] }])
  expect((await keptMails(db(), mailbox)).map(({ uid }) => uid).toSorted()).toEqual([1, 2, 3, 4])
  expect(await night()).toEqual({ compared: 1, gaps: 0 })
  expect(await alarms()).toEqual([])
})

test('a server swapped for another with the same numbering is told by the dates of its mails', async () => {
  const { server } = await allKept(3)
  for (const mail of server.mails) mail.internalDate = '01-Jan-2020 08:00:00 +0000'
  await night()
  expect(await alarms()).toEqual([{ kind: 'gap', missing: 0, fetched: 0, foreign: 3, uids: [1, 2, 3] }])
})

test('a mailbox that cannot be compared is an alarm with the server’s own words, and the others are compared', async () => {
  const { server, mailbox, lose } = await allKept(2)
  const other = await allKept(2)
  await other.lose(1)
  server.behaviour.atLogin = () => 'NO [AUTHENTICATIONFAILED] not today'
  expect(await night()).toEqual({ compared: 1, gaps: 1 })
  expect(await alarms()).toContainEqual({ kind: 'not compared', words: expect.stringMatching(/not today/) })
  server.behaviour.atLogin = () => null
  await lose(2)
  await night()
  expect((await alarms()).map(({ kind }) => kind)).toEqual(['gap'])
  expect((await keptMails(db(), mailbox)).map(({ uid }) => uid).toSorted()).toEqual([1, 2])
})

test('mails that are done and lie beside no case are an alarm', async () => {
  await allKept(2)
  await db().update(rawMails).set({ state: 'done', kind: 'recovery' }).where(eq(rawMails.uid, 1))
  await night()
  expect(await alarms()).toEqual([{ kind: 'unplaced', mails: 1 }])
})

test('a mailbox whose reader gets nowhere is an alarm, whatever it says of itself; a paused one is not', async () => {
  const { mailbox } = await allKept(1)
  expect(await watchMailboxes(db(), now)).toBe(0)
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  expect(await watchMailboxes(db(), later(20))).toBe(1)
  expect((await alarms()).map(({ kind }) => kind)).toEqual(['silent'])
  await db()
    .update(mailboxes)
    .set({ lastSuccessAt: later(20) })
    .where(eq(mailboxes.id, mailbox.id))
  expect(await watchMailboxes(db(), later(21))).toBe(0)
  expect(await alarms()).toEqual([])
  await db().update(mailboxes).set({ state: 'paused' }).where(eq(mailboxes.id, mailbox.id))
  expect(await watchMailboxes(db(), later(60))).toBe(0)
})
