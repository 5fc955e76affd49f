import { eq } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { staff, switches } from '#drizzle/schema/staff.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import type { Case } from './decide.ts'

/** Carries a refusal out of a transaction that must not leave anything behind. */
export class Refused extends Error {
  constructor(
    readonly refusal: string,
    /** The evidence is no longer what the agent saw: it is weighed anew, so that the page shows what changed. */
    readonly evidenceChanged = false,
  ) {
    super(refusal)
  }
}

export type TicketRow = typeof tickets.$inferSelect

/** Locks a case, and reads it as a ruling sees it. */
export async function lockCase(tx: Tx, ticketId: number): Promise<{ ticket: TicketRow; asCase: Case }> {
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
      restrictedUntil: await readRestriction(tx, ticket.accountNumber),
      resetsStopped: stop?.on ?? false,
    },
  }
}

async function readRestriction(tx: Tx, accountNumber: string | null): Promise<Date | null> {
  if (accountNumber === null) return null
  const [account] = await tx
    .select({ until: accounts.restrictedUntil })
    .from(accounts)
    .where(eq(accounts.number, accountNumber))
  return account?.until ?? null
}
