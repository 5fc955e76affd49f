import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { readAcceptedClaims } from '#app/intake/claimed-account.server.ts'
import { personKinds } from '#app/intake/mail-reading.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import type { ApprovalRoute } from '#app/resets/approval.ts'
import type { Approval } from '#app/resets/approvals.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { contests, resets } from '#drizzle/schema/resets.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { hashBinding } from './approval-binding.ts'

type Ticket = typeof tickets.$inferSelect

/** Where an approval would lead, and what it stands on. */
export type Ground = { target: string; emailVersion: number; binding: Uint8Array }

/**
 * Reads what an approval of a locked case stands on at this moment.
 *
 * @returns null where the route has no address: no registered one, or mails of several senders
 */
export async function readGround(tx: Tx, ticketId: number, route: ApprovalRoute, now: Date): Promise<Ground | null> {
  // Weighing may have changed it since it was locked.
  const [ticket] = await tx
    .select({
      accountNumber: tickets.accountNumber,
      senderAddress: tickets.senderAddress,
      senderLevel: tickets.senderLevel,
      registered: accounts.registeredEmail,
      emailVersion: accounts.emailVersion,
    })
    .from(tickets)
    .innerJoin(accounts, eq(accounts.number, tickets.accountNumber))
    .where(eq(tickets.id, ticketId))
  if (!ticket?.accountNumber) return null
  const { accountNumber, emailVersion, senderAddress: address, senderLevel: level } = ticket
  const target = route === 'registered' ? ticket.registered : await readOnlySender(tx, ticketId, address)
  if (target === null || !isSendable(target)) return null
  const claims = await readAcceptedClaims(tx, ticketId)
  const { version: policyVersion } = await readActivePolicy(tx, now)
  const bound = { accountNumber, target, emailVersion, sender: { level, address }, claims, policyVersion }
  return { target, emailVersion, binding: hashBinding(bound) }
}

/** The address that the case was opened from, where every accepted mail of a person came from there. */
async function readOnlySender(tx: Tx, ticketId: number, opener: string | null): Promise<string | null> {
  const senders = await tx
    .selectDistinct({ address: messages.senderAddress })
    .from(messages)
    .where(
      and(
        eq(messages.ticketId, ticketId),
        eq(messages.quarantined, false),
        inArray(messages.kind, [...personKinds, 'form']),
      ),
    )
  return senders.every(({ address }) => address === opener) ? opener : null
}

/** Whether a second person refused the very same before: another proposal needs other evidence. */
export async function wasRefused(tx: Tx, accountNumber: string, binding: Uint8Array): Promise<boolean> {
  const [refused] = await tx
    .select({ id: approvals.id })
    .from(approvals)
    .where(
      and(
        eq(approvals.accountNumber, accountNumber),
        eq(approvals.binding, binding),
        eq(approvals.state, 'refused'),
        eq(approvals.route, 'new-address'),
      ),
    )
    .limit(1)
  return refused !== undefined
}

/** The case on which another approval of the account waits or rests; null where there is none. */
export async function findOtherUnderWay(tx: Tx, accountNumber: string): Promise<number | null> {
  const [other] = await tx
    .select({ ticketId: approvals.ticketId })
    .from(approvals)
    .where(and(eq(approvals.accountNumber, accountNumber), inArray(approvals.state, ['waiting', 'holding'])))
  return other?.ticketId ?? null
}

/** Why an approval that waits or rests can no longer come to a link; null while it can. Both rows must be locked. */
export async function findVoidReason(tx: Tx, approval: Approval, ticket: Ticket, now: Date): Promise<string | null> {
  if (ticket.state !== (approval.state === 'waiting' ? 'proposed' : 'held')) return 'The case has moved on.'
  if (approval.expiresAt && now >= approval.expiresAt) return 'It was not used in time.'
  const ground = await readGround(tx, ticket.id, approval.route, now)
  if (!ground || Buffer.compare(ground.binding, approval.binding) !== 0)
    return 'What it was approved on has changed: a claim, the address, the sender or the policy.'
  const [used] = await tx
    .select({ id: resets.id })
    .from(resets)
    .where(and(eq(resets.accountNumber, approval.accountNumber), gt(resets.usedAt, approval.createdAt)))
    .limit(1)
  if (used) return 'A password was set by another link meanwhile.'
  const [contested] = await tx
    .select({ id: contests.id })
    .from(contests)
    .leftJoin(resets, eq(resets.id, contests.resetId))
    .leftJoin(approvals, eq(approvals.id, contests.approvalId))
    .where(
      and(
        isNull(contests.settledAt),
        gt(contests.contestedAt, approval.createdAt),
        or(eq(resets.accountNumber, approval.accountNumber), eq(approvals.accountNumber, approval.accountNumber)),
      ),
    )
    .limit(1)
  return contested ? 'A channel of the account contested it.' : null
}
