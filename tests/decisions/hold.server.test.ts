import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settleFreeze } from '#app/decisions/settle-freeze.server.ts'
import { watchApprovals } from '#app/decisions/watch-approvals.server.ts'
import { contest, readContest } from '#app/resets/contest.server.ts'
import { contestToken } from '#app/resets/contest-link.ts'
import type { Person } from '#app/staff/person.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { switches } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'
import {
  end,
  keys,
  lettersOf,
  now,
  openHeldCase,
  passHold,
  readApproval,
  readTicket,
  rule,
  takeIn,
} from './approval-case.ts'

let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
})
afterEach(() => database.close())

const watch = () => watchApprovals(database.worker.db, { key: keys.messageIdKey, now })
const links = () => database.web.db.select().from(resets)
const hourMs = 3_600_000

test('an approval of a doubtful address begins a hold: no link, and every channel is told at once', async () => {
  const formerEmails = [{ address: 'mei.old@example.net', until: new Date(now.getTime() - 5 * 24 * hourMs) }]
  const ticket = await openHeldCase(database, { formerEmails })
  expect(ticket).toMatchObject({ route: 'registered', recommendation: 'approve' })
  expect(await rule(database, ana, 'approve')).toHaveProperty('decisionId')
  expect(await readTicket(database)).toMatchObject({ state: 'held', version: ticket.version + 1 })
  const approval = await readApproval(database)
  expect(approval).toMatchObject({ state: 'holding', route: 'registered', holdHours: 24, target: 'mei@example.com' })
  expect((approval.holdUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23.9 * hourMs)
  expect(await links()).toEqual([])
  expect(await lettersOf(database)).toEqual(['hold to mei@example.com', 'hold to mei.old@example.net'])
})

test('the link goes out when the hold ends, once, and only then', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  expect(await end(database)).toBe('later')
  expect(await end(database, new Date(now.getTime() + 30 * 24 * hourMs))).toBe('later')
  expect(await links()).toEqual([])
  await passHold(database, 25)
  expect(await end(database, new Date(now.getTime() - 48 * hourMs))).toBe('later')
  const both = await Promise.all([end(database), end(database)])
  expect(both.sort()).toEqual(['link made', 'not holding'])
  expect(await links()).toMatchObject([{ sentTo: 'mei@example.com', state: 'live', expiresAt: null }])
  expect(await readTicket(database)).toMatchObject({ state: 'link_sent' })
  expect(await lettersOf(database)).toEqual(['hold to mei@example.com', 'link to mei@example.com'])
})

test('whoever was told stops it with the link of his letter, and it counts as said until a supervisor has looked', async () => {
  const { id: ticketId } = await openHeldCase(database)
  await rule(database, ana, 'approve')
  const { id: approvalId } = await readApproval(database)
  const link = (channel: string) => ({
    token: contestToken(keys.resetTokenKey, { approvalId, channel }),
    key: keys.resetTokenKey,
    now,
  })
  expect(await contest(database.web.db, { ...link('eve@example.net'), reason: '' })).toBe(false)
  expect(await readContest(database.web.db, link('mei@example.com'))).toEqual({ contested: false })
  expect(await contest(database.web.db, { ...link('mei@example.com'), reason: 'not me' })).toBe(true)
  expect(await readContest(database.web.db, link('mei@example.com'))).toEqual({ contested: true })
  expect(await readTicket(database)).toMatchObject({ state: 'frozen' })
  expect(await readApproval(database)).toMatchObject({ state: 'void' })
  await passHold(database)
  expect(await end(database)).toBe('not holding')
  const sol = await hire(database, 'Sol', 'supervisor')
  const { version } = await readTicket(database)
  await settleFreeze(database.web.db, { ticketId, version, reason: 'She called.', person: sol, now })
  expect(await rule(database, ana, 'approve')).toHaveProperty('decisionId')
})

test('a contest and the end of the hold at the same moment leave no link that works', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  const { id: approvalId } = await readApproval(database)
  await passHold(database, 25)
  const token = contestToken(keys.resetTokenKey, { approvalId, channel: 'mei@example.com' })
  const [, said] = await Promise.all([
    end(database),
    contest(database.web.db, { token, key: keys.resetTokenKey, now, reason: 'not me' }),
  ])
  expect(said).toBe(true)
  expect(await readTicket(database)).toMatchObject({ state: 'frozen' })
  for (const { state } of await links()) expect(state).toBe('revoked')
})

test('freezing the case voids its hold', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  expect(await rule(database, ana, 'freeze', { reason: 'The owner called.' })).toHaveProperty('decisionId')
  expect(await readTicket(database)).toMatchObject({ state: 'frozen' })
  expect(await readApproval(database)).toMatchObject({
    state: 'void',
    endReason: 'The case was frozen: The owner called.',
  })
})

test.each<[string, () => Promise<unknown>]>([
  [
    'the registered address',
    () =>
      database.owner.db
        .update(accounts)
        .set({ registeredEmail: 'eve@example.net', emailVersion: 2 })
        .where(eq(accounts.number, '29433423')),
  ],
  [
    'an accepted claim',
    () =>
      takeIn(database, {
        from: 'Mei <mei@example.com>',
        subject: 'Re: [#20001] Lost password',
        text: 'Ah, and I was born on 13 March 1988. My number is 29433423.',
      }),
  ],
  [
    'the policy',
    () => database.owner.sql`
      insert into policies (version, content, shipped, active_from)
      select 'policy-next', jsonb_set(content, '{version}', '"policy-next"'), true, ${new Date(now.getTime() - 1000).toISOString()}
      from policies order by active_from desc limit 1`,
  ],
])('a change of %s voids a hold that runs, and the case is an agent’s again', async (_what, change) => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  expect(await watch()).toMatchObject({ voided: 0 })
  await change()
  expect(await watch()).toMatchObject({ voided: 1 })
  expect(await readApproval(database)).toMatchObject({
    state: 'void',
    endReason: expect.stringContaining('has changed'),
  })
  expect(await readTicket(database)).toMatchObject({ state: 'new', assigneeId: null })
  await passHold(database)
  expect(await end(database)).toBe('not holding')
  expect(await links()).toEqual([])
})

test('a change that nobody looked for in time is found when the hold ends', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  await passHold(database, 25)
  await database.owner.db.update(accounts).set({ emailVersion: 2 }).where(eq(accounts.number, '29433423'))
  expect(await end(database)).toBe('void')
  expect(await links()).toEqual([])
})

test('a mail that says nothing new leaves the hold as it is', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  await takeIn(database, { from: 'Mei <mei@example.com>', subject: 'Re: [#20001] Lost password', text: 'Thank you!' })
  expect(await watch()).toMatchObject({ voided: 0 })
  expect(await readTicket(database)).toMatchObject({ state: 'held' })
})

test('while every reset is stopped a hold that is over waits, and goes on after', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  await passHold(database, 25)
  const stop = { name: 'stop-resets', on: true, changedAt: now }
  await database.owner.db.insert(switches).values(stop)
  expect(await end(database)).toBe('stopped')
  expect(await links()).toEqual([])
  await database.owner.db.update(switches).set({ on: false })
  expect(await end(database)).toBe('link made')
})

test('a hold of which the job was lost is asked for again', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  expect(await watch()).toEqual({ voided: 0, redrawn: 0, asked: 0 })
  await passHold(database, 25)
  expect(await watch()).toEqual({ voided: 0, redrawn: 0, asked: 1 })
})

test('an approval that was not used for two weeks after its hold is void', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  await passHold(database, 24 * 15 + 1)
  expect(await watch()).toMatchObject({ voided: 1 })
})

test('the audit tells the hold, its end and who was told', async () => {
  await openHeldCase(database)
  await rule(database, ana, 'approve')
  await passHold(database, 25)
  await end(database)
  const rows = await database.auditor.db.select().from(auditEntries).orderBy(auditEntries.id)
  const told = rows.filter(({ ticketId }) => ticketId !== null).map(({ verb, details }) => ({ verb, details }))
  expect(told.slice(-2)).toMatchObject([
    { verb: 'ticket_decided', details: { verb: 'approve', holdHours: 24, channelsTold: 1 } },
    { verb: 'hold_ended', details: { route: 'registered' } },
  ])
})
