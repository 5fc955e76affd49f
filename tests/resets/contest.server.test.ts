import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { completeReset } from '#app/resets/complete-reset.server.ts'
import { contest, readContest } from '#app/resets/contest.server.ts'
import { contestToken } from '#app/resets/contest-link.ts'
import { readReset } from '#app/resets/reset.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { goodPassword, keepAna, keys, later, mailing, now, sendLink } from './reset-case.ts'

let database: TestDatabase
let anaId: string
beforeAll(async () => {
  database = await openTestDatabase()
  anaId = await keepAna(database)
})
afterAll(() => database.close())

const linkOf = (resetId: number, channel: string | null | undefined, at = later(20)) => ({
  token: contestToken(keys.contestLink, { resetId, channel: String(channel) }),
  key: keys.contestLink,
  now: at,
})

async function ticketOf(id: number) {
  const [row] = await database.owner.db
    .select({ state: tickets.state, version: tickets.version })
    .from(tickets)
    .where(eq(tickets.id, id))
  return row
}

test('contesting a live link freezes the case and kills the link', async () => {
  const { mei, token, ticketId, resetId } = await sendLink(database, anaId)
  const link = linkOf(resetId, mei.registeredEmail)
  expect(await contest(database.web.db, { ...link, reason: 'I did not ask for this' })).toBe(true)
  expect(await ticketOf(ticketId)).toEqual({ state: 'frozen', version: 2 })
  expect(await readReset(database.web.db, token, now)).toBeNull()
  expect(await completeReset(database.web.db, { token, password: goodPassword, now: later(21), ...mailing })).toEqual({
    refusal: 'dead',
  })
})

test('contesting after the password was set freezes the case and leaves the reset as it is', async () => {
  const { mei, token, ticketId, resetId } = await sendLink(database, anaId)
  await completeReset(database.web.db, { token, password: goodPassword, now: later(10), ...mailing })
  expect(await contest(database.web.db, { ...linkOf(resetId, mei.registeredEmail), reason: '' })).toBe(true)
  expect(await ticketOf(ticketId)).toEqual({ state: 'frozen', version: 3 })
  const [reset] = await database.owner.db.select({ state: resets.state }).from(resets).where(eq(resets.id, resetId))
  expect(reset).toEqual({ state: 'used' })
})

test('said twice, or by two clicks at once, it counts once', async () => {
  const { mei, ticketId, resetId } = await sendLink(database, anaId)
  const link = linkOf(resetId, mei.registeredEmail)
  expect(await readContest(database.web.db, link)).toEqual({ contested: false })
  const said = await Promise.all([1, 2, 3].map((n) => contest(database.web.db, { ...link, reason: `click ${n}` })))
  expect(said).toEqual([true, true, true])
  expect(await readContest(database.web.db, link)).toEqual({ contested: true })
  expect(await ticketOf(ticketId)).toEqual({ state: 'frozen', version: 2 })
  const rows = await database.owner.db.select().from(contests).where(eq(contests.resetId, resetId))
  expect(rows).toHaveLength(1)
  const entries = await database.owner.db
    .select({ verb: auditEntries.verb, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.ticketId, ticketId))
  expect(entries.map(({ verb }) => verb)).toEqual(['reset_disavowed'])
  expect(JSON.stringify(entries)).not.toContain(mei.registeredEmail)
})

test('looking at the link freezes nothing', async () => {
  const { mei, ticketId, resetId } = await sendLink(database, anaId)
  await readContest(database.web.db, linkOf(resetId, mei.registeredEmail))
  expect(await ticketOf(ticketId)).toEqual({ state: 'link_sent', version: 1 })
})

test('an address that was never told cannot contest, though its link is signed', async () => {
  const { ticketId, resetId } = await sendLink(database, anaId)
  expect(await contest(database.web.db, { ...linkOf(resetId, 'eve@example.net'), reason: 'mine' })).toBe(false)
  expect(await ticketOf(ticketId)).toEqual({ state: 'link_sent', version: 1 })
})

test.each([
  { says: 'after 90 days', at: later(91 * 24 * 60), key: keys.contestLink },
  { says: 'signed with another key', at: later(1), key: keys.resetToken },
])('a link $says is not one of ours', async ({ at, key }) => {
  const { mei, resetId } = await sendLink(database, anaId)
  const token = contestToken(key, { resetId, channel: String(mei.registeredEmail) })
  const link = { token, key: keys.contestLink, now: at }
  expect(await readContest(database.web.db, link)).toBeNull()
  expect(await contest(database.web.db, { ...link, reason: '' })).toBe(false)
})
