import { asc, desc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { actInBulk } from '#app/decisions/bulk.server.ts'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { mergeTicket, undoMerge } from '#app/decisions/merge.server.ts'
import { splitMail } from '#app/decisions/split.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { settleMailBeside } from '#app/intake/quarantine.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import type { Person } from '#app/staff/person.ts'
import { takeTicket } from '#app/tickets/take.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { ticketLinks } from '#drizzle/schema/ticket-links.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { testDesk, testKey } from '#tests/intake/test-desk.ts'
import { hire } from '#tests/tickets/hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host: 'latchkey.example' }
let database: TestDatabase
let ana: Person

beforeEach(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  const lastSeenAt = new Date('2026-11-01T00:00:00Z')
  await putAccounts(database, [anAccount({ number: '29433423', registeredEmail: 'mei@example.com', lastSeenAt })], now)
})
afterEach(() => database.close())

test('a merged case is closed and shows where it went, and no mail, claim or assessment moves', async () => {
  const [mei, eve] = await twoCases()
  const before = await everything()
  expect(await merge(eve, mei)).toEqual({ version: 2, intoId: mei.id })
  expect(await reread(eve.id)).toMatchObject({ state: 'closed', version: 2 })
  expect(await reread(mei.id)).toEqual({ ...mei, version: 2 })
  expect(await everything()).toEqual(before)
  expect(await deeds()).toEqual(['ticket_merged', 'ticket_merged'])
})

test('whoever had the other case open approves nothing on it after a merge', async () => {
  const [mei, eve] = await twoCases()
  await merge(eve, mei)
  const stale = { ticketId: mei.id, version: mei.version, verb: 'approve', reason: '', person: ana, now, keys } as const
  expect(await decideTicket(database.web.db, stale)).toEqual({ refusal: expect.stringContaining('changed while') })
  expect(await database.web.db.select().from(resets)).toEqual([])
})

test('a forged mail merged into an owner’s case gains nothing by it, and the owner’s loses nothing', async () => {
  const [mei, eve] = await twoCases()
  await merge(eve, mei)
  const { recommendation, route, senderLevel, bits } = (await reread(mei.id)) as typeof mei
  expect({ recommendation, route, senderLevel, bits }).toEqual({
    recommendation: mei.recommendation,
    route: mei.route,
    senderLevel: mei.senderLevel,
    bits: mei.bits,
  })
})

test('undoing a merge gives the case back as it was', async () => {
  const [mei, eve] = await twoCases()
  await takeTicket(database.web.db, { ticketId: eve.id, person: ana, now })
  await merge({ ...eve, version: 2 }, mei)
  expect(await undoMerge(database.web.db, { ticketId: eve.id, version: 3, person: ana, now })).toMatchObject({
    version: 4,
  })
  expect(await reread(eve.id)).toMatchObject({ state: 'open', assigneeId: ana.id, version: 4 })
  const again = await undoMerge(database.web.db, { ticketId: eve.id, version: 4, person: ana, now })
  expect(again).toEqual({ refusal: expect.stringContaining('merged into no other') })
  const [link] = await database.web.db.select().from(ticketLinks)
  expect(link).toMatchObject({ undoneBy: ana.id, before: { state: 'open', assigneeId: ana.id } })
})

test('two cases are never merged into each other, nor one into two', async () => {
  const [mei, eve] = await twoCases()
  const answers = await Promise.all([merge(eve, mei), merge(mei, eve)])
  expect(answers.filter((answer) => 'version' in answer)).toHaveLength(1)
  expect(await database.web.db.select().from(ticketLinks)).toHaveLength(1)
})

test('a case whose link is out is neither merged nor takes another in', async () => {
  const [mei, eve] = await twoCases()
  const approve = { ticketId: mei.id, version: 1, verb: 'approve', reason: '', person: ana, now, keys } as const
  expect(await decideTicket(database.web.db, approve)).toHaveProperty('decisionId')
  expect(await merge({ ...mei, version: 2 }, eve)).toHaveProperty('refusal')
  expect(await merge(eve, mei)).toHaveProperty('refusal')
})

test('a mail split off is a case of its own, and both are weighed by what is left to them', async () => {
  const ticket = await caseOfTwoMails()
  const [first, second] = await mailsOf(ticket.id)
  const split = await splitMail(database.web.db, {
    ticketId: ticket.id,
    mailId: second?.id ?? 0,
    version: ticket.version,
    person: ana,
    now,
  })
  expect(split).toEqual({ ticketId: expect.any(Number) })
  const opened = 'ticketId' in split ? split.ticketId : 0
  expect((await mailsOf(ticket.id)).map(({ id }) => id)).toEqual([first?.id])
  expect(await reread(opened)).toMatchObject({ state: 'new', version: 1, accountNumber: '29433423' })
  expect(await reread(ticket.id)).toMatchObject({ version: ticket.version + 1 })
  const moved = await database.web.db.select().from(claims).where(eq(claims.ticketId, opened))
  expect(moved.length).toBeGreaterThan(0)
  expect(moved.every(({ messageId }) => messageId === second?.id)).toBe(true)
  const [link] = await database.web.db.select().from(ticketLinks)
  expect(link).toMatchObject({ kind: 'split', fromTicketId: ticket.id, toTicketId: opened, messageId: second?.id })
  expect(await deeds()).toEqual(['mail_split_off'])
})

test('the mail that opened a case stays in it, and a stale page splits nothing', async () => {
  const ticket = await caseOfTwoMails()
  const [first, second] = await mailsOf(ticket.id)
  const request = { ticketId: ticket.id, version: ticket.version, person: ana, now }
  expect(await splitMail(database.web.db, { ...request, mailId: first?.id ?? 0 })).toHaveProperty('refusal')
  const stale = { ...request, version: 1, mailId: second?.id ?? 0 }
  expect(await splitMail(database.web.db, stale)).toEqual({ refusal: expect.stringContaining('changed while') })
})

test('a denial of many is one ruling each: with its own letter, version and entry, and a report of what was refused', async () => {
  const [mei, eve] = await twoCases()
  const cases = [
    { ticketId: mei.id, version: 9 },
    { ticketId: eve.id, version: 1 },
    { ticketId: 1, version: 1 },
  ]
  const act = { kind: 'deny', reason: 'Part of an attack' } as const
  const report = await actInBulk(database.web.db, { cases, act, person: ana, now, keys })
  expect(report).toEqual({
    kind: 'deny',
    done: [{ ticketId: eve.id, version: 2 }],
    refused: [
      { ticketId: mei.id, refusal: expect.stringContaining('changed while') },
      { ticketId: 1, refusal: expect.any(String) },
    ],
    undoable: false,
  })
  expect(await reread(eve.id)).toMatchObject({ state: 'denied' })
  const sent = await database.web.db.select().from(letters)
  expect(sent.map(({ kind, ticketId }) => [kind, ticketId])).toEqual([['nothing', eve.id]])
})

test('tags put on many are taken back from all of them', async () => {
  const [mei, eve] = await twoCases()
  const cases = [mei, eve].map(({ id, version }) => ({ ticketId: id, version }))
  const act = { kind: 'tag', add: ['wave'], remove: [] } as const
  const done = await actInBulk(database.web.db, { cases, act, person: ana, now, keys })
  expect(done).toMatchObject({ refused: [], undoable: true })
  const undone = await actInBulk(database.web.db, { cases: done.done, act: { kind: 'undo' }, person: ana, now, keys })
  expect(undone.done.map(({ version }) => version)).toEqual([3, 3])
  expect((await reread(mei.id))?.tags).toEqual([])
})

type Row = typeof tickets.$inferSelect

async function twoCases(): Promise<[Row, Row]> {
  await send('Mei <mei@example.com>', 'Password', 'I forgot the password of 29433423.')
  await send('Eve <eve@example.net>', 'Account', 'Please reset 29433423, my mailbox is lost.')
  const rows = await database.web.db.select().from(tickets).orderBy(asc(tickets.id))
  return rows as [Row, Row]
}

/** Mei's case with a second mail, of Eve, that an agent took into it. */
async function caseOfTwoMails(): Promise<Row> {
  await send('Mei <mei@example.com>', 'Password', 'I forgot my password, please help.')
  const [ticket] = await database.web.db.select().from(tickets)
  const ticketId = ticket?.id ?? 0
  await send('Eve <eve@example.net>', `Re: [#${ticketId}] Password`, 'My number is 29433423, nickname Raindrop.')
  const [beside] = await database.web.db.select().from(messages).where(eq(messages.quarantined, true))
  const accept = { verb: 'accept', ticketId, mailId: beside?.id ?? 0, version: 1, person: ana, now } as const
  await settleMailBeside(database.web.db, accept)
  return (await reread(ticketId)) as Row
}

function merge(from: { id: number; version: number }, into: { id: number }) {
  return mergeTicket(database.web.db, { ticketId: from.id, intoId: into.id, version: from.version, person: ana, now })
}

async function send(from: string, subject: string, text: string): Promise<void> {
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes: plainMail({ from, subject, text }), now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
}

function mailsOf(ticketId: number) {
  return database.web.db.select().from(messages).where(eq(messages.ticketId, ticketId)).orderBy(asc(messages.id))
}

async function everything() {
  return {
    messages: await database.web.db.select().from(messages).orderBy(asc(messages.id)),
    claims: await database.web.db.select().from(claims).orderBy(asc(claims.id)),
    assessments: await database.web.db.select().from(assessments).orderBy(asc(assessments.id)),
  }
}

async function reread(id: number) {
  const [ticket] = await database.web.db.select().from(tickets).where(eq(tickets.id, id))
  return ticket
}

async function deeds() {
  const rows = await database.web.db.select().from(auditEntries).orderBy(desc(auditEntries.id))
  return rows.map(({ verb }) => verb).filter((verb) => /merge|split/.test(verb))
}
