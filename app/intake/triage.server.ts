import { and, asc, eq, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import { extractClaims } from '#app/claims/extract.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { listOwnAddresses } from '#app/mailboxes/own-addresses.server.ts'
import type { Person } from '#app/staff/person.ts'
import { openStateOf } from '#app/tickets/ticket.ts'
import { findTriageObstacle, type TriageVerb } from '#app/tickets/triage.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { judgeSendersAgain, readAcceptedClaims } from './claimed-account.server.ts'
import { type LockedTicket, lockForTriage } from './lock-ticket.server.ts'
import { claimedValues, personKinds } from './mail-reading.ts'
import { withoutOwn } from './own-addresses.ts'
import { weighTicket } from './weigh.server.ts'

type TriageRequest = {
  ticketId: number
  /** The version that the person saw. */
  version: number
  person: Person
  now: Date
}

type Triage = { version: number } | { refusal: string }

/** Ends a case that is no request for recovery. Nobody is written to. */
export function closeTicket(db: Db, request: TriageRequest): Promise<Triage> {
  const { person, now } = request
  return triage(db, 'close', request, async (tx, { id }, version) => {
    await tx
      .update(tickets)
      .set({ state: 'closed', assigneeId: person.id, leaseUntil: null, version, changedAt: now })
      .where(eq(tickets.id, id))
  })
}

/**
 * Makes a request for recovery of a case that was judged to be none, and weighs it. Its first mail was written by a
 * person then, whatever it looked like, and what it says is read now if it was not before.
 *
 * @param deskAddress our own address, which is nobody's claim
 */
export function treatAsRecovery(db: Db, request: TriageRequest & { deskAddress: string }): Promise<Triage> {
  const { now, deskAddress } = request
  return triage(db, 'recover', request, async (tx, ticket, version) => {
    const ticketId = ticket.id
    await readFirstMail(tx, ticketId, deskAddress)
    const named = claimedValues(await readAcceptedClaims(tx, ticketId), 'account_identifier')
    await tx
      .update(tickets)
      .set({
        category: 'recovery',
        state: openStateOf(ticket),
        recommendation: 'ask',
        claimedAccount: ticket.claimedAccount ?? named[0] ?? null,
        version,
        changedAt: now,
      })
      .where(eq(tickets.id, ticketId))
    await judgeSendersAgain(tx, ticketId)
    await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
    // Named by nobody, found by its address: the queue shows it all the same.
    await tx
      .update(tickets)
      .set({ claimedAccount: sql`coalesce(${tickets.claimedAccount}, ${tickets.accountNumber})` })
      .where(eq(tickets.id, ticketId))
  })
}

function triage(
  db: Db,
  verb: TriageVerb,
  { ticketId, version, person, now }: TriageRequest,
  change: (tx: Tx, ticket: LockedTicket, version: number) => Promise<void>,
): Promise<Triage> {
  return db.transaction(async (tx) => {
    const ticket = await lockForTriage(tx, ticketId)
    if (!ticket) return { refusal: 'There is no such case.' }
    const refusal = findTriageObstacle(ticket, verb, version, person, now)
    if (refusal) return { refusal }
    await change(tx, ticket, ticket.version + 1)
    await appendAudit(tx, [
      {
        verb: verb === 'close' ? 'ticket_closed' : 'ticket_treated_as_recovery',
        at: now,
        staffId: person.id,
        ticketId,
        accountNumber: ticket.accountNumber,
        details: { was: ticket.state === 'set_aside' ? 'set aside' : ticket.category },
      },
    ])
    return { version: ticket.version + 1 }
  })
}

/** Machine mail is not read for claims when it comes; what an agent takes for a person's is. */
async function readFirstMail(tx: Tx, ticketId: number, deskAddress: string): Promise<void> {
  const [mail] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false)))
    .orderBy(asc(messages.id))
    .limit(1)
  if (!mail || personKinds.includes(mail.kind)) return
  await tx.update(messages).set({ kind: 'recovery' }).where(eq(messages.id, mail.id))
  const own = await listOwnAddresses(tx, deskAddress)
  const said = withoutOwn(extractClaims({ ...mail, deskAddress }), own)
  if (said.length > 0) await tx.insert(claims).values(said.map((claim) => ({ ...claim, ticketId, messageId: mail.id })))
}
