import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPolicy, listPolicies, readActivePolicy } from '#app/evidence/policies.server.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import {
  approvePolicy,
  findSupervisor,
  proposePolicy,
  refusePolicy,
  takeUpPolicy,
} from '#app/evidence/propose-policy.server.ts'
import type { Role } from '#app/staff/permissions.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

const now = new Date('2030-11-22T10:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

let database: TestDatabase
let sol: string
let raj: string
let ana: string

beforeAll(async () => {
  database = await openTestDatabase()
  sol = await keepPerson('Sol', 'supervisor')
  raj = await keepPerson('Raj', 'supervisor')
  ana = await keepPerson('Ana', 'agent')
})
afterAll(() => database.close())

async function keepPerson(name: string, role: Role): Promise<string> {
  const email = `${name.toLowerCase()}@desk.example`
  const [row] = await database.owner.db.insert(staff).values({ name, email, role, passwordHash: 'none' }).returning()
  return (row as { id: string }).id
}

const propose = (version: string, proposerId = sol) =>
  proposePolicy(database.web.db, {
    policy: { ...shippedPolicy, version, attackShare: 0.2 },
    proposerId,
    reason: 'More attacks than we thought',
    now,
  })

const active = async (at: Date) => (await readActivePolicy(database.worker.db, at)).version

describe('a policy becomes the desk’s by two supervisors', () => {
  test('a proposal is kept whole, with its reason, and weighs nothing', async () => {
    expect(await propose('policy-a')).toEqual({ version: 'policy-a' })
    expect((await findPolicy(database.auditor.db, 'policy-a'))?.attackShare).toBe(0.2)
    expect(await active(later(1000))).toBe('policy-v2')
    const [listed] = (await listPolicies(database.web.db, now)).filter(({ version }) => version === 'policy-a')
    expect(listed).toMatchObject({ state: 'proposed', reason: 'More attacks than we thought', answeredBy: null })
  })

  test('its proposer cannot approve it, an agent can neither propose nor approve', async () => {
    const answer = { version: 'policy-a', now, activeFrom: later(1) }
    expect(await approvePolicy(database.web.db, { ...answer, staffId: sol })).toMatch(/second supervisor/)
    expect(await approvePolicy(database.web.db, { ...answer, staffId: ana })).toMatch(/supervisor/)
    expect(await propose('policy-of-ana', ana)).toHaveProperty('refusal')
    expect(await active(later(1000))).toBe('policy-v2')
  })

  test('it begins at the moment the second one names, never in the past', async () => {
    const answer = { version: 'policy-a', staffId: raj, now }
    expect(await approvePolicy(database.web.db, { ...answer, activeFrom: later(-1) })).toMatch(/never in the past/)
    expect(await approvePolicy(database.web.db, { ...answer, activeFrom: later(2) })).toBeNull()
    expect(await active(later(1))).toBe('policy-v2')
    expect(await active(later(3))).toBe('policy-a')
    const states = (await listPolicies(database.web.db, later(3))).map(({ version, state }) => [version, state])
    expect(Object.fromEntries(states)).toMatchObject({ 'policy-a': 'active', 'policy-v2': 'was active' })
  })

  test('it is answered once', async () => {
    expect(await approvePolicy(database.web.db, { version: 'policy-a', staffId: raj, now, activeFrom: now })).toMatch(
      /answered already/,
    )
    expect(await refusePolicy(database.web.db, { version: 'policy-a', staffId: raj, now })).toMatch(/answered already/)
  })

  test('the proposer may take his own back; a taken name and an empty reason are refused', async () => {
    await propose('policy-b')
    expect(await propose('policy-b')).toHaveProperty('refusal')
    expect(await refusePolicy(database.web.db, { version: 'policy-b', staffId: sol, now })).toBeNull()
    const silent = { policy: { ...shippedPolicy, version: 'policy-c' }, proposerId: sol, reason: ' ', now }
    expect(await proposePolicy(database.web.db, silent)).toHaveProperty('refusal')
  })

  test('each step is in the audit', async () => {
    const rows = await database.auditor.sql`select verb, details->>'version' as version from audit_entries order by id`
    expect(rows.map(({ verb, version }) => `${verb} ${version}`)).toEqual([
      'policy_proposed policy-a',
      'policy_approved policy-a',
      'policy_proposed policy-b',
      'policy_refused policy-b',
    ])
  })

  test('an offered version is taken up by two like any other', async () => {
    const { sql } = database.owner
    const content = JSON.stringify({ ...shippedPolicy, version: 'offer-v1', attackShare: 0.3 })
    await sql`insert into policies (version, content, shipped) values ('offer-v1', ${content}::text::jsonb, true)`
    const offered = (await listPolicies(database.web.db, now)).find(({ version }) => version === 'offer-v1')
    expect(offered?.state).toBe('offered')
    const answer = { version: 'offer-v1', now, activeFrom: later(1) }
    expect(await approvePolicy(database.web.db, { ...answer, staffId: raj })).toMatch(/answered already/)
    expect(await takeUpPolicy(database.web.db, { ...answer, staffId: ana })).toHaveProperty('refusal')
    expect(await takeUpPolicy(database.web.db, { ...answer, staffId: sol })).toEqual({ version: 'offer-v2' })
    expect((await findPolicy(database.web.db, 'offer-v2'))?.attackShare).toBe(0.3)
    const own = { ...answer, version: 'offer-v2' }
    expect(await approvePolicy(database.web.db, { ...own, staffId: sol })).toMatch(/second supervisor/)
    expect(await takeUpPolicy(database.web.db, { ...own, staffId: sol })).toHaveProperty('refusal')
  })

  test('only a supervisor who still works here is found by his address', async () => {
    expect(await findSupervisor(database.owner.db, 'sol@desk.example')).toBe(sol)
    expect(await findSupervisor(database.owner.db, 'ana@desk.example')).toBeNull()
  })
})

describe('the database holds to it without the program', () => {
  test.each([
    ['numbers', `update policies set content = '{}' where version = 'policy-a'`],
    ['the reason', `update policies set reason = 'another' where version = 'policy-a'`],
    ['an answer', `update policies set active_from = active_from + interval '1 day' where version = 'policy-a'`],
    ['the shipped policy', `update policies set active_from = now() where version = 'policy-v2'`],
    ['the row', `delete from policies where version = 'policy-b'`],
  ])('%s cannot be changed', async (_what, statement) => {
    await expect(database.owner.sql.unsafe(statement)).rejects.toThrow(/stays as|answered already|never taken away/)
  })

  test('one person alone makes nothing active', async () => {
    const statement = `insert into policies (version, content, proposed_by, approved_by, approved_at, active_from)
      values ('alone', '{}', '${sol}', '${sol}', now(), now())`
    await expect(database.owner.sql.unsafe(statement)).rejects.toThrow(/policies_two_people/)
  })
})
