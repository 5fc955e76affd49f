import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepFedMail, keepRawMails } from '#app/mailboxes/keep-raw-mail.server.ts'
import { LeaseLost } from '#app/mailboxes/lease.server.ts'
import { mailboxes, mailboxHours } from '#drizzle/schema/mailboxes.ts'
import { rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox, readRow, until } from '#tests/imap/reading.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const now = new Date('2026-11-22T08:00:00Z')
const db = () => house.worker.db
const newMailbox = () => addMailbox(db(), 993, { host: `${randomUUID()}.example` })
const mail = (uid: number, text = `mail ${uid}`) => ({ uid, bytes: Buffer.from(text), internalDate: now })

/** Keeps mails as the reader does: a numbering that is new begins at its first mail. */
const keep = (
  mailboxId: string,
  mails: ReturnType<typeof mail>[],
  { uidvalidity = 7, holder }: { uidvalidity?: number; holder?: string } = {},
) =>
  db().transaction(async (tx) => {
    const keeping = { mailboxId, uidvalidity, now, ...(holder !== undefined && { holder }) }
    const [row] = await tx.select().from(mailboxes).where(eq(mailboxes.id, mailboxId))
    const begin = { to: 'begin', startUid: 1, lastUid: 0, renumbered: row?.uidvalidity !== null } as const
    if (row?.uidvalidity !== uidvalidity) await keepRawMails(tx, { ...keeping, mails: [], advance: begin })
    const lastUid = Math.max(...mails.map(({ uid }) => uid))
    return keepRawMails(tx, { ...keeping, mails, advance: { to: 'new', lastUid } })
  })
const rowsOf = (mailboxId: string) =>
  db().select().from(rawMails).where(eq(rawMails.mailboxId, mailboxId)).orderBy(asc(rawMails.id))

test('bytes are kept as they came, with their hash, and the cursor moves with them', async () => {
  const mailbox = await newMailbox()
  const bytes = Buffer.from([0, 255, 13, 10, 128, 92])
  await keep(mailbox.id, [{ ...mail(4), bytes }, mail(5)])
  const [first] = await rowsOf(mailbox.id)
  const [content] = await db()
    .select()
    .from(rawContents)
    .where(eq(rawContents.sha256, first?.sha256 ?? new Uint8Array()))
  expect(Buffer.from(content?.bytes ?? [])).toEqual(bytes)
  expect(Buffer.from(first?.sha256 ?? []).toString('hex')).toMatch(/^[0-9a-f]{64}$/)
  expect(first).toMatchObject({ uid: 4, uidvalidity: 7, state: 'received', duplicateOf: null, arrivedAt: now })
  expect(await readRow(db(), mailbox)).toMatchObject({ lastUid: 5, uidvalidity: 7 })
})

test('a UID that is kept already is left as it is', async () => {
  const mailbox = await newMailbox()
  await keep(mailbox.id, [mail(1), mail(2)])
  const again = await keep(mailbox.id, [mail(2), mail(3)])
  expect(again).toEqual({ kept: 1, duplicates: 0 })
  expect((await rowsOf(mailbox.id)).map(({ uid }) => uid)).toEqual([1, 2, 3])
})

test('under a new UIDVALIDITY the same bytes are recorded as a repeat and not opened twice', async () => {
  const mailbox = await newMailbox()
  await keep(mailbox.id, [mail(1, 'a'), mail(2, 'b')])
  const { kept, duplicates } = await keep(mailbox.id, [mail(1, 'b'), mail(2, 'c'), mail(3, 'a')], { uidvalidity: 8 })
  expect({ kept, duplicates }).toEqual({ kept: 3, duplicates: 2 })
  const rows = await rowsOf(mailbox.id)
  const [a, b, bAgain, c, aAgain] = rows
  expect([bAgain?.duplicateOf, c?.duplicateOf, aAgain?.duplicateOf]).toEqual([b?.id, null, a?.id])
  expect(rows.map(({ state }) => state)).toEqual(['received', 'received', 'done', 'received', 'done'])
  expect(await readRow(db(), mailbox)).toMatchObject({ lastUid: 3, uidvalidity: 8 })
})

test('the same bytes in another mailbox are a mail of their own', async () => {
  const [one, other] = [await newMailbox(), await newMailbox()]
  await keep(one.id, [mail(1, 'to both')])
  expect(await keep(other.id, [mail(1, 'to both')])).toEqual({ kept: 1, duplicates: 0 })
})

test('the same bytes are stored once, however many mails bring them', async () => {
  const [one, other] = [await newMailbox(), await newMailbox()]
  const text = randomUUID()
  await keep(one.id, [mail(1, text), mail(2, text)])
  await keep(other.id, [mail(1, text)])
  const stored = await db()
    .select()
    .from(rawContents)
    .where(eq(rawContents.bytes, Buffer.from(text)))
  expect(stored).toHaveLength(1)
  expect(stored[0]).toMatchObject({ size: 36, purgedAt: null })
  expect((await rowsOf(other.id))[0]?.sha256).toEqual(stored[0]?.sha256)
})

test('many who bring the same mails in any order at once wait for each other, and none fails', async () => {
  const texts = Array.from({ length: 40 }, () => randomUUID())
  const boxes = await Promise.all(Array.from({ length: 4 }, newMailbox))
  await Promise.all(
    boxes.map((box, turn) =>
      keep(
        box.id,
        (turn % 2 ? texts : texts.toReversed()).map((text, at) => mail(at + 1, text)),
      ),
    ),
  )
  for (const box of boxes) expect(await rowsOf(box.id)).toHaveLength(40)
})

test('what comes in an hour is counted by the hour', async () => {
  const mailbox = await newMailbox()
  await keep(mailbox.id, [mail(1, 'abc'), mail(2, 'de')])
  await keep(mailbox.id, [mail(2, 'de'), mail(3, 'f')])
  const hours = await db().select().from(mailboxHours).where(eq(mailboxHours.mailboxId, mailbox.id))
  expect(hours).toEqual([{ mailboxId: mailbox.id, hour: now, mails: 3, bytes: 6 }])
})

test('the database refuses bytes under a hash that is not theirs', async () => {
  const wrong = { sha256: new Uint8Array(32), size: 1, bytes: new Uint8Array([1]) }
  await expect(db().insert(rawContents).values(wrong)).rejects.toMatchObject({
    cause: { constraint_name: 'raw_contents_sha256' },
  })
})

test('two mails that could not be fetched are not taken for repeats of each other', async () => {
  const mailbox = await newMailbox()
  const broken = { bytes: Buffer.alloc(0), internalDate: now, fault: 'The server refused it.' }
  await keep(mailbox.id, [{ uid: 1, ...broken }, { uid: 2, ...broken }, mail(3, '')])
  const rows = await rowsOf(mailbox.id)
  expect(rows.map(({ state, duplicateOf }) => [state, duplicateOf])).toEqual([
    ['failed', null],
    ['failed', null],
    ['received', null],
  ])
  expect(rows[0]).toMatchObject({ failedStep: 'fetch', reason: 'The server refused it.' })
})

test('the cursor never goes back within one numbering', async () => {
  const mailbox = await newMailbox()
  await keep(mailbox.id, [mail(9)])
  await keep(mailbox.id, [mail(5)])
  expect((await readRow(db(), mailbox)).lastUid).toBe(9)
})

test('mails and cursor are one: without the lease neither is written', async () => {
  const mailbox = await newMailbox()
  await db().update(mailboxes).set({ leaseHolder: 'me', leaseUntil: now }).where(eq(mailboxes.id, mailbox.id))
  await keep(mailbox.id, [mail(1)], { holder: 'me' })
  await expect(keep(mailbox.id, [mail(2)], { holder: 'another' })).rejects.toThrow(LeaseLost)
  expect((await rowsOf(mailbox.id)).map(({ uid }) => uid)).toEqual([1])
  expect((await readRow(db(), mailbox)).lastUid).toBe(1)
})

test('intake is woken when the mails are there', async () => {
  const mailbox = await newMailbox()
  let woken = 0
  await house.worker.sql.listen('raw_mails', () => {
    woken += 1
  })
  await keep(mailbox.id, [mail(1, 'wake'), mail(2, 'up')])
  await until(async () => woken > 0, 'the notice')
})

test('a fed file belongs to no mailbox; fed again it is a repeat', async () => {
  const bytes = Buffer.from(randomUUID())
  const first = await db().transaction((tx) => keepFedMail(tx, { bytes, now }))
  const second = await db().transaction((tx) => keepFedMail(tx, { bytes, now }))
  expect(first.duplicateOf).toBeNull()
  expect(second.duplicateOf).toBe(first.id)
})
