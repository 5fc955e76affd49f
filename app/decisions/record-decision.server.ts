import type { Tx } from '#app/db/db.server.ts'
import type { Weighed } from '#app/intake/weigh.server.ts'
import type { Person } from '#app/staff/person.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import type { Outcome, Ruling } from './decide.ts'
import type { TicketRow } from './lock-case.server.ts'

/** Keeps a decision with the evidence that it was made on. */
export async function recordDecision(
  tx: Tx,
  made: {
    ticket: TicketRow
    weighed: Weighed
    ruling: Pick<Ruling, 'verb'>
    outcome: Pick<Outcome, 'override' | 'reason'>
    person: Person
    now: Date
    /** The proposal that it confirms. */
    confirms?: number
  },
): Promise<number> {
  const { ticket, weighed, ruling, outcome, person, now, confirms = null } = made
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
      confirms,
      decidedAt: now,
    })
    .returning({ id: decisions.id })
  return (row as { id: number }).id
}
