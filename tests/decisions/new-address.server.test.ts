import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAuditFilter } from '#app/audit/audit-filter.ts'
import { listDecisions } from '#app/audit/read-audit.server.ts'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { watchApprovals } from '#app/decisions/watch-approvals.server.ts'
import { completeReset } from '#app/resets/complete-reset.server.ts'
import { confirmAddress } from '#app/resets/confirm-address.server.ts'
import { contest } from '#app/resets/contest.server.ts'
import { contestToken } from '#app/resets/contest-link.ts'
import { readReset, startClock } from '#app/resets/reset.server.ts'
import { resetToken } from '#app/resets/reset-token.ts'
import type { Person } from '#app/staff/person.ts'
import { readApproval as readApprovalView } from '#app/tickets/approval.server.ts'
import { readEvents } from '#app/tickets/events.server.ts'
import { readOverview } from '#app/tickets/overview.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { staff, switches } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from '#tests/tickets/hire.ts'
import {
  chensAddress,
  chensMail,
  codeOf,
  end,
  giveSecond,
  keys,
  lettersOf,
  now,
  openChensCase,
  passHold,
  readApproval,
  readTicket,
  rule,
  takeIn,
} from './approval-case.ts'

let database: TestDatabase
let ana: Person
let sol: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  sol = await hire(database, 'Sol', 'supervisor')
})
afterEach(() => database.close())

const dayMs = 86_400_000
const links = () => database.web.db.select().from(resets)
const watch = (at = now) => watchApprovals(database.worker.db, { key: keys.messageIdKey, now: at })
const confirm = (code: string, at = now) => confirmAddress(database.web.db, { code, key: keys.formCodeKey, now: at })
const propose = (person = ana) => rule(database, person, 'propose', { reason: 'Friends of three circles.' })

async function throughHold() {
  await openChensCase(database)
  await propose()
  await giveSecond(database, sol, 'approve')
}

async function toLink() {
  await throughHold()
  await confirm(await codeOf(database))
  await passHold(database)
  expect(await end(database)).toBe('link made')
  const [reset] = await links()
  if (!reset) throw new Error('There is no link.')
  await database.worker.db.transaction((tx) => startClock(tx, reset.id, now))
  return { reset, token: resetToken(keys.resetTokenKey, reset.seed) }
}

const complete = (token: string, at = now) =>
  completeReset(database.web.db, { token, password: 'harbour kettle moss', now: at, ...keys })

test('two people, a hold, a code and a link: the whole way of Old Chen', async () => {
  const ticket = await openChensCase(database, {
    registeredEmail: 'chen.gone@example.net',
    emailVerified: true,
    emailChangedAt: new Date('2004-01-01T00:00:00Z'),
    lastSeenAt: new Date('2020-01-01T00:00:00Z'),
  })
  expect(ticket).toMatchObject({ route: 'new-address', recommendation: 'propose', senderAddress: chensAddress })
  expect(await propose()).toHaveProperty('decisionId')
  expect(await readTicket(database)).toMatchObject({ state: 'proposed' })
  expect(await readApproval(database)).toMatchObject({ state: 'waiting', secondBy: sol.id, target: chensAddress })
  expect(await lettersOf(database)).toEqual([])

  expect(await giveSecond(database, sol, 'approve')).toEqual({ version: ticket.version + 2 })
  expect(await readTicket(database)).toMatchObject({ state: 'held' })
  expect(await lettersOf(database)).toEqual(['hold to chen.gone@example.net', `confirm to ${chensAddress}`])
  const held = await readApproval(database)
  expect(held.holdHours).toBeGreaterThanOrEqual(72)

  expect(await end(database)).toBe('later')
  expect(await confirm('0000-0000-0000')).toBe(false)
  expect(await confirm((await codeOf(database)).toLowerCase().replaceAll('-', ' '))).toBe(true)
  expect(await end(database)).toBe('later')
  await passHold(database)
  expect(await end(database)).toBe('link made')
  const [reset] = await links()
  expect(reset).toMatchObject({ sentTo: chensAddress, state: 'live' })
  expect((await lettersOf(database)).at(-1)).toBe(`link to ${chensAddress}`)

  if (!reset) throw new Error('There is no link.')
  await database.worker.db.transaction((tx) => startClock(tx, reset.id, now))
  const token = resetToken(keys.resetTokenKey, reset.seed)
  expect(await readReset(database.web.db, token, now)).toMatchObject({ accountNumber: '71220916' })
  expect(await complete(token)).toEqual({ accountNumber: '71220916' })
  expect(await complete(token)).toEqual({ refusal: 'dead' })
  const [account] = await database.web.db.select().from(accounts).where(eq(accounts.number, '71220916'))
  expect(account?.registeredEmail).toBe('chen.gone@example.net')
  expect(account?.restrictedUntil).toEqual(new Date(now.getTime() + 30 * dayMs))
  expect((await lettersOf(database)).slice(-2)).toEqual([
    `recovered to ${chensAddress}`,
    'recovered to chen.gone@example.net',
  ])
  expect(await readTicket(database)).toMatchObject({ state: 'done' })
})

test('a supervisor sees whom a proposal waits for, and when a hold ends', async () => {
  const { id } = await openChensCase(database)
  await propose()
  const before = await readOverview(database.web.db)
  expect(before.proposed).toMatchObject({ count: 1, oldest: [{ id, secondName: 'Sol', holdUntil: null }] })
  await giveSecond(database, sol, 'approve')
  const { holdUntil } = await readApproval(database)
  const after = await readOverview(database.web.db)
  expect(after.proposed.count).toBe(0)
  expect(after.held).toMatchObject({ count: 1, oldest: [{ id, secondName: null, holdUntil }] })
  const page = await readTicket(database)
  expect(await readApprovalView(database.web.db, page)).toMatchObject({
    state: 'holding',
    decidedBy: { name: 'Ana' },
    second: { name: 'Sol' },
    confirmed: false,
  })
})

test('a credible rival who comes before the second verdict makes the hold longer, and voids nothing', async () => {
  await openChensCase(database)
  await propose()
  expect(await readApproval(database)).toMatchObject({ state: 'waiting', holdHours: 72 })
  await takeIn(database, { ...chensMail, from: 'Bo <bo@example.com>', subject: 'My account' })
  await giveSecond(database, sol, 'approve')
  const { state, heldAt, holdUntil } = await readApproval(database)
  expect(state).toBe('holding')
  expect(Number(holdUntil) - Number(heldAt)).toBeGreaterThan(167 * 3_600_000)
})

test('after the hold nothing goes out until the address has confirmed itself, and then at once', async () => {
  await throughHold()
  await passHold(database)
  expect(await end(database)).toBe('not confirmed')
  expect(await links()).toEqual([])
  expect(await confirm(await codeOf(database))).toBe(true)
  expect(await end(database)).toBe('link made')
})

test('five wrong codes end the approval, also for the right one', async () => {
  await throughHold()
  const code = await codeOf(database)
  const wrong = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
  for (let tries = 1; tries <= 4; tries += 1) expect(await confirm(wrong)).toBe(false)
  expect(await readApproval(database)).toMatchObject({ state: 'holding', codeTries: 4 })
  expect(await confirm(wrong)).toBe(false)
  expect(await readApproval(database)).toMatchObject({ state: 'void' })
  expect(await confirm(code)).toBe(false)
  expect(await readTicket(database)).toMatchObject({ state: 'new' })
})

test('a code typed wrong at once from many sides is still five tries', async () => {
  await throughHold()
  const code = await codeOf(database)
  const wrong = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
  await Promise.all(Array.from({ length: 8 }, () => confirm(wrong)))
  expect(await readApproval(database)).toMatchObject({ state: 'void', codeTries: 5 })
})

describe('the second person', () => {
  test('is drawn, never the proposer, and only he gives the verdict', async () => {
    const ida = await hire(database, 'Ida', 'supervisor')
    await openChensCase(database)
    await propose(ida)
    expect(await readApproval(database)).toMatchObject({ decidedBy: ida.id, secondBy: sol.id })
    for (const person of [ana, ida]) expect(await giveSecond(database, person, 'approve')).toHaveProperty('refusal')
    expect(await giveSecond(database, sol, 'approve')).toHaveProperty('version')
    const [entry] = (await database.auditor.db.select().from(auditEntries)).filter(
      ({ verb }) => verb === 'ticket_decided',
    )
    expect(entry?.details).toMatchObject({ verb: 'propose', drawn: sol.id, of: 2 })
  })

  test('must exist: whoever is alone proposes nothing', async () => {
    await openChensCase(database)
    expect(await propose(sol)).toEqual({ refusal: expect.stringContaining('nobody else') })
    expect(await readTicket(database)).toMatchObject({ state: 'new' })
    expect(await database.web.db.select().from(decisions)).toEqual([])
  })

  test('reads why the first proposed only after his own verdict, nowhere before', async () => {
    const { id } = await openChensCase(database)
    await propose()
    const told = async () => JSON.stringify(await readEvents(database.web.db, id))
    const listed = async () =>
      JSON.stringify(await listDecisions(database.web.db, readAuditFilter(new URLSearchParams()), null))
    const chained = async () => JSON.stringify(await database.auditor.db.select().from(auditEntries))
    expect(await told()).toContain('propose')
    expect(await told()).not.toContain('three circles')
    expect(await listed()).not.toContain('three circles')
    expect(await chained()).not.toContain('three circles')
    await giveSecond(database, sol, 'approve')
    expect(await told()).toContain('three circles')
    expect(await listed()).toContain('three circles')
    expect(await chained()).toContain('three circles')
  })

  test('refuses with a reason, and the same is not proposed again until something is new', async () => {
    await openChensCase(database)
    await propose()
    expect(await giveSecond(database, sol, 'refuse', ' ')).toHaveProperty('refusal')
    expect(await giveSecond(database, sol, 'refuse', 'The phone is in the phone book.')).toHaveProperty('version')
    expect(await readTicket(database)).toMatchObject({ state: 'new', assigneeId: null })
    expect(await readApproval(database)).toMatchObject({ state: 'refused' })
    expect(await propose()).toEqual({ refusal: expect.stringContaining('something new') })
    await takeIn(database, {
      from: `Chen <${chensAddress}>`,
      subject: 'Re: [#20001] I lost the password',
      text: 'My gender is male. My number is 71220916.',
    })
    expect(await propose()).toHaveProperty('decisionId')
  })

  test('of two verdicts at the same moment one counts', async () => {
    await openChensCase(database)
    await propose()
    const both = await Promise.all([giveSecond(database, sol, 'approve'), giveSecond(database, sol, 'refuse')])
    expect(both.filter((one) => 'version' in one)).toHaveLength(1)
    expect((await database.web.db.select().from(decisions)).length).toBeLessThanOrEqual(2)
  })

  test('who does not answer for a day, or left, is replaced by another', async () => {
    await openChensCase(database)
    const ida = await hire(database, 'Ida', 'supervisor')
    await propose()
    const { secondBy } = await readApproval(database)
    const other = secondBy === sol.id ? ida : sol
    expect(await watch()).toMatchObject({ redrawn: 0 })
    expect(await watch(new Date(now.getTime() + dayMs))).toMatchObject({ redrawn: 1 })
    expect((await readApproval(database)).secondBy).toBe(other.id)
    await database.owner.db.update(staff).set({ disabledAt: now }).where(eq(staff.id, other.id))
    expect(await watch(new Date(now.getTime() + dayMs + 1))).toMatchObject({ redrawn: 1 })
    expect((await readApproval(database)).secondBy).toBe(secondBy)
  })

  test('finds the proposal void where the evidence changed after it', async () => {
    await openChensCase(database)
    await propose()
    await database.owner.db.update(accounts).set({ birthDate: '1950-01-01' }).where(eq(accounts.number, '71220916'))
    await database.owner.sql`update accounts set real_name = 'Somebody Else', phone = null where number = '71220916'`
    expect(await giveSecond(database, sol, 'approve')).toEqual({
      refusal: expect.stringContaining('no longer stands'),
    })
    expect(await readApproval(database)).toMatchObject({ state: 'void' })
    expect(await readTicket(database)).toMatchObject({ state: 'new' })
    expect(await database.web.db.select().from(decisions)).toHaveLength(1)
  })

  test('approves nothing while every reset is stopped', async () => {
    await openChensCase(database)
    await propose()
    await database.owner.db.insert(switches).values({ name: 'stop-resets', on: true, changedAt: now })
    expect(await giveSecond(database, sol, 'approve')).toEqual({ refusal: expect.stringContaining('stopped') })
    expect(await readTicket(database)).toMatchObject({ state: 'proposed' })
  })
})

test('a new mail with another claim voids what is proposed', async () => {
  await openChensCase(database)
  await propose()
  await takeIn(database, {
    from: `Chen <${chensAddress}>`,
    subject: 'Re: [#20001] I lost the password',
    text: 'I was born on 13 March 1958. My number is 71220916.',
  })
  expect(await watch()).toMatchObject({ voided: 1 })
  expect(await readTicket(database)).toMatchObject({ state: 'new' })
})

test('mails of several senders lead to no new address', async () => {
  const { id } = await openChensCase(database)
  await takeIn(database, {
    from: 'Bo <bo.new@example.com>',
    subject: 'Re: [#20001] I lost the password',
    text: 'Send it to me.',
  })
  await database.owner.sql`update messages set quarantined = false where ticket_id = ${id}`
  const [ticket] = await database.web.db.select().from(tickets).where(eq(tickets.id, id))
  const ruling = { ticketId: id, version: ticket?.version ?? 0, verb: 'propose' as const, reason: 'x' }
  expect(await decideTicket(database.web.db, { ...ruling, person: ana, now, keys })).toHaveProperty('refusal')
})

test('the registered channel stops a hold to a new address, and the code is worth nothing after', async () => {
  await openChensCase(database, { registeredEmail: 'chen.gone@example.net' })
  await propose()
  await giveSecond(database, sol, 'approve')
  const { id: approvalId } = await readApproval(database)
  const code = await codeOf(database)
  const token = contestToken(keys.resetTokenKey, { approvalId, channel: 'chen.gone@example.net' })
  const stop = { key: keys.resetTokenKey, now, reason: 'I am Chen.' }
  const own = contestToken(keys.resetTokenKey, { approvalId, channel: chensAddress })
  expect(await contest(database.web.db, { ...stop, token: own })).toBe(false)
  expect(await contest(database.web.db, { ...stop, token })).toBe(true)
  expect(await readTicket(database)).toMatchObject({ state: 'frozen' })
  expect(await confirm(code)).toBe(false)
  await passHold(database)
  expect(await end(database)).toBe('not holding')
  expect(await links()).toEqual([])
})

test('told of a hold, somebody who contests after the link was made kills the link', async () => {
  await openChensCase(database, { registeredEmail: 'chen.gone@example.net' })
  await propose()
  await giveSecond(database, sol, 'approve')
  await confirm(await codeOf(database))
  await passHold(database)
  await end(database)
  const { id: approvalId } = await readApproval(database)
  const token = contestToken(keys.resetTokenKey, { approvalId, channel: 'chen.gone@example.net' })
  expect(await contest(database.web.db, { token, key: keys.resetTokenKey, now, reason: '' })).toBe(true)
  expect(await links()).toMatchObject([{ state: 'revoked' }])
  expect(await readTicket(database)).toMatchObject({ state: 'frozen' })
})

test('a link to a new address is dead as soon as the registered address is another', async () => {
  const { token } = await toLink()
  await database.owner.sql`update accounts set registered_email = 'found@example.net', email_version = email_version + 1
    where number = '71220916'`
  expect(await readReset(database.web.db, token, now)).toBeNull()
  expect(await complete(token)).toEqual({ refusal: 'dead' })
})

test('an account that was handed over gets no second new address, and no link without a hold, for 30 days', async () => {
  const { token } = await toLink()
  await complete(token)
  await takeIn(database, {
    from: `Chen <${chensAddress}>`,
    subject: 'Lost again',
    text: 'Lost the password again. My number is 71220916.',
  })
  await database.owner.sql`update tickets set state = 'new', version = version + 1`
  expect(await propose()).toEqual({ refusal: expect.stringContaining('within 30 days') })
})

test('a link used meanwhile ends what waits on the same account', async () => {
  await throughHold()
  const { ticketId, accountNumber, decisionId } = await readApproval(database)
  await database.owner.sql`alter table resets disable trigger user`
  await database.owner.sql`insert into resets
    (ticket_id, decision_id, account_number, sent_to, email_version, seed, token_hash, state, created_at, used_at)
    values (${ticketId}, ${decisionId}, ${accountNumber}, 'chen.gone@example.net', 1, ${Buffer.alloc(32, 1)},
      ${Buffer.alloc(32, 2)}, 'used', now(), now() + interval '1 second')`
  expect(await watch()).toMatchObject({ voided: 1 })
  expect(await readApproval(database)).toMatchObject({ endReason: expect.stringContaining('another link') })
})
