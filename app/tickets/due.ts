import type { Difficulty } from '#app/claims/difficult.ts'
import type { TicketState } from './ticket.ts'

/** A case that nobody has decided is due this long after it came, in milliseconds. */
export const dueWithinMs = 8 * 60 * 60_000

/** And where somebody may be in danger, or a deadline runs. */
export const dueWithinMsWhenDifficult = 60 * 60_000

/** From this share of its time on a case is soon due. */
const soonShare = 0.75

/** How pressing a case is. none: it waits for the person, for a day, or for nothing any more. */
export type Urgency = 'none' | 'plain' | 'soon' | 'late'

type Dueable = {
  state: TicketState
  openedAt: Date
  difficulty: Difficulty | null
  snoozedUntil: Date | null
}

/** When a case should be decided. The table holds the same, so that a list can be in this order. */
export function dueAt({ openedAt, difficulty }: Pick<Dueable, 'openedAt' | 'difficulty'>): Date {
  return new Date(openedAt.getTime() + spanOf(difficulty))
}

/** How pressing a case is at a moment, as a shade of its age. */
export function urgencyOf(ticket: Dueable, now: Date): Urgency {
  const waitsForUs = ticket.state === 'new' || ticket.state === 'open'
  if (!waitsForUs || (ticket.snoozedUntil !== null && ticket.snoozedUntil > now)) return 'none'
  const leftMs = dueAt(ticket).getTime() - now.getTime()
  if (leftMs <= 0) return 'late'
  return leftMs <= spanOf(ticket.difficulty) * (1 - soonShare) ? 'soon' : 'plain'
}

function spanOf(difficulty: Difficulty | null): number {
  return difficulty === null ? dueWithinMs : dueWithinMsWhenDifficult
}
