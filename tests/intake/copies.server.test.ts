import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'
import { plainMail } from './plain-mail.ts'
import { testDesk } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
const signingKey = makeSigningKey()
let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
  await putAccounts(database, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com' })], now)
})
afterEach(() => database.close())

describe('a signed mail that comes once more by another way', () => {
  const zone = demoZone({ domains: ['example.com'], key: signingKey })
  const minutes = (many: number) => new Date(now.getTime() + many * 60_000)
  /** What the host of one alias writes above the mail. */
  const byAlias = (alias: string, mail: Uint8Array) =>
    Buffer.concat([
      Buffer.from(
        `Delivered-To: ${alias}\r\nReceived: from mx.example.net by mail.latchkey.example\r\n\tfor ${alias}\r\n`,
      ),
      mail,
    ])
  async function bothCopies(change: (mail: string) => string, { apart = 1, most = 10 } = {}) {
    const meis = { from: 'Mei <mei@example.com>', subject: 'Lost password', text: 'My number is 29433423.' }
    const genuine = await sign(Buffer.from(plainMail(meis)), 'example.com', signingKey, now)
    const copy = Buffer.from(change(genuine.toString()))
    const copies = [byAlias('help@latchkey.example', genuine), byAlias('support@latchkey.example', copy)]
    await database.worker.db.transaction(async (tx) => {
      for (const [nth, bytes] of copies.entries()) await putRawMail(tx, { bytes, arrivedAt: minutes(nth * apart) })
    })
    const desk = testDesk({ zone, now: minutes(apart) })
    while ((await takeInMails(database.worker.db, desk, most)) > 0);
    const levels = await database.worker.db.select({ level: messages.level }).from(messages).orderBy(asc(messages.id))
    return levels.map(({ level }) => level)
  }

  test.each([1, 10])('within the hour and alike is the same mail twice (batches of %i)', async (most) => {
    expect(await bothCopies((mail) => mail, { most })).toEqual(['strong'])
    const [, second] = await database.worker.db.select().from(rawMails).orderBy(asc(rawMails.id))
    expect(second).toMatchObject({ state: 'done', duplicateOf: 1, reason: expect.stringContaining('another copy') })
  })

  test('a day later is a replay', async () => {
    expect(await bothCopies((mail) => mail, { apart: 1440 })).toEqual(['strong', 'fail'])
  })

  test.each([
    { what: 'to another recipient', change: (mail: string) => mail.replace(/^To: .*$/m, 'To: eve@example.net\r') },
    { what: 'with another field', change: (mail: string) => `Reply-To: eve@example.net\r\n${mail}` },
    { what: 'with other words', change: (mail: string) => mail.replace('29433423', '29433424') },
  ])('$what is a replay', async ({ change }) => {
    expect(await bothCopies(change)).toEqual(['strong', 'fail'])
  })
})
