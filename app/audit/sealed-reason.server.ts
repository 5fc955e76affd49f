import { type SQL, sql } from 'drizzle-orm'
import { decisions } from '#drizzle/schema/decisions.ts'

/**
 * The reason of a decision, for whoever may read decisions; of a proposal only once it is answered: the second person sees
 * the evidence, not what the first thought of it.
 */
export const sealedReason: SQL<string> = sql<string>`case
  when ${decisions.verb} = 'propose' and exists (
    select from approvals p where p.decision_id = ${decisions.id} and p.state = 'waiting'
  ) then '' else ${decisions.reason} end`
