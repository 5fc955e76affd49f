import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assess } from '#app/evidence/assess.ts'
import { listOpenAssessments } from '#app/evidence/open-assessments.server.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { readRecordedOutcomes } from '#app/evidence/recorded-outcomes.server.ts'
import type { TicketState } from '#app/tickets/ticket.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { aCase, today } from '#tests/factories/subject.ts'
import { keepAna, keepMei } from '#tests/resets/reset-case.ts'

let database: TestDatabase
let ana: string
const { subject, assessment } = assess(aCase())
const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000)

beforeAll(async () => {
  database = await openTestDatabase()
  ana = await keepAna(database)
})
afterAll(() => database.close())

async function keepTicket(state: TicketState) {
  const mei = await keepMei(database)
  const inputsHash = new Uint8Array(randomBytes(32))
  const [ticket] = await database.owner.db
    .insert(tickets)
    .values({
      category: 'recovery',
      state,
      accountNumber: mei.number,
      subject: 'I forgot my password',
      language: 'en',
      senderLevel: 'strong',
      route: 'registered',
      recommendation: 'approve',
      openedAt: daysAgo(90),
      changedAt: daysAgo(90),
    })
    .returning({ id: tickets.id })
  const ticketId = (ticket as { id: number }).id
  const [kept] = await database.owner.db
    .insert(assessments)
    .values({
      ticketId,
      accountNumber: mei.number,
      policyVersion: shippedPolicy.version,
      inputsHash,
      subject,
      result: assessment,
      bits: assessment.bits,
      madeAt: daysAgo(90),
    })
    .returning({ id: assessments.id })
  const assessmentId = (kept as { id: number }).id
  await database.owner.db.update(tickets).set({ assessmentId }).where(eq(tickets.id, ticketId))
  return { mei, ticketId, assessmentId, evidenceHash: inputsHash }
}

/** A link that Ana let go out; used so many days ago, or never. */
async function keepReset(usedDaysAgo: number | null) {
  const { mei, ticketId, assessmentId, evidenceHash } = await keepTicket('link_sent')
  const [decision] = await database.owner.db
    .insert(decisions)
    .values({
      ticketId,
      ticketVersion: 1,
      verb: 'approve',
      staffId: ana,
      accountNumber: mei.number,
      route: 'registered',
      recommendation: 'approve',
      override: false,
      reason: '',
      assessmentId,
      evidenceHash,
      decidedAt: daysAgo(90),
    })
    .returning({ id: decisions.id })
  const [reset] = await database.owner.db
    .insert(resets)
    .values({
      ticketId,
      decisionId: (decision as { id: number }).id,
      accountNumber: mei.number,
      sentTo: String(mei.registeredEmail),
      emailVersion: 1,
      seed: new Uint8Array(randomBytes(32)),
      tokenHash: new Uint8Array(randomBytes(32)),
      createdAt: daysAgo(90),
      ...(usedDaysAgo !== null && { state: 'used' as const, usedAt: daysAgo(usedDaysAgo) }),
    })
    .returning({ id: resets.id })
  return { ticketId, resetId: (reset as { id: number }).id }
}

const contest = (of: { ticketId: number; resetId: number }, settledAt: Date | null = null) =>
  database.owner.db
    .insert(contests)
    .values({ ...of, channel: 'mail', reason: 'This was not me', contestedAt: daysAgo(60), settledAt })

test('a link used and uncontested for thirty days was the owner’s, a contested one an attacker’s, others unknown', async () => {
  await keepReset(40)
  await keepReset(20)
  await keepReset(null)
  await contest(await keepReset(80))
  await contest(await keepReset(80), daysAgo(50))
  const outcomes = await readRecordedOutcomes(database.owner.db, today)
  expect(outcomes.map(({ attack }) => attack)).toEqual([false, true])
  expect(outcomes[0]?.subject).toEqual(subject)
})

test('open cases are listed with what was thought of them, ended ones are not', async () => {
  const open = await keepTicket('waiting')
  const ended = await keepTicket('denied')
  const listed = await listOpenAssessments(database.auditor.db)
  expect(listed.find(({ ticketId }) => ticketId === open.ticketId)).toMatchObject({ subject, before: assessment })
  expect(listed.some(({ ticketId }) => ticketId === ended.ticketId)).toBe(false)
})
