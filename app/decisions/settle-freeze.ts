import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { TicketState } from '#app/tickets/ticket.ts'
import type { Refusal } from './decide.ts'

/** A frozen ticket as the supervisor who looks into it sees it. */
export type FrozenCase = { id: number; state: TicketState; version: number }

/** Says why a freeze cannot be settled, or null if it can: by a supervisor, with a reason, on what he saw. */
export function findFreezeObstacle(
  ticket: FrozenCase,
  settling: { version: number; reason: string },
  person: Person,
): Refusal | null {
  if (!may(person.role, 'settle freeze')) return { refusal: 'A supervisor settles what is frozen.' }
  if (ticket.state !== 'frozen') return { refusal: `Case ${ticket.id} is not frozen.` }
  if (ticket.version !== settling.version) {
    return { refusal: 'The case changed while you were reading. Nothing was done: look at what is new first.' }
  }
  if (settling.reason.trim() === '') return { refusal: 'Write down what you found, so that it can be followed.' }
  return null
}
