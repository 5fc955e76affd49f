import { inArray, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { isProvedLevel } from '#app/mail/sender.ts'
import { mayJoin } from '#app/mail/thread.ts'
import { lockApprovalsUnderWay, voidApproval } from '#app/resets/approvals.server.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { readClaimsOf } from './claimed-account.server.ts'
import { bringsClaims, wakes, wakeUp } from './join-ticket.server.ts'
import type { Joinable, LockedForMail } from './lock-tickets.server.ts'
import type { LookedUp } from './look-up.server.ts'
import { personKinds } from './mail-reading.ts'
import { voidLinks } from './void-approval.server.ts'

/** What came to a merged case, with the case that goes on in its stead. */
type Speaking = {
  /** The mail, or the form. */
  id: number
  said: readonly Pick<Claim, 'kind' | 'value'>[]
  /** It says something that was not said before it. */
  isNew: boolean
  from: number
  target: Joinable
}

/**
 * Lets mails to merged cases count against what is under way on the cases that go on in their stead, as if each had come
 * there: proposals, holds and links are void, and these cases wait for an agent, where the mail could have joined them
 * and says something new. What is read there at this moment must be read again in any case.
 *
 * @param mails such as do not depend on each other (see {@link countIndependent}); their tickets are locked
 * @returns the cases on which something was void, by the mail that said so
 */
export async function voidMerged(tx: Tx, mails: readonly LookedUp[], now: Date): Promise<Map<number, number>> {
  return voidOn(tx, mails.flatMap(findTarget), now)
}

/**
 * The case that goes on in the stead of a merged one, where the answers of a form count there as a mail would: the code
 * that was typed came in a letter to its own sender.
 */
export function formSpeaksTo({ goesOnIn }: LockedForMail, recipient: string): Joinable | null {
  return goesOnIn !== null && goesOnIn.ticket.senderAddress === recipient ? goesOnIn : null
}

/** The same for the answers of a form to a merged case; see {@link voidMerged}. */
export async function voidByForm(
  tx: Tx,
  form: { id: number; said: readonly Pick<Claim, 'kind' | 'value'>[]; from: number; target: Joinable },
  now: Date,
): Promise<void> {
  await voidOn(tx, [{ ...form, isNew: form.said.length > 0 }], now)
}

async function voidOn(tx: Tx, speaking: readonly Speaking[], now: Date): Promise<Map<number, number>> {
  const voided = new Map<number, number>()
  if (speaking.length === 0) return voided
  const ids = speaking.map(({ target }) => target.ticket.id)
  await tx
    .update(tickets)
    .set({ version: sql`${tickets.version} + 1`, changedAt: now })
    .where(inArray(tickets.id, ids))
  for (const one of speaking) if (await voidLink(tx, one, now)) voided.set(one.id, one.target.ticket.id)
  for (const one of await voidApprovals(tx, speaking, now)) voided.set(one.id, one.target.ticket.id)
  return voided
}

/** None for whoever could not join the case that goes on: naming one that is merged gives nobody a say there. */
function findTarget({ mail, reading, named }: LookedUp): Speaking[] {
  const target = named?.goesOnIn
  if (!target || !(personKinds.includes(reading.kind) || reading.kind === 'spam')) return []
  const { senderAddress: address } = target.ticket
  const agrees = mayJoin({
    ticketSender: { address, proof: target.proof },
    senderVerdict: reading.verdict,
    // A letter of the merged case proves only the mailbox that it went to.
    hint: named.ticket.senderAddress === address ? named.hint : 'number',
  })
  if (!agrees) return []
  return [{ id: mail.id, said: reading.claims, isNew: bringsClaims(reading), from: named.ticket.id, target }]
}

async function voidLink(tx: Tx, { isNew, from, target }: Speaking, now: Date): Promise<boolean> {
  const { ticket, links } = target
  if (links.length === 0 || !isNew) return false
  if (wakes.includes(ticket.state)) {
    await tx
      .update(tickets)
      .set({ ...wakeUp(ticket, now), snoozedUntil: null })
      .where(inArray(tickets.id, [ticket.id]))
  }
  const forAll = isProvedLevel(ticket.senderLevel)
  if (!(await voidLinks(tx, links, { ticketId: ticket.id, now, forAll }))) return false
  const { id: ticketId, accountNumber } = ticket
  const details = { reason: reasonOf(from) }
  await appendAudit(tx, [{ verb: 'approval_voided', at: now, staffId: null, ticketId, accountNumber, details }])
  return true
}

/** Those that are bound to what their case said alone: a claim that it did not hold is another ground. */
async function voidApprovals(tx: Tx, speaking: readonly Speaking[], now: Date): Promise<Speaking[]> {
  const bound = speaking.filter(
    ({ target, said }) => (target.ticket.state === 'proposed' || target.ticket.state === 'held') && said.length > 0,
  )
  if (bound.length === 0) return []
  const ids = bound.map(({ target }) => target.ticket.id)
  const underWay = await lockApprovalsUnderWay(tx, ids)
  const heldClaims = await readClaimsOf(tx, ids)
  const voided: Speaking[] = []
  for (const one of bound) {
    const { id } = one.target.ticket
    const approval = underWay.find(({ ticketId }) => ticketId === id)
    const known = heldClaims.filter(({ ticketId }) => ticketId === id)
    const isNew = one.said.some(({ kind, value }) => !known.some((held) => held.kind === kind && held.value === value))
    if (!approval || !isNew) continue
    await voidApproval(tx, approval, reasonOf(one.from), now)
    voided.push(one)
  }
  return voided
}

function reasonOf(from: number): string {
  return `The sender wrote again, to case ${from}, which is merged into this one.`
}
