import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { leaseMs, type TicketState, undecidedStates } from './ticket.ts'

/** A ticket as taking it sees it. */
export type Takeable = {
  id: number
  state: TicketState
  assigneeId: string | null
  assigneeName: string | null
  leaseUntil: Date | null
}

/** The fields that taking or returning changes. */
export type Taking = { state: TicketState; assigneeId: string | null; leaseUntil: Date | null }

/**
 * Takes a ticket for a person: others are kept off it for a while, and know who works on it.
 *
 * @param over take it even from somebody whose time is not up
 */
export function take(ticket: Takeable, person: Person, now: Date, over = false): Taking | { refusal: string } {
  const refusal = findObstacle(ticket, person)
  if (refusal) return { refusal }
  if (!over && isHeldByOther(ticket, person, now)) {
    return { refusal: `${ticket.assigneeName ?? 'Somebody else'} works on this case. Take it over only if you must.` }
  }
  const state = ticket.state === 'new' ? 'open' : ticket.state
  return { state, assigneeId: person.id, leaseUntil: new Date(now.getTime() + leaseMs) }
}

/** Gives a ticket back to everybody. Only its owner can. */
export function giveBack(ticket: Takeable, person: Person): Taking | { refusal: string } {
  const refusal = findObstacle(ticket, person)
  if (refusal) return { refusal }
  if (ticket.assigneeId !== person.id) return { refusal: `Case ${ticket.id} is not yours to return.` }
  return { state: ticket.state === 'open' ? 'new' : ticket.state, assigneeId: null, leaseUntil: null }
}

/** Somebody else took it, and his time is not up. */
export function isHeldByOther(ticket: Takeable, person: Person, now: Date): boolean {
  return (
    ticket.assigneeId !== null &&
    ticket.assigneeId !== person.id &&
    ticket.leaseUntil !== null &&
    ticket.leaseUntil > now
  )
}

function findObstacle(ticket: Takeable, person: Person): string | null {
  if (!may(person.role, 'decide')) return 'Your role does not decide cases.'
  if (!undecidedStates.includes(ticket.state))
    return `Case ${ticket.id} is ${ticket.state.replace('_', ' ')}: nothing is left to decide.`
  return null
}
