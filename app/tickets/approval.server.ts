import { aliasedTable, and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { underWay } from '#app/resets/approval.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { staff } from '#drizzle/schema/staff.ts'
import type { TicketState } from './ticket.ts'
import type { ApprovalView } from './ticket-page.ts'

const first = aliasedTable(staff, 'first')
const second = aliasedTable(staff, 'second')

/** What of a case waits for a second person or rests. Asked only where the case's state says that there is one. */
export async function readApproval(
  db: Db,
  { id, state }: { id: number; state: TicketState },
): Promise<ApprovalView | null> {
  if (state !== 'proposed' && state !== 'held') return null
  const [found] = await db
    .select({
      state: approvals.state,
      route: approvals.route,
      firstName: first.name,
      firstId: approvals.decidedBy,
      secondId: approvals.secondBy,
      secondName: second.name,
      holdHours: approvals.holdHours,
      holdUntil: approvals.holdUntil,
      confirmedAt: approvals.confirmedAt,
    })
    .from(approvals)
    .innerJoin(first, eq(first.id, approvals.decidedBy))
    .leftJoin(second, eq(second.id, approvals.secondBy))
    .where(and(eq(approvals.ticketId, id), inArray(approvals.state, [...underWay])))
  if (!found) return null
  const { state: at, route, holdHours, holdUntil, confirmedAt, firstId, firstName, secondId, secondName } = found
  return {
    state: at,
    route,
    decidedBy: { id: firstId, name: firstName },
    second: secondId === null ? null : { id: secondId, name: secondName ?? '' },
    holdHours,
    holdUntil,
    confirmed: route === 'registered' ? null : confirmedAt !== null,
  }
}
