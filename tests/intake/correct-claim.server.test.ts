import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correctClaim } from '#app/intake/correct-claim.server.ts'
import type { Person } from '#app/staff/person.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { putMessage, putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { unproved } from '#tests/factories/sender.ts'
import { keepAna, keepMei } from '#tests/resets/reset-case.ts'

const now = new Date('2026-11-24T10:00:00Z')
const text = 'Hello, they call me Sunny, and I am from Denver. Sunny is a good name.'

let house: TestDatabase
let ana: Person
let account: string

beforeAll(async () => {
  house = await openTestDatabase()
  ana = { id: await keepAna(house), name: 'Ana', email: 'ana@desk.example', role: 'agent' }
  account = (await keepMei(house)).number
})
afterAll(() => house.close())

async function openedCase() {
  const ticketId = await putTicket(house, {
    claimedAccount: account,
    senderAddress: 'mei@example.org',
    openedAt: now,
    state: 'open',
  })
  const messageId = await putMessage(house, ticketId, 'mei@example.org', now)
  await house.owner.db
    .update(messages)
    .set({ text, subject: 'Account help', verdict: unproved('mei@example.org') })
    .where(eq(messages.id, messageId))
  return { ticketId, messageId }
}

const mark = (
  of: { ticketId: number; messageId: number },
  version: number,
  words = 'Sunny',
  kind: 'nickname' | 'city' = 'nickname',
) =>
  correctClaim(house.web.db, {
    ticketId: of.ticketId,
    version,
    person: ana,
    now,
    correction: { act: 'mark', messageId: of.messageId, kind, words },
  })

const claimsOf = (ticketId: number) =>
  house.auditor
    .sql`select id, kind, value, raw, source, start, "end", added_by, struck_by, replaces from claims where ticket_id = ${ticketId} order by id`

const ticketOf = async (ticketId: number) =>
  (await house.web.sql`select version, assessment_id from tickets where id = ${ticketId}`)[0] as {
    version: number
    assessment_id: string | null
  }

describe('an agent marks words of a mail as a claim', () => {
  test('at their place, under his name, and the case is weighed again at once', async () => {
    const of = await openedCase()
    expect(await mark(of, 1)).toBeNull()
    const [claim] = await claimsOf(of.ticketId)
    expect(claim).toMatchObject({ kind: 'nickname', value: 'Sunny', raw: 'Sunny', source: 'text', added_by: ana.id })
    expect(text.slice(claim?.start, claim?.end)).toBe('Sunny')
    const first = await ticketOf(of.ticketId)
    expect(first.version).toBe(2)
    expect(first.assessment_id).not.toBeNull()
    expect(await mark(of, 2, 'Denver', 'city')).toBeNull()
    expect((await ticketOf(of.ticketId)).assessment_id).not.toBe(first.assessment_id)
  })

  test.each([
    ['words that are not in the mail', 'Moonlight', 'nickname', /do not stand/],
    [
      'words that say no such thing',
      'Hello, they call me Sunny, and I am from Denver. Sunny is a good name. '.repeat(4),
      'city',
      /do not say/,
    ],
    ['nothing', ' ', 'nickname', /do not say/],
  ] as const)('%s are refused, and nothing changes', async (_what, words, kind, refusal) => {
    const of = await openedCase()
    expect(await mark(of, 1, words, kind)).toMatch(refusal)
    expect(await claimsOf(of.ticketId)).toHaveLength(0)
    expect((await ticketOf(of.ticketId)).version).toBe(1)
  })

  test('a mail of another case, and a case that changed meanwhile, are refused', async () => {
    const [one, other] = [await openedCase(), await openedCase()]
    expect(await mark({ ticketId: one.ticketId, messageId: other.messageId }, 1)).toMatch(/not part of the case/)
    expect(await mark(one, 7)).toMatch(/has changed/)
  })

  test('a decided case keeps its evidence', async () => {
    const of = await openedCase()
    await house.owner.sql`update tickets set state = 'denied' where id = ${of.ticketId}`
    expect(await mark(of, 1)).toMatch(/stays as it was/)
  })
})

describe('a claim that was read wrongly', () => {
  const correct = (ticketId: number, version: number, correction: Parameters<typeof correctClaim>[1]['correction']) =>
    correctClaim(house.web.db, { ticketId, version, person: ana, now, correction })

  test('is struck: it stays on record and is weighed no more', async () => {
    const of = await openedCase()
    await mark(of, 1)
    const [claim] = await claimsOf(of.ticketId)
    expect(await correct(of.ticketId, 2, { act: 'strike', claimId: Number(claim?.id) })).toBeNull()
    expect((await claimsOf(of.ticketId))[0]).toMatchObject({ value: 'Sunny', struck_by: ana.id })
    const [weighed] = await house.auditor.sql`
      select a.subject->'facts' as facts from tickets t join assessments a on a.id = t.assessment_id where t.id = ${of.ticketId}`
    expect(JSON.stringify(weighed)).not.toContain('nickname')
    expect(await correct(of.ticketId, 3, { act: 'strike', claimId: Number(claim?.id) })).toMatch(/no longer there/)
  })

  test('is changed: another stands in its place and says which', async () => {
    const of = await openedCase()
    await mark(of, 1)
    const [claim] = await claimsOf(of.ticketId)
    const change = { act: 'change', claimId: Number(claim?.id), kind: 'city', words: 'Denver' } as const
    expect(await correct(of.ticketId, 2, change)).toBeNull()
    const [old, fresh] = await claimsOf(of.ticketId)
    expect(old?.struck_by).toBe(ana.id)
    expect(fresh).toMatchObject({ kind: 'city', value: 'Denver', replaces: old?.id, struck_by: null })
  })

  test('every step is in the audit, without the value', async () => {
    const rows = await house.auditor.sql`select verb, details from audit_entries where verb like 'claim_%'`
    expect(new Set(rows.map(({ verb }) => verb))).toEqual(new Set(['claim_marked', 'claim_struck', 'claim_changed']))
    expect(JSON.stringify(rows)).not.toMatch(/Sunny|Denver/)
  })

  test('the database refuses to rewrite it, or to take the stroke back', async () => {
    await expect(house.owner.sql`update claims set value = 'another'`).rejects.toThrow(/never rewritten/)
    await expect(
      house.owner.sql`update claims set struck_at = null, struck_by = null where struck_at is not null`,
    ).rejects.toThrow(/never rewritten/)
  })
})
