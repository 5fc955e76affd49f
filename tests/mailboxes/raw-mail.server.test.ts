import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { type AttachmentReading, readAttachedFile } from '#app/mailboxes/attachment.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { readMailBytes, readRawFile, readRawText } from '#app/mailboxes/raw-mail.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { attachments, messages } from '#drizzle/schema/mails.ts'
import { reads } from '#drizzle/schema/reads.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { mailWith } from '#tests/factories/attached-mail.ts'
import { testDesk } from '#tests/intake/test-desk.ts'
import { hire } from '#tests/tickets/hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
const paper = Buffer.from('Paper of Mei')

let database: TestDatabase
let staffId: string
beforeEach(async () => {
  database = await openTestDatabase()
  staffId = (await hire(database, 'Sol', 'supervisor')).id
})
afterEach(() => database.close())

/** A mail of a case, with its number. */
async function takeIn(bytes: Uint8Array): Promise<{ mailId: number; ticketId: number }> {
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
  const [mail] = await database.owner.db.select().from(messages)
  return { mailId: mail?.id ?? 0, ticketId: mail?.ticketId ?? 0 }
}

const withPaper = () => mailWith([{ filename: 'paper.txt', contentType: 'text/plain', bytes: paper }])

const deeds = () =>
  database.owner.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.verb, 'mail_source_read'))
    .orderBy(auditEntries.id)
const looks = () => database.owner.db.select().from(reads).orderBy(reads.id)

describe('a mail as it came', () => {
  test('is given byte for byte, and the audit and the reads keep who had it', async () => {
    const bytes = withPaper()
    const { mailId, ticketId } = await takeIn(bytes)
    const file = await readRawFile(database.web.db, { mailId, staffId, now })
    expect(Buffer.from(file ?? []).equals(bytes)).toBe(true)
    expect(await deeds()).toMatchObject([{ staffId, ticketId, details: { mail: mailId, part: 'file' } }])
    expect(await looks()).toMatchObject([{ staffId, kind: 'raw_read', ticketId, subject: `mail ${mailId}, file` }])
  })

  test('is shown as text: its headers alone, or all of it, each a reading of its own', async () => {
    const { mailId } = await takeIn(withPaper())
    const headers = await readRawText(database.web.db, { mailId, part: 'headers', staffId, now })
    expect(headers).toMatchObject({ text: expect.stringContaining('Subject: I lost my password'), cut: false })
    expect(headers?.text).not.toContain('29433423')
    const raw = await readRawText(database.web.db, { mailId, part: 'raw', staffId, now })
    expect(raw?.text).toContain('29433423')
    expect((await deeds()).map(({ details }) => details.part)).toEqual(['headers', 'raw'])
    expect(await looks()).toHaveLength(2)
  })

  test('is shown to its limit, and says that there is more', async () => {
    const long = Buffer.concat([withPaper(), Buffer.alloc(300_000, 'x')])
    const { mailId } = await takeIn(long)
    const raw = await readRawText(database.web.db, { mailId, part: 'raw', staffId, now })
    expect(raw).toMatchObject({ size: long.length, cut: true })
    expect(raw?.text).toHaveLength(200_000)
    const headers = await readRawText(database.web.db, { mailId, part: 'headers', staffId, now })
    expect(headers?.cut).toBe(false)
  })

  test('shows the signs that turn or hide text as their codes', async () => {
    const bytes = Buffer.concat([withPaper(), Buffer.from('a\u202eb\u200bc\x1b[2Jd')])
    const { mailId } = await takeIn(bytes)
    const raw = await readRawText(database.web.db, { mailId, part: 'raw', staffId, now })
    expect(raw?.text).toContain('a[U+202E]b[U+200B]c[U+001B][2Jd')
  })

  test('that does not exist, or whose time was over, is nothing and leaves nothing', async () => {
    const { mailId } = await takeIn(withPaper())
    expect(await readRawFile(database.web.db, { mailId: 999, staffId, now })).toBeNull()
    await database.owner.sql`update raw_contents set bytes = null, purged_at = now()`
    expect(await readRawFile(database.web.db, { mailId, staffId, now })).toBeNull()
    expect(await readRawText(database.web.db, { mailId, part: 'raw', staffId, now })).toBeNull()
    expect(await readMailBytes(database.web.db, mailId)).toBeNull()
    expect([await deeds(), await looks()]).toEqual([[], []])
  })
})

describe('an attachment of a case', () => {
  const read = (attachmentId: number, how: AttachmentReading['how'] = 'downloaded') =>
    readAttachedFile(database.web.db, { attachmentId, how, staffId, now })
  const attachmentId = async () => (await database.owner.db.select().from(attachments))[0]?.id ?? 0

  test('is read from its mail, and every download is kept', async () => {
    const bytes = withPaper()
    const { ticketId } = await takeIn(bytes)
    const id = await attachmentId()
    const file = await read(id)
    expect(file).toMatchObject({ filename: 'paper.txt', contentType: 'text/plain' })
    expect(Buffer.from(file?.mail ?? []).equals(bytes)).toBe(true)
    await read(id)
    await read(id, 'attachment_viewed')
    await read(id, 'attachment_viewed')
    expect((await looks()).map(({ kind, ticketId: of }) => [kind, of])).toEqual([
      ['downloaded', ticketId],
      ['downloaded', ticketId],
      ['attachment_viewed', ticketId],
    ])
  })

  test('is not read where its mail is on no case, its bytes are gone, or it does not exist', async () => {
    await takeIn(withPaper())
    const id = await attachmentId()
    expect(await read(id + 1)).toBeNull()
    await database.owner.sql`update messages set ticket_id = null`
    expect(await read(id)).toBeNull()
    await database.owner.sql`update messages set ticket_id = (select id from tickets limit 1)`
    await database.owner.sql`update raw_contents set bytes = null, purged_at = now()`
    expect(await read(id)).toBeNull()
    expect(await looks()).toEqual([])
  })
})
