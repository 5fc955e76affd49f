import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { Assessment } from '#app/evidence/assessment.ts'
import type { Recommendation, Route } from '#app/tickets/ticket.ts'
import type { AuditVerb } from './entry.ts'

/** An entry of the chain as the audit page shows it. */
export type ListedEntry = {
  id: number
  at: Date
  verb: AuditVerb
  /** Null: the desk itself, or somebody who is not staff. */
  person: string | null
  ticketId: number | null
  accountNumber: string | null
  details: Readonly<Record<string, unknown>>
  /** Hexadecimal. */
  hash: string
}

/** A decision with the evidence as it stood when it was made. */
export type ListedDecision = {
  id: number
  at: Date
  ticketId: number
  verb: DecisionVerb
  person: string
  accountNumber: string | null
  route: Route
  recommendation: Recommendation
  override: boolean
  reason: string
  /** Hexadecimal. */
  evidenceHash: string
  assessment: Assessment
}
