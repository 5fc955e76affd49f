import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findAccount } from '#app/accounts/find.server.ts'
import { importAccounts } from '#app/accounts/import.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

const now = new Date('2026-11-20T12:00:00Z')
const later = new Date('2026-11-21T12:00:00Z')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-import-'))
})
afterAll(() => rm(folder, { recursive: true }))

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase()
})
afterEach(() => database.close())

async function fileOf(name: string, lines: readonly (string | object)[]): Promise<string> {
  const file = path.join(folder, name)
  await rm(`${file}.faults.csv`, { force: true })
  await writeFile(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return file
}

const run = (file: string, more: Partial<Parameters<typeof importAccounts>[1]> = {}) =>
  importAccounts(database.owner.db, { file, now, ...more })

async function count(table: string): Promise<number> {
  const [row] = await database.owner.sql`select count(*)::int as n from ${database.owner.sql(table)}`
  return row?.n
}

const mei = {
  number: '29433423',
  handle: 'mei',
  registeredEmail: 'mei@example.com',
  emailVerified: true,
  formerEmails: [{ address: 'plum@example.net', until: '2012-01-10T00:00:00Z' }],
  nickname: '小梅',
  birthDate: '1990-04-12',
  friends: [{ number: '50001', since: '2015-06-01', begunBy: 'owner' }, { number: '50002' }],
  blocked: ['60001'],
  answers: [{ question: 'First teacher?', hash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA' }],
}

test('a record goes in whole', async () => {
  const outcome = await run(await fileOf('whole.jsonl', [mei]))
  expect(outcome).toMatchObject({ imported: 1, refused: 0, finished: true, report: null })
  expect(await findAccount(database.worker.db, '29433423')).toMatchObject({
    handle: 'mei',
    registeredEmail: 'mei@example.com',
    formerEmails: [{ address: 'plum@example.net', until: new Date('2012-01-10T00:00:00Z') }],
    nickname: '小梅',
    birthDate: '1990-04-12',
    friends: [
      { number: '50001', since: new Date('2015-06-01T00:00:00Z'), begunBy: 'owner' },
      { number: '50002', since: null, begunBy: null },
    ],
    blocked: ['60001'],
    answers: mei.answers,
  })
})

test('CSV goes in as JSON lines do, over several lines too', async () => {
  const file = await fileOf('people.csv', [
    '\uFEFFnumber, nickname,registeredEmail,emailVerified,friends,city',
    '29433423,"小\n梅",mei@example.com,yes,50001;50002,Chengdu',
    '10002,老陈,,,"[{""number"":""60101"",""since"":""2001-05-01""}]",',
  ])
  expect(await run(file)).toMatchObject({ imported: 2, refused: 0 })
  expect(await findAccount(database.worker.db, '29433423')).toMatchObject({
    nickname: '小\n梅',
    emailVerified: true,
    city: 'Chengdu',
  })
  const chen = await findAccount(database.worker.db, '10002')
  expect(chen?.friends).toMatchObject([{ number: '60101', since: new Date('2001-05-01T00:00:00Z') }])
})

describe('faulty lines', () => {
  test('are left out and reported by line, field and reason; the good ones are in', async () => {
    const file = await fileOf('faulty.jsonl', [
      mei,
      { number: '10002', birthDate: '1958-02-31', visibility: 'secret' },
      '{"number": "10003"',
      '',
      { number: 10004 },
      { number: '10005' },
    ])
    const outcome = await run(file, { batch: 2 })
    expect(outcome).toMatchObject({ imported: 2, refused: 3, finished: true, report: `${file}.faults.csv` })
    expect(await readFile(`${file}.faults.csv`, 'utf8')).toBe(
      [
        'line,field,reason',
        '2,birthDate,"must be a day that exists, as YYYY-MM-DD"',
        '2,visibility,"must be one of public, friends, private"',
        '3,record,is not JSON',
        '5,number,must be a string of digits',
        '',
      ].join('\n'),
    )
    expect(await count('accounts')).toBe(2)
  })

  test('of a CSV spoil their own line only', async () => {
    const file = await fileOf('faulty.csv', [
      'number,nickname',
      '10001,Mei',
      '10002',
      '10003,"Bo" x',
      '10004,Eve',
      '10005,"Ana',
      '10006,Raj',
      '10007,"Sol"',
      '10008,"Old',
      'Chen"',
    ])
    expect(await run(file, { batch: 2 })).toMatchObject({ imported: 5, refused: 3 })
    expect(await readFile(`${file}.faults.csv`, 'utf8')).toBe(
      [
        'line,field,reason',
        '3,record,"must have 2 cells, like the first line"',
        '4,record,has a quote out of place',
        '6,record,has a quote out of place',
        '',
      ].join('\n'),
    )
    expect((await findAccount(database.worker.db, '10008'))?.nickname).toBe('Old\nChen')
  })

  test('that only the database can refuse do not take their batch with them', async () => {
    const file = await fileOf('handles.jsonl', [
      { number: '10001', handle: 'plum' },
      { number: '10002', handle: 'Plum', friends: [{ number: '50001' }] },
      { number: '10003', handle: 'pear' },
    ])
    expect(await run(file)).toMatchObject({ imported: 2, refused: 1 })
    expect(await readFile(`${file}.faults.csv`, 'utf8')).toContain('2,handle,belongs to another account')
    expect(await findAccount(database.worker.db, '10002')).toBeNull()
    expect(await count('friendships')).toBe(0)
  })
})

test('of two lines for one account the later one counts', async () => {
  const file = await fileOf('twice.jsonl', [mei, { ...mei, nickname: 'Plum', friends: [] }])
  expect(await run(file)).toMatchObject({ imported: 2 })
  expect(await findAccount(database.worker.db, '29433423')).toMatchObject({ nickname: 'Plum', friends: [] })
})

describe('an import that was stopped', () => {
  const lines = Array.from({ length: 50 }, (_, at) => (at % 10 === 3 ? '{' : { number: String(100_000 + at) }))

  test('goes on where it stopped, and its report names each fault once', async () => {
    const file = await fileOf('stopped.jsonl', lines)
    const stop = new AbortController()
    const first = await run(file, { batch: 10, signal: stop.signal, onProgress: () => stop.abort() })
    expect(first).toMatchObject({ finished: false, imported: 9, refused: 1 })
    expect(await count('accounts')).toBe(9)

    const second = await run(file, { batch: 10 })
    expect(second).toMatchObject({ finished: true, resumedAfter: 10, imported: 45, refused: 5 })
    expect(await count('accounts')).toBe(45)
    expect((await readFile(`${file}.faults.csv`, 'utf8')).trim().split('\n')).toHaveLength(6)
  })

  test('between its report and its commit leaves nothing half-written', async () => {
    const file = await fileOf('killed.jsonl', lines)
    const stop = new AbortController()
    await run(file, { batch: 10, signal: stop.signal, onProgress: () => stop.abort() })
    // As a kill would leave it: rows of lines that were never committed, the last one cut short.
    await writeFile(
      `${file}.faults.csv`,
      `${await readFile(`${file}.faults.csv`, 'utf8')}14,record,is not JSON\n24,rec`,
    )
    expect(await run(file, { batch: 10 })).toMatchObject({ finished: true, imported: 45, refused: 5 })
    const report = (await readFile(`${file}.faults.csv`, 'utf8')).trim().split('\n')
    expect(report.map((row) => row.split(',')[0])).toEqual(['line', '4', '14', '24', '34', '44'])
  })

  test('by a failing batch keeps the batches before it', async () => {
    const file = await fileOf('failing.jsonl', lines)
    const broken = run(file, {
      batch: 10,
      onProgress: () => {
        throw new Error('the terminal is gone')
      },
    })
    await expect(broken).rejects.toThrow('the terminal is gone')
    expect(await count('accounts')).toBe(9)
  })
})

test('a finished file is not read again unless it is asked for', async () => {
  const file = await fileOf('again.jsonl', [mei])
  await run(file)
  await database.owner.db.delete(accounts)
  expect(await run(file, { now: later })).toMatchObject({ finishedBefore: now, imported: 1 })
  expect(await count('accounts')).toBe(0)
  expect(await run(file, { now: later, again: true })).toMatchObject({ finishedBefore: null, imported: 1 })
  expect(await count('accounts')).toBe(1)
})

test('a second import keeps what the desk knows and takes what has changed', async () => {
  await run(await fileOf('first.jsonl', [mei]))
  await database.owner.db
    .update(accounts)
    .set({ passwordHash: 'kept', emailDeadAt: now })
    .where(eq(accounts.number, '29433423'))
  await run(
    await fileOf('second.jsonl', [{ ...mei, nickname: 'Plum', friends: [{ number: '50001' }], formerEmails: [] }]),
    {
      now: later,
    },
  )
  const [row] = await database.owner.db.select().from(accounts)
  expect(row).toMatchObject({ nickname: 'Plum', passwordHash: 'kept', emailDeadAt: now, emailVersion: 1 })
  const held = await findAccount(database.worker.db, '29433423')
  expect(held?.friends.map(({ number }) => number)).toEqual(['50001'])
  expect(held?.formerEmails.map(({ address }) => address)).toEqual(['plum@example.net'])
})

test('a new registered address voids what the old one stood for', async () => {
  await run(await fileOf('old-address.jsonl', [mei]))
  await database.owner.db.update(accounts).set({ emailDeadAt: now })
  await run(await fileOf('new-address.jsonl', [{ ...mei, registeredEmail: 'mei@example.org' }]), { now: later })
  const [row] = await database.owner.db.select().from(accounts)
  expect(row).toMatchObject({ emailVersion: 2, emailDeadAt: null, emailChangedAt: later })
  const held = await findAccount(database.worker.db, '29433423')
  expect(held?.formerEmails).toContainEqual({ address: 'mei@example.com', until: later })
})
