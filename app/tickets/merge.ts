import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { isHeldByOther, type Takeable } from './take.ts'
import { type TicketState, undecidedStates } from './ticket.ts'

/** A ticket as merging sees it. */
export type Mergeable = Takeable & {
  version: number
  escalatedAt: Date | null
  /** The case that it is merged into. */
  mergedInto: number | null
  /** How many cases are merged into it. */
  mergedHere: number
}

const changed = 'The case changed while you were reading. Nothing was done: look at what is new first.'

/** While an approval is under way a case neither takes another in nor goes into one: an approval never moves. */
const takingIn: readonly TicketState[] = [...undecidedStates, 'frozen']

/**
 * Why one case cannot be merged into another; null where it can. The one ends and is answered in the other; its evidence
 * stays its own, and nothing of it counts there.
 *
 * @param version of the case that ends, as the person saw it
 */
export function findMergeObstacle(
  from: Mergeable,
  into: Mergeable,
  version: number,
  person: Person,
  now: Date,
): string | null {
  if (!may(person.role, 'sort tickets')) return 'Your role does not allow this.'
  if (from.version !== version) return changed
  if (from.id === into.id) return 'A case cannot be merged into itself.'
  if (from.mergedInto !== null) return `Case ${from.id} is merged into ${from.mergedInto} already.`
  if (into.mergedInto !== null) return `Case ${into.id} is itself merged into ${into.mergedInto}: choose that one.`
  if (from.mergedHere > 0) return `Other cases are merged into case ${from.id}: undo that first.`
  if (from.escalatedAt) return 'A question on this case waits for a supervisor: it must be answered first.'
  if (!undecidedStates.includes(from.state)) return stateObstacle(from)
  if (!takingIn.includes(into.state)) return stateObstacle(into)
  for (const ticket of [from, into]) {
    if (isHeldByOther(ticket, person, now))
      return `${ticket.assigneeName ?? 'Somebody else'} works on case ${ticket.id}. Take it over first if you must.`
  }
  return null
}

/** Why a merge cannot be undone; null where it can. */
export function findUnmergeObstacle(from: Mergeable, version: number, person: Person): string | null {
  if (!may(person.role, 'sort tickets')) return 'Your role does not allow this.'
  if (from.mergedInto === null) return `Case ${from.id} is merged into no other.`
  return from.version === version ? null : changed
}

/** A ticket as splitting sees it; `mails` are the accepted ones that people wrote, oldest first. */
export type Splittable = Takeable & { version: number; mails: readonly number[] }

/** Why a mail cannot leave its case for one of its own; null where it can. */
export function findSplitObstacle(
  ticket: Splittable,
  mailId: number,
  version: number,
  person: Person,
  now: Date,
): string | null {
  if (!may(person.role, 'sort tickets')) return 'Your role does not allow this.'
  if (ticket.version !== version) return changed
  if (!undecidedStates.includes(ticket.state)) return stateObstacle(ticket)
  if (isHeldByOther(ticket, person, now))
    return `${ticket.assigneeName ?? 'Somebody else'} works on this case. Take it over first if you must.`
  if (!ticket.mails.includes(mailId)) return 'This mail is no longer part of the case.'
  // The sender of the first mail is whom the case writes to.
  return ticket.mails[0] === mailId ? 'The mail that opened a case stays in it: split off the others.' : null
}

function stateObstacle({ id, state }: { id: number; state: TicketState }): string {
  return `Case ${id} is ${state.replace('_', ' ')}: this can’t be done with it now.`
}
