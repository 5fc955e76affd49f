import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { desc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { mostTestsAnHour, type TestStep, testPatienceMs } from '#app/mailboxes/connection-test.ts'
import { askConnectionTest, findLastTest } from '#app/mailboxes/connection-tests.server.ts'
import type { MailboxSettings } from '#app/mailboxes/mailbox-settings.ts'
import { addMailbox } from '#app/mailboxes/manage-mailboxes.server.ts'
import { runNextConnectionTest } from '#app/mailboxes/run-connection-test.server.ts'
import type { Person } from '#app/staff/person.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { mailboxTests } from '#drizzle/schema/mailbox-tests.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'
import type { Behaviour, FakeServer } from './fake-behaviour.ts'
import { openFakeServer } from './fake-server.ts'

const key = randomBytes(32)
const pem = (name: string) => readFileSync(`tests/fixtures/tls/${name}.pem`, 'utf8')
const authority = pem('authority').trim()

let database: TestDatabase
let admin: Person
const closers: (() => Promise<void>)[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  admin = await hire(database, 'Sol', 'admin')
})
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
  await database.owner.db.delete(mailboxTests)
})
afterAll(() => database.close())

async function fakeServer(change: Partial<Behaviour> = {}): Promise<FakeServer> {
  const fake = await openFakeServer(change)
  closers.push(fake.close)
  return fake
}

let number = 0
async function mailboxAt(port: number, change: Partial<MailboxSettings> = {}): Promise<string> {
  number += 1
  const settings: MailboxSettings = {
    address: 'desk@latchkey.example',
    host: '127.0.0.1',
    port,
    security: 'none',
    username: `desk${number}`,
    authentication: 'password',
    tokenUrl: null,
    clientId: null,
    ca: null,
    folder: 'INBOX',
    pollSeconds: 60,
    retentionDays: null,
    ...change,
  }
  const secret = { password: 'only-for-the-test' }
  const made = await addMailbox(database.web.db, { settings, secret, key, staffId: admin.id, now: new Date() })
  if ('faults' in made) throw new Error(JSON.stringify(made.faults))
  return made.id
}

const ask = (mailboxId: string, now = new Date()) =>
  askConnectionTest(database.web.db, { mailboxId, staffId: admin.id, now })

function run(change: { key?: Uint8Array; clock?: () => Date } = {}): Promise<boolean> {
  const signal = new AbortController().signal
  return runNextConnectionTest(database.worker.db, { key, clock: () => new Date(), signal, stepMs: 1_000, ...change })
}

/** Asks as the page does, tests as the reader does, and reads as the page does. */
async function stepsOf(mailboxId: string, change: { key?: Uint8Array } = {}): Promise<TestStep[]> {
  expect(await ask(mailboxId)).toHaveProperty('testId')
  expect(await run(change)).toBe(true)
  const test = await findLastTest(database.web.db, mailboxId)
  expect(test?.endedAt).not.toBeNull()
  return test?.steps ?? []
}

const outcomes = (steps: readonly TestStep[]) => steps.map(({ name, outcome }) => `${name}: ${outcome}`)

test('a server that is as it should be passes every step, and its folder is opened read-only', async () => {
  const fake = await fakeServer()
  fake.deliver('Subject: one\r\n\r\n')
  const steps = await stepsOf(await mailboxAt(fake.port))
  expect(outcomes(steps)).toEqual([
    'resolve: passed',
    'connect: passed',
    'encrypt: skipped',
    'token: skipped',
    'sign in: passed',
    'introduce: passed',
    'open folder: passed',
  ])
  expect(steps.at(-2)?.found).toEqual({ server: 'fake' })
  expect(steps.at(-1)?.found).toEqual({ mails: 1 })
  expect(fake.commands.some((command) => command.startsWith('EXAMINE'))).toBe(true)
  expect(fake.commands.filter((command) => /^(SELECT|FETCH|UID FETCH|STORE)/.test(command))).toEqual([])
})

test('a refused password is told in the server’s own words', async () => {
  const fake = await fakeServer({ atLogin: () => 'NO [AUTHENTICATIONFAILED] Use your authorisation code' })
  const steps = await stepsOf(await mailboxAt(fake.port))
  expect(steps.at(-1)).toMatchObject({ name: 'sign in', outcome: 'failed' })
  expect(steps.at(-1)?.said).toContain('Use your authorisation code')
  expect(JSON.stringify(steps)).not.toContain('only-for-the-test')
})

test('a folder that is not there ends the test at its step', async () => {
  const fake = await fakeServer({ atSelect: () => 'NO No such folder' })
  const steps = await stepsOf(await mailboxAt(fake.port, { folder: 'Recovery' }))
  expect(steps.at(-1)).toMatchObject({ name: 'open folder', outcome: 'failed' })
  expect(steps.at(-1)?.said).toContain('No such folder')
})

test('where nothing listens the system says so', async () => {
  const fake = await openFakeServer()
  await fake.close()
  const steps = await stepsOf(await mailboxAt(fake.port))
  expect(outcomes(steps)).toEqual(['resolve: passed', 'connect: failed'])
  expect(steps.at(-1)?.said).toContain('ECONNREFUSED')
})

test('a name that nobody has fails at once', async () => {
  const steps = await stepsOf(await mailboxAt(993, { host: 'imap.latchkey.invalid' }))
  expect(outcomes(steps)).toEqual(['resolve: failed'])
})

test.each(['169.254.169.254', '0.0.0.0', '224.0.0.1', 'fe80::1', '::ffff:169.254.169.254'])(
  'the address %s is not tried: no mail server is there',
  async (host) => {
    const steps = await stepsOf(await mailboxAt(993, { host }))
    expect(steps).toMatchObject([{ name: 'resolve', outcome: 'failed', fault: 'refused address' }])
  },
)

test.each([
  ['another service', 'SSH-2.0-OpenSSH_9.9 secret-banner\r\n', { fault: 'not imap' }],
  ['an endless line', 'x'.repeat(5_000), { fault: 'not imap' }],
  ['silence', '', { fault: 'timeout' }],
  ['a farewell', '* BYE Too many connections from you\r\n', { said: 'Too many connections from you' }],
])('%s ends the connecting, and what is no mail server is not quoted', async (_what, greeting, why) => {
  const port = await listening(createServer((socket) => socket.on('error', () => {}).write(greeting)))
  const steps = await stepsOf(await mailboxAt(port))
  expect(steps.at(-1)).toMatchObject({ name: 'connect', outcome: 'failed', ...why })
  expect(JSON.stringify(steps)).not.toContain('secret-banner')
})

test('a certificate of the private authority is believed, and shown with its issuer and its end', async () => {
  const fake = await fakeServer()
  const port = await encrypted(fake, 'server')
  const steps = await stepsOf(await mailboxAt(port, { security: 'tls', ca: authority }))
  expect(outcomes(steps)).toContain('encrypt: passed')
  expect(steps[2]?.found?.certificate).toMatchObject({
    subject: 'imap.example.org, Example',
    issuer: 'A private authority, Example',
    endsAt: expect.stringMatching(/^21\d\d-/),
  })
  expect(steps.at(-1)?.outcome).toBe('passed')
})

test.each([
  ['nobody known has signed', 'server', null, /UNABLE_TO_VERIFY/],
  ['has run out', 'expired', authority, /expired/i],
  ['is another server’s', 'other-name', authority, /altname|does not match/i],
])('with a certificate that %s nobody signs in', async (_what, certificate, ca, said) => {
  const fake = await fakeServer()
  const port = await encrypted(fake, certificate)
  const steps = await stepsOf(await mailboxAt(port, { security: 'tls', ca }))
  expect(steps.at(-1)).toMatchObject({ name: 'encrypt', outcome: 'failed', fault: 'not trusted' })
  expect(steps.at(-1)?.said).toMatch(said)
  expect(steps.at(-1)?.found?.certificate?.subject).toContain('imap.example.org')
  expect(fake.logins).toBe(0)
})

test('STARTTLS is begun before anything secret is said', async () => {
  const fake = await fakeServer()
  const port = await upgraded(fake)
  const steps = await stepsOf(await mailboxAt(port, { security: 'starttls', ca: authority }))
  expect(outcomes(steps)).toEqual([
    'resolve: passed',
    'connect: passed',
    'encrypt: passed',
    'token: skipped',
    'sign in: passed',
    'introduce: passed',
    'open folder: passed',
  ])
})

test('a server without STARTTLS is not signed in to', async () => {
  const fake = await fakeServer()
  const steps = await stepsOf(await mailboxAt(fake.port, { security: 'starttls' }))
  expect(steps.at(-1)).toMatchObject({ name: 'encrypt', outcome: 'failed', fault: 'no starttls' })
  expect(fake.logins).toBe(0)
})

test('a secret under another key is told as that', async () => {
  const fake = await fakeServer()
  const steps = await stepsOf(await mailboxAt(fake.port), { key: randomBytes(32) })
  expect(steps.at(-1)).toMatchObject({ name: 'sign in', outcome: 'failed', fault: 'secret' })
  expect(fake.logins).toBe(0)
})

test('asking is in the audit, with where it led and nothing that opens it', async () => {
  const mailboxId = await mailboxAt(1143)
  await ask(mailboxId)
  const [entry] = await database.owner.db
    .select({ staffId: auditEntries.staffId, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.verb, 'mailbox_tested'))
    .orderBy(desc(auditEntries.id))
    .limit(1)
  expect(entry).toEqual({
    staffId: admin.id,
    details: { mailbox: mailboxId, address: 'desk@latchkey.example', host: '127.0.0.1', port: 1143 },
  })
})

test('one test of a mailbox runs at a time; one that nobody took up makes room', async () => {
  const mailboxId = await mailboxAt(1143)
  const then = new Date(Date.now() - testPatienceMs - 1_000)
  await ask(mailboxId, then)
  expect(await ask(mailboxId, new Date(then.getTime() + 5_000))).toEqual({ refusal: 'running' })
  expect(await ask(mailboxId)).toHaveProperty('testId')
  expect(await run()).toBe(true)
  expect(await run()).toBe(false)
})

test('so many tests an hour, all mailboxes together', async () => {
  const now = new Date()
  const mailboxId = await mailboxAt(1143)
  const asked = { mailboxId, askedBy: admin.id, askedAt: new Date(now.getTime() - 60_000), endedAt: now }
  await database.owner.db.insert(mailboxTests).values(Array.from({ length: mostTestsAnHour }, () => asked))
  expect(await ask(await mailboxAt(1144), now)).toEqual({ refusal: 'too many' })
  expect(await ask(mailboxId, new Date(now.getTime() + 3_600_000))).toHaveProperty('testId')
})

test('a test whose worker died over it is made by the next one', async () => {
  const fake = await fakeServer()
  const mailboxId = await mailboxAt(fake.port)
  await ask(mailboxId)
  const died = new Date(Date.now() - testPatienceMs - 1_000)
  await database.owner.db.update(mailboxTests).set({ startedAt: died })
  expect(await run()).toBe(true)
  expect((await findLastTest(database.web.db, mailboxId))?.steps.at(-1)?.name).toBe('open folder')
})

async function listening(server: Server): Promise<number> {
  const open = new Set<Socket>()
  server.on('connection', (socket) => open.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of open) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return (server.address() as AddressInfo).port
}

/** The same server behind TLS from the first byte. */
function encrypted(fake: FakeServer, certificate: string): Promise<number> {
  const identity = { key: pem('server-key'), cert: pem(certificate) }
  return listening(createTlsServer(identity, (socket) => join(socket, connect(fake.port, '127.0.0.1'))))
}

/** The same server behind STARTTLS; before it, only that is understood. */
function upgraded(fake: FakeServer): Promise<number> {
  const identity = { key: pem('server-key'), cert: pem('server') }
  return listening(
    createServer((socket) => {
      socket.on('error', () => {})
      socket.write('* OK ready\r\n')
      socket.on('data', function hear(bytes) {
        const [tag = '*', command = ''] = bytes.toString('latin1').trim().split(' ')
        if (command === 'CAPABILITY') return socket.write(`* CAPABILITY IMAP4rev1 STARTTLS\r\n${tag} OK\r\n`)
        if (command !== 'STARTTLS') return socket.write(`${tag} BAD encrypt first\r\n`)
        socket.off('data', hear)
        socket.write(`${tag} OK begin\r\n`)
        const secured = new TLSSocket(socket, { isServer: true, ...identity })
        const behind = connect(fake.port, '127.0.0.1')
        // Its greeting was said already.
        behind.once('data', () => join(secured, behind))
        return true
      })
    }),
  )
}

function join(one: Socket, other: Socket): void {
  for (const socket of [one, other]) socket.on('error', () => {})
  one.pipe(other)
  other.pipe(one)
}
