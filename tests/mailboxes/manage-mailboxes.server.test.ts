import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { and, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMailbox, listMailboxes } from '#app/mailboxes/list-mailboxes.server.ts'
import { laidBefore } from '#app/mailboxes/mailbox.ts'
import { doMailboxDeed } from '#app/mailboxes/mailbox-deed.server.ts'
import type { MailboxSettings } from '#app/mailboxes/mailbox-settings.ts'
import {
  addMailbox,
  askBackfill,
  changeMailbox,
  pauseMailbox,
  resumeMailbox,
} from '#app/mailboxes/manage-mailboxes.server.ts'
import { readOAuthSecret } from '#app/mailboxes/oauth-secret.ts'
import { openSecret, placeOf } from '#app/mailboxes/secrets.server.ts'
import type { Person } from '#app/staff/person.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { mailboxes, mailboxHours } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'
import { putRawMail } from './raw-mail-in-database.ts'

const now = new Date('2026-11-22T10:30:00Z')
const key = randomBytes(32)
const password = 'correct-horse-battery'

let database: TestDatabase
let admin: Person
beforeAll(async () => {
  database = await openTestDatabase()
  admin = await hire(database, 'Sol', 'admin')
})
afterAll(() => database.close())

let number = 0
function settingsOf(change: Partial<MailboxSettings> = {}): MailboxSettings {
  number += 1
  return {
    address: `desk${number}@latchkey.example`,
    host: 'imap.example.org',
    port: 993,
    security: 'tls',
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
}

const deed = () => ({ staffId: admin.id, now })

async function added(settings = settingsOf()): Promise<string> {
  const made = await addMailbox(database.web.db, { settings, secret: { password }, key, ...deed() })
  if ('faults' in made) throw new Error(JSON.stringify(made.faults))
  return made.id
}

async function rowOf(id: string) {
  const [row] = await database.owner.db.select().from(mailboxes).where(eq(mailboxes.id, id))
  if (!row) throw new Error(`There is no mailbox ${id}.`)
  return row
}

async function lastEntry(verb: 'mailbox_added' | 'mailbox_changed' | 'mailbox_paused' | 'mailbox_backfill_asked') {
  const [entry] = await database.owner.db
    .select({ staffId: auditEntries.staffId, details: auditEntries.details })
    .from(auditEntries)
    .where(and(eq(auditEntries.verb, verb)))
    .orderBy(desc(auditEntries.id))
    .limit(1)
  return entry
}

test('a mailbox that was added rests until somebody starts it, and its password is sealed for its place', async () => {
  const settings = settingsOf()
  const row = await rowOf(await added(settings))
  expect(row).toMatchObject({ ...settings, state: 'paused', backfill: 'none', uidvalidity: null })
  expect(openSecret(row.secret, key, placeOf(settings))).toBe(password)
  expect(Buffer.from(row.secret).includes(password)).toBe(false)
})

test('tokens are sealed for the server that gives them', async () => {
  const settings = settingsOf({
    authentication: 'oauth',
    tokenUrl: 'https://login.example.org/token',
    clientId: 'desk',
  })
  const secret = { clientSecret: 's', refreshToken: 'r' }
  const made = await addMailbox(database.web.db, { settings, secret, key, ...deed() })
  const row = await rowOf('id' in made ? made.id : '')
  expect(readOAuthSecret(openSecret(row.secret, key, placeOf(settings)))).toEqual(secret)
})

test('the secret never comes back to a page, nor does the web read it', async () => {
  const id = await added()
  const shown = JSON.stringify([await listMailboxes(database.web.db, now), await findMailbox(database.web.db, id, now)])
  expect(shown).not.toMatch(/secret|password"?:|correct-horse/)
  await expect(database.web.sql`select secret from mailboxes`).rejects.toMatchObject({ code: '42501' })
  await expect(database.web.sql`update mailboxes set host = 'a' returning secret`).rejects.toMatchObject({
    code: '42501',
  })
})

test.each(['delete from mailboxes', 'update mailboxes set last_uid = 0', 'update mailboxes set uidvalidity = 1'])(
  'the web may not: %s',
  async (statement) => {
    await expect(database.web.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
  },
)

test('the audit says who added it and where it is, and no secret', async () => {
  const settings = settingsOf({ host: 'mail.example.net' })
  const id = await added(settings)
  const entry = await lastEntry('mailbox_added')
  expect(entry).toMatchObject({ staffId: admin.id, details: { mailbox: id, host: 'mail.example.net', port: 993 } })
  expect(JSON.stringify(entry)).not.toContain(password)
})

test('the same folder of the same user is not added twice', async () => {
  const settings = settingsOf()
  await added(settings)
  const again = { settings: { ...settings, address: 'other@latchkey.example' }, secret: { password }, key, ...deed() }
  expect(await addMailbox(database.web.db, again)).toEqual({ faults: { folder: 'taken' } })
})

test('a certificate that cannot be parsed is refused, one that can is stored', async () => {
  const broken = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
  const ca = readFileSync('tests/fixtures/tls/authority.pem', 'utf8').trim()
  const add = (ca: string) =>
    addMailbox(database.web.db, { settings: settingsOf({ ca }), secret: { password }, key, ...deed() })
  expect(await add(broken)).toEqual({ faults: { ca: 'authority' } })
  expect(await add(ca)).toHaveProperty('id')
})

test('a change without a secret keeps the stored one, and the audit names fields, never values', async () => {
  const before = settingsOf()
  const id = await added(before)
  const kept = (await rowOf(id)).secret
  const settings = { ...before, pollSeconds: 20, retentionDays: 90 }
  expect(await changeMailbox(database.web.db, { id, before, settings, secret: null, key, ...deed() })).toEqual({
    changed: true,
  })
  const row = await rowOf(id)
  expect(row).toMatchObject({ pollSeconds: 20, retentionDays: 90 })
  expect(row.secret).toEqual(kept)
  expect((await lastEntry('mailbox_changed'))?.details).toEqual({
    mailbox: id,
    address: before.address,
    fields: ['pollSeconds', 'retentionDays'],
  })
})

test('nothing changed writes nothing', async () => {
  const before = settingsOf()
  const id = await added(before)
  const entry = await lastEntry('mailbox_changed')
  const same = { id, before, settings: before, secret: null, key, ...deed() }
  expect(await changeMailbox(database.web.db, same)).toEqual({ changed: false })
  expect(await lastEntry('mailbox_changed')).toEqual(entry)
})

test('a new password starts a mailbox again whose old one was refused; a paused one stays paused', async () => {
  for (const [state, after] of [
    ['auth_failed', 'active'],
    ['paused', 'paused'],
  ] as const) {
    const before = settingsOf()
    const id = await added(before)
    await database.owner.db
      .update(mailboxes)
      .set({ state, failingSince: now, lastError: 'NO' })
      .where(eq(mailboxes.id, id))
    const secret = { password: 'another-password' }
    await changeMailbox(database.web.db, { id, before, settings: before, secret, key, ...deed() })
    const row = await rowOf(id)
    expect(row).toMatchObject({ state: after, failingSince: null, lastError: null })
    expect(openSecret(row.secret, key, placeOf(before))).toBe('another-password')
    expect((await lastEntry('mailbox_changed'))?.details).toMatchObject({ fields: ['secret'] })
  }
})

test('a folder that was read does not become another one, even if it is asked for', async () => {
  const before = settingsOf()
  const id = await added(before)
  await database.owner.db.update(mailboxes).set({ uidvalidity: 7, startUid: 1 }).where(eq(mailboxes.id, id))
  const moved = { id, before, settings: { ...before, folder: 'Archive' }, secret: { password }, key, ...deed() }
  expect(await changeMailbox(database.web.db, moved)).toEqual({ faults: { folder: 'taken' } })
  expect((await rowOf(id)).folder).toBe('INBOX')
})

test('a mailbox that was never read may move, but not onto another one', async () => {
  const [one, other] = [settingsOf(), settingsOf()]
  await added(one)
  const id = await added(other)
  const move = (settings: MailboxSettings) =>
    changeMailbox(database.web.db, { id, before: other, settings, secret: { password }, key, ...deed() })
  expect(await move({ ...other, username: one.username })).toEqual({ faults: { folder: 'taken' } })
  expect(await move({ ...other, folder: 'Recovery' })).toEqual({ changed: true })
})

test('pausing says why, and happens once', async () => {
  const id = await added()
  expect(await resumeMailbox(database.web.db, { id, ...deed() })).toBe(true)
  expect(await pauseMailbox(database.web.db, { id, reason: ' The server moves ', ...deed() })).toBe(true)
  expect(await rowOf(id)).toMatchObject({ state: 'paused', pausedReason: 'The server moves' })
  expect((await lastEntry('mailbox_paused'))?.details).toMatchObject({ mailbox: id, reason: 'The server moves' })
  expect(await pauseMailbox(database.web.db, { id, reason: '', ...deed() })).toBe(false)
  expect((await rowOf(id)).pausedReason).toBe('The server moves')
})

test('starting clears what went wrong', async () => {
  const id = await added()
  await database.owner.db
    .update(mailboxes)
    .set({ state: 'auth_failed', failingSince: now, lastError: 'NO', pausedReason: 'x' })
    .where(eq(mailboxes.id, id))
  expect(await resumeMailbox(database.web.db, { id, ...deed() })).toBe(true)
  expect(await rowOf(id)).toMatchObject({ state: 'active', failingSince: null, lastError: null, pausedReason: null })
  expect(await resumeMailbox(database.web.db, { id, ...deed() })).toBe(false)
})

test('old mail is asked for from a day, and anew from the beginning', async () => {
  const id = await added()
  const since = new Date('2026-10-01T00:00:00Z')
  await askBackfill(database.web.db, { id, since, ...deed() })
  expect(await rowOf(id)).toMatchObject({ backfill: 'since', backfillSince: since, backfillTotal: null })
  expect((await lastEntry('mailbox_backfill_asked'))?.details).toMatchObject({ mailbox: id, since: '2026-10-01' })
  await database.owner.db
    .update(mailboxes)
    .set({ backfillUid: 90, backfillTotal: 40, backfillDone: 30 })
    .where(eq(mailboxes.id, id))
  expect((await findMailbox(database.web.db, id, now))?.backfill).toEqual({ since, total: 40, done: 30 })
  await askBackfill(database.web.db, { id, since: 'all', ...deed() })
  expect(await rowOf(id)).toMatchObject({
    backfill: 'all',
    backfillSince: null,
    backfillUid: 0,
    backfillTotal: null,
    backfillDone: 0,
  })
})

test('asking for old mail takes in what new numbers of the folder brought and what was passed then', async () => {
  const id = await added()
  const passed = { mailboxId: id, uidvalidity: 8, state: 'done' as const, reason: laidBefore }
  const put = (uid: number, arrivedAt: string, change = {}) =>
    database.owner.db.transaction((tx) =>
      putRawMail(tx, { bytes: Buffer.from(`${uid}`), ...passed, uid, arrivedAt: new Date(arrivedAt), ...change }),
    )
  await put(1, '2026-01-01T00:00:00Z')
  await put(2, '2026-10-02T00:00:00Z')
  await put(3, '2026-10-02T00:00:00Z', { reason: 'It repeats mail 1.' })
  const waiting = async () =>
    (await database.owner.db.select().from(rawMails).where(eq(rawMails.mailboxId, id)))
      .filter(({ state }) => state === 'received')
      .map(({ uid }) => uid)
      .sort()
  await askBackfill(database.web.db, { id, since: new Date('2026-10-01T00:00:00Z'), ...deed() })
  expect(await waiting()).toEqual([2])
  await askBackfill(database.web.db, { id, since: 'all', ...deed() })
  expect(await waiting()).toEqual([1, 2])
})

test('backlog and rate are what the reader wrote down: half past, half of the hour before still counts', async () => {
  const id = await added()
  await database.owner.db
    .update(mailboxes)
    .set({ uidvalidity: 7, startUid: 1, uidNext: 121, lastUid: 100 })
    .where(eq(mailboxes.id, id))
  await database.owner.db.insert(mailboxHours).values([
    { mailboxId: id, hour: new Date('2026-11-22T10:00:00Z'), mails: 30, bytes: 1 },
    { mailboxId: id, hour: new Date('2026-11-22T09:00:00Z'), mails: 100, bytes: 1 },
    { mailboxId: id, hour: new Date('2026-11-22T08:00:00Z'), mails: 999, bytes: 1 },
  ])
  expect(await findMailbox(database.web.db, await added(), now)).toMatchObject({ waiting: null, mailsLastHour: 0 })
  expect(await findMailbox(database.web.db, id, now)).toMatchObject({ waiting: 20, mailsLastHour: 80, read: true })
})

test.each(['', 'x', '00000000-0000-0000-0000-000000000000', '-'.repeat(36)])(
  'there is no mailbox "%s", and that is no fault of the desk',
  async (id) => {
    expect(await findMailbox(database.web.db, id, now)).toBeNull()
  },
)

test('what the environment sets is not changed by a form, but how long bytes are kept is', async () => {
  const id = await added()
  const mailbox = await findMailbox(database.web.db, id, now)
  if (!mailbox) throw new Error('It was just added.')
  const given = { mailbox, fromEnvironment: true, key, ...deed() }
  const save = { ...given, fields: { act: 'save', address: 'eve@example.net' } }
  expect(await doMailboxDeed(database.web.db, save)).toEqual({ refused: 'quicker' })
  const keep = (days: string) =>
    doMailboxDeed(database.web.db, { ...given, fields: { act: 'retention', retentionDays: days } })
  expect(await keep('x')).toMatchObject({ form: 'retention', faults: { retentionDays: 'retention' } })
  expect(await keep('90')).toEqual({ done: 'kept' })
  expect(await rowOf(id)).toMatchObject({ retentionDays: 90, address: mailbox.settings.address })
})

test('a day that is none leaves the question open and asks for nothing', async () => {
  const id = await added()
  const mailbox = await findMailbox(database.web.db, id, now)
  if (!mailbox) throw new Error('It was just added.')
  const given = { mailbox, fromEnvironment: false, key, ...deed() }
  const asked = await doMailboxDeed(database.web.db, { ...given, fields: { act: 'backfill', since: '2031-01-01' } })
  expect(asked).toMatchObject({ form: 'backfill' })
  expect((await rowOf(id)).backfill).toBe('none')
})
