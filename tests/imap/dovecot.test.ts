import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Dovecot, startDovecot } from '#scripts/dovecot.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox, keptMails, mailAbout, type Reader, readRow, startReading, until } from './reading.ts'

let house: TestDatabase
let server: Dovecot
const readers: Reader[] = []
const read = (...given: Parameters<typeof startReading>) => {
  const reader = startReading(...given)
  readers.push(reader)
  return reader
}

beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())
beforeEach(async () => {
  server = await startDovecot()
})
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.stop()))
  await server.stop()
})

const db = () => house.worker.db
/** A mailbox that is added then: whatever arrives in this test lay there before. */
const inAMinute = () => new Date(Date.now() + 60_000)

test('a mail that arrives is kept at once, by IDLE and long before the poll', async () => {
  const mailbox = await addMailbox(db(), server.port)
  read(db(), mailbox, { socketTimeoutMs: 60_000 })
  await until(async () => (await readRow(db(), mailbox)).lastSuccessAt, 'the first look')
  await new Promise((resolve) => setTimeout(resolve, 300))

  const began = Date.now()
  await server.append(mailAbout('I forgot my password'))
  const [mail] = await until(
    async () => (await keptMails(db(), mailbox)).length > 0 && keptMails(db(), mailbox),
    'the mail',
  )
  expect(Date.now() - began).toBeLessThan(5000)
  expect(mail).toMatchObject({
    subject: 'I forgot my password',
    state: 'received',
    text: mailAbout('I forgot my password'),
  })
})

test('connecting a mailbox passes the mails that are already there, unless a backfill is asked for', async () => {
  for (const number of [1, 2, 3]) await server.append(mailAbout(`old ${number}`))
  const fresh = await addMailbox(db(), server.port)
  const filled = await addMailbox(db(), server.port, { backfill: 'all', host: 'localhost' })
  read(db(), fresh)
  read(db(), filled)
  await until(async () => (await keptMails(db(), filled)).length === 3, 'the backfill')
  await server.append(mailAbout('new'))
  await until(async () => (await keptMails(db(), filled)).length === 4, 'the new mail in one')
  await until(async () => (await keptMails(db(), fresh)).length === 1, 'the new mail in the other')
  expect((await keptMails(db(), fresh)).map(({ subject }) => subject)).toEqual(['new'])
})

test('a reader that starts again goes on at the cursor: nothing lost, nothing twice', async () => {
  const mailbox = await addMailbox(db(), server.port, { backfill: 'all' })
  await server.append(mailAbout('one'))
  const first = read(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 1, 'the first mail')
  expect(await first.stop()).toBe('stopped')

  await server.append(mailAbout('two, while nobody reads'))
  await server.append(mailAbout('three, while nobody reads'))
  read(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 3, 'the mails of the pause')
  await server.append(mailAbout('four'))
  await until(async () => (await keptMails(db(), mailbox)).length === 4, 'the fourth mail')
  expect((await keptMails(db(), mailbox)).map(({ uid }) => uid)).toEqual([1, 2, 3, 4])
  expect((await readRow(db(), mailbox)).lastUid).toBe(4)
})

test('two workers on one mailbox never both read it; the second takes over when the first stops', async () => {
  const mailbox = await addMailbox(db(), server.port)
  const first = read(db(), mailbox)
  await until(async () => (await readRow(db(), mailbox)).lastSuccessAt, 'the first look')
  const second = read(db(), mailbox)
  expect(await second.ended).toBe('not ours')
  await server.append(mailAbout('one'))
  await until(async () => (await keptMails(db(), mailbox)).length === 1, 'the mail')

  await first.stop()
  expect((await readRow(db(), mailbox)).leaseHolder).toBeNull()
  read(db(), mailbox)
  await server.append(mailAbout('two'))
  await until(async () => (await keptMails(db(), mailbox)).length === 2, 'the mail after the change')
  expect((await keptMails(db(), mailbox)).map(({ subject }) => subject)).toEqual(['one', 'two'])
})

test('after a real change of UIDVALIDITY the old mails are known by content and the new ones are kept', async () => {
  const mailbox = await addMailbox(db(), server.port, { backfill: 'all' })
  const reader = read(db(), mailbox)
  for (const subject of ['one', 'two', 'three']) await server.append(mailAbout(subject))
  await until(async () => (await keptMails(db(), mailbox)).length === 3, 'three mails')
  await reader.stop()
  const before = (await readRow(db(), mailbox)).uidvalidity

  await server.renumber()
  await server.append(mailAbout('four'))
  await server.append(mailAbout('five'))
  read(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 8, 'all five again')

  expect((await readRow(db(), mailbox)).uidvalidity).not.toBe(before)
  const mails = await keptMails(db(), mailbox)
  const opened = mails.filter(({ state }) => state === 'received').map(({ subject }) => subject)
  expect(opened).toEqual(['one', 'two', 'three', 'four', 'five'])
  const again = mails.filter(({ duplicateOf }) => duplicateOf !== null)
  expect(again.map(({ subject }) => subject)).toEqual(['one', 'two', 'three'])
  expect(again.every(({ state, reason }) => state === 'done' && reason)).toBe(true)
})

test('reading leaves no trace on the server: no flag is set, nothing is moved', async () => {
  await server.append(mailAbout('unseen'))
  const mailbox = await addMailbox(db(), server.port, { backfill: 'all' })
  read(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 1, 'the mail')
  for (const flags of await server.flags()) expect(flags).not.toContain('\\Seen')
})

test('a folder with a Chinese name is found', async () => {
  await server.createFolder('找回账号')
  await server.append(mailAbout('in the folder'), '找回账号')
  const mailbox = await addMailbox(db(), server.port, { folder: '找回账号', backfill: 'all' })
  read(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 1, 'the mail')
})

test('a wrong password pauses the mailbox with the server’s own words, and is not tried again', async () => {
  const mailbox = await addMailbox(db(), server.port)
  const reader = read(db(), mailbox, { password: 'wrong' })
  expect(await reader.ended).toBe('refused')
  const row = await readRow(db(), mailbox)
  expect(row.state).toBe('auth_failed')
  expect(row.lastError).toMatch(/authentication failed/i)
  expect(row.lastError).not.toContain('wrong')
  expect(row.failingSince).not.toBeNull()
  expect(await read(db(), mailbox).ended).toBe('not ours')
})

test('two hundred and fifty mails come in batches and in order', async () => {
  const subjects = Array.from({ length: 250 }, (_, number) => `mail ${number}`)
  await server.appendAll(subjects.map((subject) => mailAbout(subject)))
  const mailbox = await addMailbox(db(), server.port, { backfill: 'all', createdAt: inAMinute() })
  read(db(), mailbox)
  await until(async () => (await keptMails(db(), mailbox)).length === 250, 'all mails', 30_000)
  expect((await keptMails(db(), mailbox)).map(({ subject }) => subject)).toEqual(subjects)
})
