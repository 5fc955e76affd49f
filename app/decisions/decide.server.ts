import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { lockLiveLinks, voidLinks } from '#app/intake/void-approval.server.ts'
import { type Weighed, weighTicket } from '#app/intake/weigh.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { createReset } from '#app/resets/reset.server.ts'
import { openForm } from '#app/self-service/open-form.server.ts'
import type { Person } from '#app/staff/person.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { staff, switches } from '#drizzle/schema/staff.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { type Case, decide, type Outcome, type Refusal, type Ruling } from './decide.ts'

/** What a ruling needs besides the database. */
export type DecisionKeys = {
  messageIdKey: Uint8Array
  resetTokenKey: Uint8Array
  formCodeKey: Uint8Array
  host: string
}

export type DecisionRequest = Ruling & { ticketId: number; person: Person; now: Date; keys: DecisionKeys }

/** A decision that was made; `nextTicketId` is the oldest case that nobody has yet, for "decide & next". */
export type Decided = { decisionId: number; nextTicketId: number | null }

/** Carries a refusal out of a transaction that must not leave anything behind. */
class Refused extends Error {
  constructor(
    readonly refusal: string,
    /** The evidence is no longer what the agent saw: it is weighed anew, so that the page shows what changed. */
    readonly evidenceChanged = false,
  ) {
    super(refusal)
  }
}

type TicketRow = typeof tickets.$inferSelect

/**
 * Rules on a ticket: decision, ticket, audit entry, reset and letter in one transaction. The case is weighed again
 * first, so that the ruling stands on the account as it is at this moment.
 *
 * @returns a refusal, in words for the agent, if the ruling was not accepted: nothing was changed then
 */
export async function decideTicket(db: Db, request: DecisionRequest): Promise<Decided | Refusal> {
  try {
    const decisionId = await db.transaction((tx) => decideInside(tx, request))
    return { decisionId, nextTicketId: await findNext(db, request.ticketId) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.evidenceChanged) await weighAgain(db, request)
    return { refusal: error.refusal }
  }
}

async function weighAgain(db: Db, { ticketId, now }: DecisionRequest): Promise<void> {
  await db.transaction(async (tx) => {
    const { ticket } = await lockCase(tx, ticketId)
    await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
    await tx
      .update(tickets)
      .set({ version: ticket.version + 1, changedAt: now })
      .where(eq(tickets.id, ticketId))
  })
}

async function decideInside(tx: Tx, { ticketId, person, now, keys, ...ruling }: DecisionRequest): Promise<number> {
  const links = ruling.verb === 'freeze' ? await lockLiveLinks(tx, ticketId) : []
  const { ticket, asCase } = await lockCase(tx, ticketId)
  const first = decide(asCase, ruling, person, now)
  if ('refusal' in first) throw new Refused(first.refusal)
  const weighed = await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
  const { route, recommendation, holdHours = null } = weighed.assessment
  const sameAdvice =
    route === asCase.route && recommendation === asCase.recommendation && holdHours === asCase.holdHours
  if (!sameAdvice) {
    throw new Refused(
      'The account changed since the evidence was weighed, and the recommendation with it. Look again, then decide.',
      true,
    )
  }
  const decisionId = await recordDecision(tx, { ticket, weighed, ruling, outcome: first, person, now })
  await tx
    .update(tickets)
    .set({
      state: first.state,
      version: ticket.version + 1,
      leaseUntil: null,
      snoozedUntil: null,
      assigneeId: person.id,
      changedAt: now,
    })
    .where(eq(tickets.id, ticketId))
  // Nothing moves on a frozen case, a link on its way least of all.
  await voidLinks(tx, links, ticketId, now)
  await carryOut(tx, { ticket, decisionId, outcome: first, now, keys })
  const details = {
    decision: decisionId,
    verb: ruling.verb,
    override: first.override,
    reason: first.reason,
    route,
    recommendation,
    evidence: Buffer.from(weighed.inputsHash).toString('hex'),
    policy: weighed.assessment.policy,
  }
  await appendAudit(tx, [
    { verb: 'ticket_decided', at: now, staffId: person.id, ticketId, accountNumber: ticket.accountNumber, details },
  ])
  return decisionId
}

async function lockCase(tx: Tx, ticketId: number): Promise<{ ticket: TicketRow; asCase: Case }> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update')
  if (!ticket) throw new Refused(`There is no case ${ticketId}.`)
  const [assignee] = ticket.assigneeId
    ? await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, ticket.assigneeId))
    : []
  const [seen] = ticket.assessmentId
    ? await tx.select({ result: assessments.result }).from(assessments).where(eq(assessments.id, ticket.assessmentId))
    : []
  const [stop] = await tx.select({ on: switches.on }).from(switches).where(eq(switches.name, 'stop-resets'))
  return {
    ticket,
    asCase: {
      ...ticket,
      assigneeName: assignee?.name ?? null,
      holdHours: seen?.result.holdHours ?? null,
      resetsStopped: stop?.on ?? false,
    },
  }
}

async function recordDecision(
  tx: Tx,
  made: { ticket: TicketRow; weighed: Weighed; ruling: Ruling; outcome: Outcome; person: Person; now: Date },
): Promise<number> {
  const { ticket, weighed, ruling, outcome, person, now } = made
  const [row] = await tx
    .insert(decisions)
    .values({
      ticketId: ticket.id,
      ticketVersion: ticket.version,
      verb: ruling.verb,
      staffId: person.id,
      accountNumber: ticket.accountNumber,
      route: weighed.assessment.route,
      recommendation: weighed.assessment.recommendation,
      override: outcome.override,
      reason: outcome.reason,
      assessmentId: weighed.assessmentId,
      evidenceHash: weighed.inputsHash,
      decidedAt: now,
    })
    .returning({ id: decisions.id })
  return (row as { id: number }).id
}

/** Makes the link and queues the letter. A link goes to the registered address and nowhere else. */
async function carryOut(
  tx: Tx,
  {
    ticket,
    decisionId,
    outcome,
    now,
    keys,
  }: { ticket: TicketRow; decisionId: number; outcome: Outcome; now: Date; keys: DecisionKeys },
): Promise<void> {
  if (outcome.letter === null) return
  let resetId: number | undefined
  let recipient = ticket.senderAddress
  if (outcome.reset) {
    const accountNumber = ticket.accountNumber as string
    const reset = await createReset(tx, {
      ticketId: ticket.id,
      decisionId,
      accountNumber,
      now,
      key: keys.resetTokenKey,
    })
    if ('refusal' in reset) throw new Refused(reset.refusal)
    resetId = reset.resetId
    const [account] = await tx
      .select({ address: accounts.registeredEmail })
      .from(accounts)
      .where(eq(accounts.number, accountNumber))
    recipient = account?.address ?? null
  }
  // A mail without one address that can be written to is decided all the same.
  if (recipient === null || !isSendable(recipient)) return
  const { messageIdKey, formCodeKey, host } = keys
  if (outcome.letter === 'ask') await openForm(tx, { ticketId: ticket.id, recipient, key: formCodeKey, now })
  await queueLetter(tx, {
    ticketId: ticket.id,
    kind: outcome.letter,
    language: letterLanguage(ticket.language),
    recipient,
    automatic: false,
    inReplyTo: await lastMessageId(tx, ticket.id, recipient),
    now,
    host,
    messageIdKey,
    ...(resetId === undefined ? {} : { resetId }),
  })
}

/** What the letter answers: the newest accepted mail of its own recipient. */
export async function lastMessageId(tx: Tx, ticketId: number, recipient: string): Promise<string | null> {
  const [last] = await tx
    .select({ messageId: messages.messageId })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false), eq(messages.senderAddress, recipient)))
    .orderBy(desc(messages.id))
    .limit(1)
  return last?.messageId ?? null
}

async function findNext(db: Db, after: number): Promise<number | null> {
  const [next] = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.state, 'new'), ne(tickets.id, after)))
    .orderBy(asc(tickets.openedAt), asc(tickets.id))
    .limit(1)
  return next?.id ?? null
}
