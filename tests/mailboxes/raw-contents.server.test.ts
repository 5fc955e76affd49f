import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { hashOf, putContents } from '#app/mailboxes/raw-contents.server.ts'
import { rawContents } from '#drizzle/schema/mails.ts'
import { openTestDatabase } from '#tests/database/database.ts'

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))

const kinds: readonly (readonly [string, Uint8Array])[] = [
  ['no bytes', Buffer.alloc(0)],
  [
    'plain letters with line ends of both kinds',
    Buffer.from('From: mei@example.com\r\n\r\nA "quote", a \\ and a \'\n'),
  ],
  ['UTF-8 behind a byte order mark', Buffer.from('\ufeff我的号码 😀', 'utf8')],
  ['a NUL among letters', Buffer.from('before\0after')],
  ['latin-1', Buffer.from('Grüße', 'latin1')],
  ['half a letter of UTF-8', Buffer.from('我').subarray(0, 2)],
  ['a surrogate as no UTF-8 has it', Buffer.from([0xed, 0xa0, 0x80])],
  ['every byte', everyByte],
  ['a part of a larger buffer', everyByte.subarray(40, 90)],
  ['a large one', Buffer.concat(Array.from({ length: 4_000 }, () => everyByte))],
]

test('bytes of every kind are kept as they came, and each content once', async () => {
  const { worker, close } = await openTestDatabase()
  const contents = [...kinds, ...kinds].map(([, bytes]) => bytes)
  const hashes = await worker.db.transaction((tx) => putContents(tx, contents))
  expect(hashes.map((hash) => Buffer.from(hash))).toEqual(contents.map((bytes) => Buffer.from(hashOf(bytes))))
  for (const [what, bytes] of kinds) {
    const [row] = await worker.db
      .select()
      .from(rawContents)
      .where(eq(rawContents.sha256, hashOf(bytes)))
    expect(Buffer.from(row?.bytes ?? 'nothing').equals(bytes), what).toBe(true)
    expect(row?.size, what).toBe(bytes.length)
  }
  expect(await worker.db.$count(rawContents)).toBe(kinds.length)
  await close()
})
