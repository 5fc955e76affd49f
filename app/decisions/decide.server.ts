import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { lockLiveLinks, voidLinks } from '#app/intake/void-approval.server.ts'
import { type Weighed, weighTicket } from '#app/intake/weigh.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { lockApprovalUnderWay, voidApproval } from '#app/resets/approvals.server.ts'
import { createReset } from '#app/resets/reset.server.ts'
import { openForm } from '#app/self-service/open-form.server.ts'
import type { Person } from '#app/staff/person.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { beginApproval } from './begin-approval.server.ts'
import { decide, type Outcome, type Refusal, type Ruling } from './decide.ts'
import type { DecisionKeys } from './decision-keys.server.ts'
import { lockCase, Refused, type TicketRow } from './lock-case.server.ts'
import { recordDecision } from './record-decision.server.ts'

export type DecisionRequest = Ruling & { ticketId: number; person: Person; now: Date; keys: DecisionKeys }

/** A decision that was made; `nextTicketId` is the oldest case that nobody has yet, for "decide & next". */
export type Decided = { decisionId: number; nextTicketId: number | null }

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
      // Whoever may rule here may answer: the ruling is the answer.
      ...(ruling.verb !== 'freeze' && { escalatedAt: null, escalatedBy: null, escalatedQuestion: null }),
      changedAt: now,
    })
    .where(eq(tickets.id, ticketId))
  // Nothing moves on a frozen case, a link on its way least of all.
  await voidLinks(tx, links, { ticketId, now, forAll: true })
  if (ruling.verb === 'freeze') await stopApproval(tx, ticketId, first.reason, now)
  const begun = await carryOut(tx, {
    ticket,
    decisionId,
    weighed,
    outcome: first,
    verb: ruling.verb,
    person,
    now,
    keys,
  })
  const details = {
    decision: decisionId,
    verb: ruling.verb,
    override: first.override,
    // The second person is not to read it before his own verdict: it joins the chain with that.
    ...(ruling.verb === 'propose' ? {} : { reason: first.reason }),
    ...begun,
    ...(ticket.escalatedBy && ruling.verb !== 'freeze' && { answers: ticket.escalatedQuestion }),
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

/** A frozen case keeps no hold and no proposal: whoever settles it begins anew. */
async function stopApproval(tx: Tx, ticketId: number, why: string, now: Date): Promise<void> {
  const approval = await lockApprovalUnderWay(tx, ticketId)
  if (approval) await voidApproval(tx, approval, `The case was frozen: ${why}`, now)
}

type Carrying = {
  ticket: TicketRow
  decisionId: number
  weighed: Weighed
  outcome: Outcome
  verb: Ruling['verb']
  person: Person
  now: Date
  keys: DecisionKeys
}

/**
 * Makes the link and queues the letter, or begins what leads to a link later. A link goes to the registered address and
 * nowhere else by one person's ruling.
 *
 * @returns what the audit keeps of it
 */
async function carryOut(tx: Tx, carrying: Carrying): Promise<Record<string, unknown>> {
  const { ticket, decisionId, weighed, outcome, verb, person, now, keys } = carrying
  if (outcome.holdHours !== null) {
    const begun = await beginApproval(tx, {
      ticketId: ticket.id,
      decisionId,
      accountNumber: ticket.accountNumber as string,
      route: verb === 'propose' ? 'new-address' : 'registered',
      holdHours: outcome.holdHours,
      decidedBy: person.id,
      evidenceHash: weighed.inputsHash,
      now,
      keys,
    })
    if ('refusal' in begun) throw new Refused(begun.refusal)
    const { approval, channelsTold, second } = begun
    return { approval: approval.id, holdHours: approval.holdHours, ...(second ?? { channelsTold }) }
  }
  await send(tx, carrying)
  return {}
}

async function send(tx: Tx, { ticket, decisionId, outcome, now, keys }: Carrying): Promise<void> {
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
