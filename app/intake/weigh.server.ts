import { and, asc, eq } from 'drizzle-orm'
import { fetchSurroundings } from '#app/accounts/surroundings.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { assess } from '#app/evidence/assess.ts'
import type { Assessment } from '#app/evidence/assessment.ts'
import type { EvidenceSender } from '#app/evidence/compare.ts'
import { hashInputs } from '#app/evidence/inputs-hash.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { targetOf } from '#app/evidence/recommend.ts'
import { senderLevels } from '#app/mail/sender.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { findClaimedAccount, readAcceptedClaims } from './claimed-account.server.ts'
import { claimedValues, personKinds } from './mail-reading.ts'

export type Weighed = { assessmentId: number; assessment: Assessment; inputsHash: Uint8Array }

/**
 * Scores a ticket from all its accepted mails and the account as it stands now, keeps the assessment and shows it on
 * the ticket. The ticket must be locked by the caller.
 */
export async function weighTicket(
  tx: Tx,
  { ticketId, policy, now }: { ticketId: number; policy: Policy; now: Date },
): Promise<Weighed> {
  const said = await readSaid(tx, ticketId)
  const [ticket] = await tx
    .select({ accountNumber: tickets.accountNumber })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  const account = await findClaimedAccount(tx, {
    accountNumber: ticket?.accountNumber ?? null,
    claims: said.claims,
    senderAddress: said.sender.address,
  })
  const surroundings = await fetchSurroundings(tx, {
    account,
    senderAddress: said.sender.address,
    listedNumbers: claimedValues(said.claims, 'friend_numbers'),
    now,
  })
  const { subject, assessment } = assess({
    claims: said.claims,
    sender: said.sender,
    account,
    surroundings,
    policy,
    now,
  })
  const inputsHash = hashInputs({
    subject,
    sender: said.sender,
    target: targetOf(assessment.route, account, said.sender),
    claims: said.claims,
    policyVersion: policy.version,
  })
  const [kept] = await tx
    .insert(assessments)
    .values({
      ticketId,
      accountNumber: account?.number ?? null,
      policyVersion: policy.version,
      inputsHash,
      subject,
      result: assessment,
      bits: assessment.bits,
      madeAt: now,
    })
    .returning({ id: assessments.id })
  const assessmentId = (kept as { id: number }).id
  const { route, recommendation, bits } = assessment
  await tx
    .update(tickets)
    .set({
      assessmentId,
      route,
      recommendation,
      bits,
      senderLevel: said.sender.level,
      accountNumber: account?.number ?? null,
    })
    .where(eq(tickets.id, ticketId))
  return { assessmentId, assessment, inputsHash }
}

/** The claims and the sender of a ticket; of several mails the weakest level counts for all of them. */
async function readSaid(tx: Tx, ticketId: number): Promise<{ claims: Claim[]; sender: EvidenceSender }> {
  const mails = await tx
    .select({
      id: messages.id,
      kind: messages.kind,
      address: messages.senderAddress,
      level: messages.level,
      reasons: messages.levelReasons,
      verdict: messages.verdict,
    })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false)))
    .orderBy(asc(messages.id))
  const theirs = mails.filter(({ kind }) => personKinds.includes(kind))
  const weakest = theirs.reduce((one, other) =>
    senderLevels.indexOf(other.level) > senderLevels.indexOf(one.level) ? other : one,
  )
  const replyElsewhere = theirs.some(({ verdict }) => verdict.replyElsewhere)
  const { address, level, reasons } = weakest
  return { claims: await readAcceptedClaims(tx, ticketId), sender: { address, level, reasons, replyElsewhere } }
}
