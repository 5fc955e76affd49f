import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Assessment } from '#app/evidence/assessment.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { createReset, startClock } from '#app/resets/reset.server.ts'
import { resetToken } from '#app/resets/reset-token.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { policies } from '#drizzle/schema/policies.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import type { TestDatabase } from '#tests/database/database.ts'

export const now = new Date('2026-11-22T09:00:00Z')
export const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

export const keys = {
  resetToken: new Uint8Array(32).fill(1),
  contestLink: new Uint8Array(32).fill(2),
  messageId: new Uint8Array(32).fill(3),
  formCode: new Uint8Array(32).fill(4),
}
export const mailing = { host: 'desk.example', messageIdKey: keys.messageId }

/** A password that is taken, and another. */
export const goodPassword = 'harbour kettle moss'
export const otherPassword = 'violin pepper sledge'

const assessment: Assessment = {
  bits: 9.4,
  probability: 0.998,
  margins: { blind: 31.2, scraper: 12, acquaintance: 10.1, breach: 9, hijacker: 0.8 },
  ifNot: { blind: 0, scraper: 0, acquaintance: 0.02, breach: 0.02, hijacker: 0.96 },
  route: 'registered',
  recommendation: 'approve',
  because: ['the sender is the registered address'],
  evidence: [
    { kind: 'prior', level: null, bits: 2.5, alone: null },
    { kind: 'sender', level: 'strong', bits: 6.9, alone: 6.9 },
    { kind: 'total', level: null, bits: 9.4, alone: null },
  ],
  policy: 'shipped',
}

let lastNumber = 29_433_423

/** Mei, who writes from her registered address; each call makes an account of her own. */
export async function keepMei({ owner }: TestDatabase, change: Partial<typeof accounts.$inferInsert> = {}) {
  lastNumber += 1
  const number = String(lastNumber)
  const mei = {
    number,
    handle: `mei.lin.${number}`,
    registeredEmail: `mei${number}@example.com`,
    emailVerified: true,
    nickname: '小雨点',
    ...change,
  }
  await owner.db.insert(accounts).values(mei)
  return mei
}

/** Ana, an agent. */
export async function keepAna({ owner }: TestDatabase): Promise<string> {
  const email = `ana-${randomBytes(4).toString('hex')}@desk.example`
  const [ana] = await owner.db
    .insert(staff)
    .values({ name: 'Ana', email, role: 'agent', passwordHash: 'none' })
    .returning({ id: staff.id })
  return (ana as { id: string }).id
}

/** A ticket of an account that Ana has just approved. */
export async function approveTicket(
  { owner }: TestDatabase,
  { accountNumber, decidedAt = now }: { accountNumber: string; decidedAt?: Date },
  anaId: string,
): Promise<{ ticketId: number; decisionId: number }> {
  return owner.db.transaction(async (tx) => {
    const [policy] = await tx.select({ version: policies.version }).from(policies).limit(1)
    const [ticket] = await tx
      .insert(tickets)
      .values({
        category: 'recovery',
        state: 'link_sent',
        accountNumber,
        subject: 'I forgot my password',
        language: 'zh',
        senderAddress: `mei${accountNumber}@example.com`,
        senderLevel: 'strong',
        route: 'registered',
        recommendation: 'approve',
        openedAt: decidedAt,
        changedAt: decidedAt,
      })
      .returning({ id: tickets.id })
    const ticketId = (ticket as { id: number }).id
    const evidenceHash = new Uint8Array(randomBytes(32))
    const [made] = await tx
      .insert(assessments)
      .values({
        ticketId,
        accountNumber,
        policyVersion: String(policy?.version),
        inputsHash: evidenceHash,
        result: assessment,
        bits: assessment.bits,
        madeAt: decidedAt,
      })
      .returning({ id: assessments.id })
    const [decision] = await tx
      .insert(decisions)
      .values({
        ticketId,
        ticketVersion: 1,
        verb: 'approve',
        staffId: anaId,
        accountNumber,
        route: 'registered',
        recommendation: 'approve',
        override: false,
        reason: '',
        assessmentId: (made as { id: number }).id,
        evidenceHash,
        decidedAt,
      })
      .returning({ id: decisions.id })
    return { ticketId, decisionId: (decision as { id: number }).id }
  })
}

/** Mei's case with a link that was sent to her just now. */
export async function sendLink(
  database: TestDatabase,
  anaId: string,
  change: Partial<typeof accounts.$inferInsert> = {},
) {
  const mei = await keepMei(database, change)
  const { ticketId, decisionId } = await approveTicket(database, { accountNumber: mei.number }, anaId)
  const resetId = await database.web.db.transaction(async (tx) => {
    const made = await createReset(tx, { ticketId, decisionId, accountNumber: mei.number, now, key: keys.resetToken })
    if ('refusal' in made) throw new Error(made.refusal)
    await queueLetter(tx, {
      ticketId,
      kind: 'link',
      language: 'zh',
      recipient: String(mei.registeredEmail),
      automatic: false,
      resetId: made.resetId,
      now,
      ...mailing,
    })
    return made.resetId
  })
  await database.worker.db.transaction((tx) => startClock(tx, resetId, now))
  return { mei, ticketId, resetId, token: await tokenOf(database, resetId) }
}

export async function tokenOf({ owner }: TestDatabase, resetId: number): Promise<string> {
  const [row] = await owner.db.select({ seed: resets.seed }).from(resets).where(eq(resets.id, resetId))
  return resetToken(keys.resetToken, (row as { seed: Uint8Array }).seed)
}
