import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hexOf, jsonRows } from '#app/db/json-rows.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function written(text: string): Promise<string | undefined> {
  const [row] = await database.worker.db.execute<{ text: string }>(
    sql`select text from json_to_recordset(${jsonRows([{ text }])}::json) given (text text)`,
  )
  return row?.text
}

test.each([
  ['half a letter as a broken charset leaves it', 'Mei\ud800 Chen\udc00', 'Mei\ufffd Chen\ufffd'],
  ['a backslash before the same signs', String.raw`C:\ud800 and \\udfff`, String.raw`C:\ud800 and \\udfff`],
  ['a backslash, then half a letter', '\\\ud800', '\\\ufffd'],
  ['a whole letter of two halves', '𝒜 and 陈', '𝒜 and 陈'],
  ['quotes, line ends and marks', '"\'\n\t{}[],', '"\'\n\t{}[],'],
])('%s is kept as the database can hold it', async (_, text, kept) => {
  expect(await written(text)).toBe(kept)
})

test('bytes go and come back, also those in the middle of a buffer', async () => {
  const bytes = Buffer.from([9, 0, 255, 128, 10, 9]).subarray(1, 5)
  const [row] = await database.worker.sql`select decode(hex, 'hex') as bytes
    from json_to_recordset(${jsonRows([{ hex: hexOf(bytes) }])}::json) given (hex text)`
  expect(Buffer.from(row?.bytes ?? []).toJSON()).toEqual(bytes.toJSON())
})
