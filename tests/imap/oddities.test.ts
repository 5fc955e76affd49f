import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
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

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `mail ${at + 1}`)

test('id-before-select: we say who we are after the sign-in, where NetEase wants it', async () => {
  const { kept } = await scene(
    {
      atSelect: ({ introduced }) =>
        introduced ? null : 'NO SELECT Unsafe Login. Please contact kefu@188.com for help',
    },
    { mails: 1 },
  )
  await kept(1)
})

test('id-before-select: where even that does not help, the server’s own words are shown', async () => {
  const { row } = await scene({ atSelect: () => 'NO SELECT Unsafe Login. Please contact kefu@188.com for help' })
  const failing = await until(async () => ((await row()).failingSince ? row() : null), 'the failure')
  expect(failing.lastError).toMatch(/Unsafe Login/)
  expect(failing.state).toBe('active')
})

test('no-idle: new mail is found by polling', async () => {
  const { server, kept, looked } = await scene({ capabilities: ['IMAP4rev1', 'ID'] }, { mailbox: { pollSeconds: 1 } })
  await looked()
  server.deliver(mailAbout('polled'))
  await kept(1, 3000)
  expect(server.commands).not.toContain('IDLE')
})

test('throttle-reconnect: one connection serves many polls, and refusals are met with growing rests', async () => {
  let open = true
  const { server, kept, looked } = await scene(
    { capabilities: ['IMAP4rev1'], refuses: () => !open },
    { mailbox: { pollSeconds: 1 }, pace: { firstRestMs: 100, socketTimeoutMs: 400 } },
  )
  await looked()
  await new Promise((resolve) => setTimeout(resolve, 1200))
  expect(server.logins).toBe(1)
  open = false
  server.cutAll()
  server.deliver(mailAbout('during the pause'))
  const before = server.connections
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect(server.connections - before).toBeLessThanOrEqual(6)
  open = true
  await kept(1, 8000)
})

test('too-many-connections: it is no wrong password; the mailbox waits, says so, and recovers', async () => {
  const { server, kept, row } = await scene(
    { atLogin: (logins) => (logins < 3 ? 'NO [ALERT] Too many simultaneous connections. (Failure)' : null) },
    { mails: 1, pace: { firstRestMs: 200 } },
  )
  const failing = await until(async () => ((await row()).failingSince ? row() : null), 'the failure')
  expect(failing).toMatchObject({ state: 'active', lastError: expect.stringMatching(/Too many simultaneous/) })
  await kept(1)
  await until(async () => (await row()).failingSince === null, 'the recovery')
  expect((await row()).lastError).toBeNull()
  expect(server.logins).toBe(3)
})

test('uid-star-returns-last: the last mail, given again, is no new mail', async () => {
  const { server, kept, subjects } = await scene({}, { mails: 2, mailbox: { pollSeconds: 1 } })
  await kept(2)
  const polls = () => server.commands.filter((command) => command.startsWith('UID FETCH 3:*')).length
  await until(async () => polls() >= 2, 'two polls beyond the end')
  expect(await subjects()).toEqual(numbered(2))
})

test('fetch-item-order and size-lies: neither the order nor the size of a mail is believed', async () => {
  const { kept, subjects } = await scene({ shuffledItems: true, sizeFactor: 3 }, { mails: 5 })
  await kept(5)
  expect(await subjects()).toEqual(numbered(5))
})

test('size-lies: a mail that is said to be too large is fetched whole where it is not', async () => {
  const { kept } = await scene({ sizeFactor: 3 }, { mails: 1, pace: { maxMailBytes: 200 } })
  await kept(1)
})

test('a mail that is too large is kept by its head, and its failure says so', async () => {
  const { server, mailbox } = await scene({}, { pace: { maxMailBytes: 2000 }, mailbox: { pollSeconds: 1 } })
  server.deliver(mailAbout('huge', 'x'.repeat(5000)))
  await until(async () => (await keptMails(db(), mailbox)).some(({ state }) => state === 'failed'), 'the failure')
  const [mail] = await keptMails(db(), mailbox)
  expect(mail?.reason).toMatch(/^The mail has \d{4} bytes; only the first 400 are kept\.$/)
  expect(mail?.text.length).toBeLessThanOrEqual(400)
})

test('idle-early-exists: a mail told before IDLE is acknowledged is noticed', async () => {
  const { server, kept } = await scene({ early: mailAbout('early') }, { pace: { socketTimeoutMs: 60_000 } })
  await kept(1, 5000)
  expect(server.connections).toBe(1)
})

test('half-open: a link that died without a word is noticed, and nothing is lost', async () => {
  const { server, kept, looked } = await scene({ deafAfterIdle: true })
  await looked()
  await until(async () => server.commands.includes('IDLE'), 'IDLE')
  server.behaviour.deafAfterIdle = false
  server.deliver(mailAbout('said to nobody'))
  await kept(1, 6000)
  expect(server.connections).toBe(2)
})

test('close-in-fetch: half a mail is never kept; it is fetched again whole', async () => {
  let cuts = 2
  const { kept, subjects, mailbox } = await scene(
    { atBody: (uid) => (uid === 2 && cuts-- > 0 ? 'reset halfway' : null) },
    { mails: 3 },
  )
  await kept(3)
  expect(await subjects()).toEqual(numbered(3))
  expect((await keptMails(db(), mailbox)).map(({ text }) => text)).toEqual(
    numbered(3).map((subject) => mailAbout(subject)),
  )
})

test('client-not-reusable: twenty cuts in a row, and still one connection and every mail', async () => {
  const { server, kept, subjects } = await scene({}, { pace: { firstRestMs: 1 } })
  for (let number = 1; number <= 20; number += 1) {
    server.deliver(mailAbout(`mail ${number}`))
    await kept(number)
    server.cutAll()
  }
  expect(await subjects()).toEqual(numbered(20))
  await until(async () => server.open() === 1, 'one open connection')
})

test('command-inside-fetch-loop: three mails are in within seconds', async () => {
  const { kept } = await scene({}, { mails: 3 })
  await kept(3, 5000)
})

test('empty-mailbox: nothing there is no error', async () => {
  const { row, looked, server } = await scene({})
  await looked()
  expect((await row()).failingSince).toBeNull()
  expect(server.commands.some((command) => command.startsWith('UID FETCH'))).toBe(false)
})

test('uidvalidity-change: the same mails under new numbers are known, the two new ones are kept', async () => {
  const { server, mailbox, kept, subjects } = await scene({}, { mails: 3, mailbox: { pollSeconds: 1 } })
  await kept(3)
  server.uidvalidity = 8
  server.mails.reverse()
  for (const [at, mail] of server.mails.entries()) mail.uid = 11 + at
  server.deliver(mailAbout('mail 4'))
  server.deliver(mailAbout('mail 5'))
  await kept(5)
  expect(await subjects()).toEqual(numbered(5))
  const repeats = (await keptMails(db(), mailbox)).filter(({ duplicateOf }) => duplicateOf !== null)
  expect(repeats.map(({ subject }) => subject).toSorted()).toEqual(numbered(3))
})

test('no-rfc822, bad-bodystructure-nil, raw-utf8-envelope: only UID, size, date and BODY.PEEK[] are ever asked for', async () => {
  const { server, kept } = await scene({}, { mails: 2 })
  await kept(2)
  const asked = server.commands.filter((command) => command.startsWith('UID FETCH'))
  expect(asked.length).toBeGreaterThan(0)
  for (const command of asked) expect(command).not.toMatch(/BODYSTRUCTURE|ENVELOPE|RFC822[ )]|BODY\[/)
  expect(server.commands.some((command) => /^(STORE|UID STORE|SELECT|EXPUNGE)/.test(command))).toBe(false)
})

test('bye-system-error: a BYE in the middle loses and doubles nothing', async () => {
  let byes = 2
  const { kept, subjects } = await scene({ atBody: (uid) => (uid === 3 && byes-- > 0 ? 'bye' : null) }, { mails: 4 })
  await kept(4)
  expect(await subjects()).toEqual(numbered(4))
})

test('auth-but-not-connected: a store that is away for a while is waited for', async () => {
  let refusals = 3
  const { kept, row } = await scene(
    { atSelect: () => (refusals-- > 0 ? 'BAD User is authenticated but not connected.' : null) },
    { mails: 1 },
  )
  await kept(1)
  expect((await row()).state).toBe('active')
})

test('arrival-delay: a mail that shows only after NOOP, IDLE or SELECT is noticed', async () => {
  const { server, kept, looked } = await scene({ hidesNew: true }, { mailbox: { pollSeconds: 1 } })
  await looked()
  server.deliver(mailAbout('hidden'))
  await kept(1)
})

test('mutf7-folders: a folder is found by its Chinese name', async () => {
  const { kept } = await scene(
    { folders: ['INBOX', '&dcVr0mWHTvZZOQ-'] },
    { mails: 1, mailbox: { folder: '病毒文件夹' } },
  )
  await kept(1)
})

test('a server that gives no UIDNEXT is started at its last mail', async () => {
  const { server, kept, subjects, looked } = await scene(
    { saysUidNext: false },
    { mails: 3, mailbox: { backfill: 'none' } },
  )
  await looked()
  server.deliver(mailAbout('new'))
  await kept(1)
  expect(await subjects()).toEqual(['new'])
})

test.each([
  ['is refused', 'refuse', /cannot read this one/],
  ['is left out', 'leave out', /did not give it/],
  ['breaks the connection every time', 'reset halfway', /broke 5 times/],
] as const)('a mail whose body %s is recorded with its UID, and passed', async (_, odd, reason) => {
  const { kept, subjects, mailbox, row } = await scene(
    { atBody: (uid) => (uid === 2 ? odd : null) },
    { mails: 4, pace: { firstRestMs: 1 } },
  )
  await kept(3)
  expect(await subjects()).toEqual(['mail 1', 'mail 3', 'mail 4'])
  const [failed] = (await keptMails(db(), mailbox)).filter(({ state }) => state === 'failed')
  expect(failed).toMatchObject({ uid: 2, failedStep: 'fetch', reason: expect.stringMatching(reason) })
  expect((await row()).lastUid).toBe(4)
})

test('a batch that is refused as a whole is fetched mail by mail', async () => {
  const { kept, subjects } = await scene({ atBatch: () => 'NO [LIMIT] too much at once' }, { mails: 4 })
  await kept(4)
  expect(await subjects()).toEqual(numbered(4))
})

test('numbers that go back under the same UIDVALIDITY stop the mailbox with a clear word, and lose nothing', async () => {
  const { server, kept, row, subjects } = await scene({}, { mails: 3, mailbox: { pollSeconds: 1 } })
  await kept(3)
  server.mails.splice(0)
  server.deliver(mailAbout('mail of another server'))
  const failing = await until(async () => ((await row()).failingSince ? row() : null), 'the failure')
  expect(failing.lastError).toMatch(/counts its mails again from UID 2/)
  server.uidvalidity = 9
  await kept(4)
  expect(await subjects()).toEqual([...numbered(3), 'mail of another server'])
})
