import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import type { TicketState } from '#app/tickets/ticket.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import type { Assessment } from './assessment.ts'
import type { Subject } from './subject.ts'

/** The last assessment of a case that is not ended. */
export type OpenAssessment = { ticketId: number; state: TicketState; subject: Subject | null; before: Assessment }

const openStates: readonly TicketState[] = ['new', 'open', 'waiting', 'proposed', 'held', 'frozen']

/** What the desk thinks of its open cases, oldest first. */
export function listOpenAssessments(db: Db): Promise<OpenAssessment[]> {
  return db
    .select({
      ticketId: tickets.id,
      state: tickets.state,
      subject: assessments.subject,
      before: assessments.result,
    })
    .from(tickets)
    .innerJoin(assessments, eq(assessments.id, tickets.assessmentId))
    .where(and(inArray(tickets.state, [...openStates]), eq(tickets.category, 'recovery')))
    .orderBy(asc(tickets.openedAt), asc(tickets.id))
}
