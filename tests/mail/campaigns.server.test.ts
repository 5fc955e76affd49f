import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Sighting } from '#app/mail/campaign.ts'
import { countSightings, forgetSightings } from '#app/mail/campaigns.server.ts'
import { sightings } from '#drizzle/schema/sightings.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.owner.db.delete(sightings))
afterAll(() => database.close())

const now = new Date('2026-11-22T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const sender: Sighting = { kind: 'sender', mark: '-9223372036854775808' }
const body: Sighting = { kind: 'body', mark: '42' }
const count = (mails: Sighting[][], at = now) => database.worker.db.transaction((tx) => countSightings(tx, mails, at))

test('mails are counted within their batch and over batches', async () => {
  expect(await count([[sender, body], [body], []])).toEqual([{ sender: 0, body: 0 }, { body: 1 }, {}])
  expect(await count([[sender, body]], later(10))).toEqual([{ sender: 1, body: 2 }])
})

test('after an hour a mail counts no more, and after a day it is forgotten', async () => {
  await count([[sender]])
  expect(await count([[sender]], later(61))).toEqual([{ sender: 0 }])
  await forgetSightings(database.worker.db, later(24 * 60 + 1))
  expect(await database.owner.db.$count(sightings)).toBe(1)
})

test('a batch that is rolled back leaves no count', async () => {
  const failing = database.worker.db.transaction(async (tx) => {
    await countSightings(tx, [[body]], now)
    throw new Error('a fault')
  })
  await expect(failing).rejects.toThrow('a fault')
  expect(await count([[body]])).toEqual([{ body: 0 }])
})

test('counting ends at five hundred', async () => {
  await count(Array.from({ length: 600 }, () => [body]))
  expect(await count([[body]])).toEqual([{ body: 500 }])
})

test('counting walks an index, however many marks there are', async () => {
  await database.owner
    .sql`insert into sightings (mark, seen_at) select n, ${now.toISOString()}::timestamptz + n * interval '1 s' from generate_series(1, 20000) n`
  await database.owner.sql`analyze sightings`
  const plan = await database.owner.sql`
    explain select 1 from sightings where mark = 7 and seen_at > ${now.toISOString()} limit 500`
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('sightings_mark')
})
