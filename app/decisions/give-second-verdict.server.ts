import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { type Weighed, weighTicket } from '#app/intake/weigh.server.ts'
import {
  type Approval,
  endApproval,
  lockApprovalUnderWay,
  tellOfHold,
  voidApproval,
} from '#app/resets/approvals.server.ts'
import { confirmCode, hashConfirmCode, selectorOf } from '#app/resets/confirm-code.ts'
import type { Person } from '#app/staff/person.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { findVoidReason } from './approval-ground.server.ts'
import type { Refusal } from './decide.ts'
import type { DecisionKeys } from './decision-keys.server.ts'
import { lockCase, Refused, type TicketRow } from './lock-case.server.ts'
import { queueCode } from './queue-code.server.ts'
import { recordDecision } from './record-decision.server.ts'
import { findSecondObstacle, type SecondVerdict } from './second-verdict.ts'

type Given = {
  ticketId: number
  version: number
  verdict: SecondVerdict
  reason: string
  person: Person
  now: Date
  keys: DecisionKeys
}

type Locked = { ticket: TicketRow; proposal: Approval }

const changed =
  'What was proposed no longer stands: the evidence changed. The case is weighed anew and waits for an agent.'

/**
 * Gives the second verdict on a proposal, by whom the desk drew for it. The case is weighed again first; where it no
 * longer says what was proposed, the proposal is void. An approval begins the hold: every channel of the account is told,
 * and the new address is asked to confirm itself.
 *
 * @returns a refusal, in words for the person, where the verdict was not accepted
 */
export async function giveSecondVerdict(db: Db, given: Given): Promise<{ version: number } | Refusal> {
  try {
    return await db.transaction((tx) => give(tx, given))
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { refusal: error.refusal }
  }
}

async function give(tx: Tx, given: Given): Promise<{ version: number } | Refusal> {
  const { ticketId, verdict, person, now } = given
  const { ticket, asCase } = await lockCase(tx, ticketId)
  const proposal = await lockApprovalUnderWay(tx, ticketId)
  const seen = proposal && { ...proposal, second: await readSecond(tx, proposal) }
  const obstacle = findSecondObstacle({ ...asCase, proposal: seen }, given, person)
  if (obstacle || !proposal) return obstacle ?? { refusal: `Nothing is proposed on case ${ticketId}.` }
  if (verdict === 'refuse') return refuse(tx, { ticket, proposal }, given)
  const weighed = await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
  const { route, recommendation } = weighed.assessment
  const same = route === 'new-address' && recommendation === 'propose'
  const reason = same ? await findVoidReason(tx, proposal, ticket, now) : 'The evidence says something else by now.'
  if (reason) {
    await voidApproval(tx, proposal, reason, now)
    return { refusal: changed }
  }
  return approve(tx, { ticket, proposal }, weighed, given)
}

async function refuse(tx: Tx, { ticket, proposal }: Locked, given: Given): Promise<{ version: number }> {
  const { person, now } = given
  const reason = given.reason.trim()
  await endApproval(tx, proposal, { state: 'refused', reason, now })
  const version = ticket.version + 1
  await tx
    .update(tickets)
    .set({ state: 'new', assigneeId: null, leaseUntil: null, version, changedAt: now })
    .where(eq(tickets.id, ticket.id))
  const { id: ticketId, accountNumber } = ticket
  const details = { proposal: proposal.decisionId, reason, firstReason: await readFirstReason(tx, proposal) }
  await appendAudit(tx, [{ verb: 'proposal_refused', at: now, staffId: person.id, ticketId, accountNumber, details }])
  return { version }
}

async function approve(
  tx: Tx,
  { ticket, proposal }: Locked,
  weighed: Weighed,
  given: Given,
): Promise<{ version: number }> {
  const { person, now, keys } = given
  const reason = given.reason.trim()
  const { id: ticketId, accountNumber } = ticket
  const decisionId = await recordDecision(tx, {
    ticket,
    weighed,
    ruling: { verb: 'approve' },
    outcome: { override: false, reason },
    person,
    now,
    confirms: proposal.decisionId,
  })
  // A rival who came since makes the hold longer; he neither voids the proposal nor is waited for.
  const holdHours = Math.max(proposal.holdHours, weighed.assessment.holdHours ?? 0)
  const [approval] = await tx
    .update(approvals)
    .set({
      state: 'holding',
      secondDecisionId: decisionId,
      heldAt: now,
      holdUntil: new Date(now.getTime() + holdHours * 3_600_000),
      expiresAt: now,
      ...(await makeCode(tx, keys.formCodeKey)),
    })
    .where(eq(approvals.id, proposal.id))
    .returning()
  if (!approval) throw new Error(`Approval ${proposal.id} is not there any more`)
  const version = ticket.version + 1
  await tx
    .update(tickets)
    .set({ state: 'held', version, leaseUntil: null, changedAt: now })
    .where(eq(tickets.id, ticketId))
  const channelsTold = await tellOfHold(tx, approval, { ...keys, now })
  await queueCode(tx, approval, { language: ticket.language, keys, now })
  const details = {
    decision: decisionId,
    verb: 'approve',
    confirms: proposal.decisionId,
    reason,
    firstReason: await readFirstReason(tx, proposal),
    approval: approval.id,
    holdHours,
    channelsTold,
    evidence: Buffer.from(weighed.inputsHash).toString('hex'),
    policy: weighed.assessment.policy,
  }
  await appendAudit(tx, [{ verb: 'ticket_decided', at: now, staffId: person.id, ticketId, accountNumber, details }])
  return { version }
}

async function readSecond(tx: Tx, { secondBy }: Approval): Promise<{ id: string; name: string } | null> {
  if (secondBy === null) return null
  const [second] = await tx.select({ id: staff.id, name: staff.name }).from(staff).where(eq(staff.id, secondBy))
  return second ?? null
}

async function readFirstReason(tx: Tx, { decisionId }: Approval): Promise<string> {
  const [first] = await tx.select({ reason: decisions.reason }).from(decisions).where(eq(decisions.id, decisionId))
  return first?.reason ?? ''
}

/** A code whose first letters belong to no other hold that runs. */
async function makeCode(tx: Tx, key: Uint8Array) {
  for (;;) {
    const codeSeed = new Uint8Array(randomBytes(32))
    const code = confirmCode(key, codeSeed)
    const codeSelector = selectorOf(code) as string
    const [taken] = await tx
      .select({ id: approvals.id })
      .from(approvals)
      .where(and(eq(approvals.codeSelector, codeSelector), eq(approvals.state, 'holding')))
    if (!taken) return { codeSeed, codeSelector, codeHash: hashConfirmCode(key, code) }
  }
}
