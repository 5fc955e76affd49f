import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { keepFedMail, keepRawMails } from '#app/mailboxes/keep-raw-mail.server.ts'
import type { Mailbox } from '#app/mailboxes/mailbox.ts'
import { purgeMails } from '#app/mailboxes/purge.server.ts'
import { readRawFile } from '#app/mailboxes/raw-mail.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { messages, rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox, mailAbout } from '#tests/imap/reading.ts'
import { testDesk } from '#tests/intake/test-desk.ts'
import { keepAna } from '#tests/resets/reset-case.ts'

const now = new Date('2026-11-22T09:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

let house: TestDatabase
beforeEach(async () => {
  house = await openTestDatabase()
})
afterEach(() => house.close())

const db = () => house.worker.db

async function newMailbox(retentionDays: number | null, host: string): Promise<Mailbox> {
  const mailbox = await addMailbox(db(), 993, { host })
  await db().update(mailboxes).set({ retentionDays }).where(eq(mailboxes.id, mailbox.id))
  return mailbox
}

/** Keeps mails under growing UIDs, each received so many days ago. */
async function keep(mailbox: Mailbox, mails: readonly { subject: string; days: number }[], from = 1): Promise<void> {
  const fetched = mails.map(({ subject, days }, at) => ({
    uid: from + at,
    bytes: Buffer.from(mailAbout(subject)),
    internalDate: daysAgo(days),
  }))
  const place = { mailboxId: mailbox.id, uidvalidity: 7, now }
  await db().transaction(async (tx) => {
    if (from === 1)
      await keepRawMails(tx, {
        ...place,
        mails: [],
        advance: { to: 'begin', startUid: 1, lastUid: 0, renumbered: false },
      })
    await keepRawMails(tx, { ...place, mails: fetched, advance: { to: 'new', lastUid: from + mails.length } })
  })
}

const takeAll = async () => {
  while ((await takeInMails(db(), testDesk({ now }), 25)) > 0);
}
const finish = () => db().update(tickets).set({ state: 'closed' })
const purge = (signal = new AbortController().signal) => purgeMails(db(), { now, signal })
const held = async () =>
  db()
    .select({ uid: rawMails.uid, state: rawMails.state, purgedAt: rawMails.purgedAt, bytes: rawContents.bytes })
    .from(rawMails)
    .leftJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
    .orderBy(asc(rawMails.id))
const left = async () => (await held()).map(({ uid, bytes }) => [uid, bytes !== null])

test('only bytes that are old enough, of a finished case, in a mailbox with a limit are let go', async () => {
  const limited = await newMailbox(30, 'limited.example')
  const endless = await newMailbox(null, 'endless.example')
  await keep(limited, [
    { subject: 'old', days: 31 },
    { subject: 'young', days: 29 },
  ])
  await keep(endless, [{ subject: 'old too', days: 4_000 }])
  await takeAll()
  expect(await purge()).toEqual({ mails: 0, bytes: 0 })
  await finish()
  expect(await purge()).toEqual({ mails: 1, bytes: mailAbout('old').length })
  expect(await left()).toEqual([
    [1, false],
    [2, true],
    [1, true],
  ])
})

test.each(['new', 'open', 'waiting', 'proposed', 'held', 'link_sent', 'frozen'] as const)(
  'a case that is %s keeps its bytes',
  async (state) => {
    await keep(await newMailbox(1, 'limited.example'), [{ subject: 'old', days: 9 }])
    await takeAll()
    await db().update(tickets).set({ state })
    expect(await purge()).toEqual({ mails: 0, bytes: 0 })
  },
)

test('a mail that waits or failed keeps its bytes: it is still to be read', async () => {
  await keep(await newMailbox(1, 'limited.example'), [
    { subject: 'waits', days: 9 },
    { subject: 'failed', days: 9 },
  ])
  await db().update(rawMails).set({ state: 'failed', failedStep: 'parse', reason: 'x' }).where(eq(rawMails.uid, 2))
  expect(await purge()).toEqual({ mails: 0, bytes: 0 })
})

test('row, hash, size and outcome stay; the bytes are read by nobody any more; the audit knows', async () => {
  const ana = await keepAna(house)
  await keep(await newMailbox(30, 'limited.example'), [{ subject: 'old', days: 31 }])
  await takeAll()
  await finish()
  await purge()
  expect(await held()).toMatchObject([{ uid: 1, state: 'done', purgedAt: now, bytes: null }])
  const [content] = await db().select().from(rawContents)
  expect(content).toMatchObject({ size: mailAbout('old').length, bytes: null, purgedAt: now })
  const [message] = await db().select().from(messages)
  expect(await readRawFile(house.web.db, { mailId: message?.id ?? 0, staffId: ana, now })).toBeNull()
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.verb, 'mail_bytes_purged'))
  expect(entries).toMatchObject([{ staffId: null, details: { count: 1, bytes: mailAbout('old').length } }])
})

test('bytes that a mail of another mailbox still holds stay until that one lets go too', async () => {
  const short = await newMailbox(30, 'short.example')
  const long = await newMailbox(60, 'long.example')
  await keep(short, [{ subject: 'to both', days: 31 }])
  await keep(long, [{ subject: 'to both', days: 31 }])
  await takeAll()
  await finish()
  expect(await purge()).toEqual({ mails: 1, bytes: 0 })
  expect(await left()).toEqual([
    [1, true],
    [1, true],
  ])
  const ana = await keepAna(house)
  const [message] = await db().select().from(messages)
  expect(await readRawFile(house.web.db, { mailId: message?.id ?? 0, staffId: ana, now })).toBeNull()
  await db().update(mailboxes).set({ retentionDays: 20 }).where(eq(mailboxes.id, long.id))
  expect(await purge()).toEqual({ mails: 1, bytes: mailAbout('to both').length })
})

test('a mail whose bytes were let go is never opened again, by whatever way it comes back', async () => {
  const mailbox = await newMailbox(30, 'limited.example')
  await keep(mailbox, [{ subject: 'old', days: 31 }])
  await takeAll()
  await finish()
  await purge()
  await keep(mailbox, [{ subject: 'old', days: 31 }], 2)
  await keep(await newMailbox(null, 'other.example'), [{ subject: 'old', days: 31 }])
  await db().transaction((tx) => keepFedMail(tx, { bytes: Buffer.from(mailAbout('old')), now }))
  await takeAll()
  expect(await db().select().from(tickets)).toHaveLength(1)
  const rows = await db().select().from(rawMails).orderBy(asc(rawMails.id))
  expect(rows.map(({ state, duplicateOf }) => [state, duplicateOf])).toEqual([
    ['done', null],
    ['done', rows[0]?.id],
    ['done', rows[0]?.id],
    ['done', rows[0]?.id],
  ])
})

test('hundreds go in batches; told to stop it ends between two, and the next run goes on', async () => {
  const mailbox = await newMailbox(30, 'limited.example')
  await keep(
    mailbox,
    Array.from({ length: 450 }, (_, n) => ({ subject: `old ${n}`, days: 40 })),
  )
  await db().update(rawMails).set({ state: 'done', reason: 'set aside' })
  const stop = new AbortController()
  stop.abort()
  expect((await purge(stop.signal)).mails).toBe(0)
  expect((await purge()).mails).toBe(450)
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.verb, 'mail_bytes_purged'))
  expect(entries).toHaveLength(3)
  expect((await purge()).mails).toBe(0)
})

test('bytes that somebody refers to at this moment are left for the next run, and nobody waits', async () => {
  await keep(await newMailbox(30, 'limited.example'), [{ subject: 'old', days: 31 }])
  await db().update(rawMails).set({ state: 'done', reason: 'set aside' })
  await house.owner.db.transaction(async (tx) => {
    await tx.select().from(rawContents).for('key share')
    expect(await purge()).toEqual({ mails: 0, bytes: 0 })
  })
  expect((await purge()).mails).toBe(1)
})
