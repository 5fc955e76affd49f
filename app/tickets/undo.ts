import type { AuditVerb } from '#app/audit/entry.ts'
import type { Person } from '#app/staff/person.ts'
import type { Change } from './act.ts'

/** Deeds that can be undone, with what their undoing gives back. */
export const undoable: readonly AuditVerb[] = [
  'ticket_assigned',
  'ticket_tagged',
  'ticket_snoozed',
  'ticket_marked_spam',
]

/** So long after it a deed can be undone, in milliseconds; the desk offers it for ten seconds. */
export const undoWithinMs = 5 * 60_000

/** The last deed on a ticket, as the audit holds it. */
export type LastDeed = {
  verb: AuditVerb
  staffId: string | null
  at: Date
  /** The version that it made. */
  version: unknown
  before: Change | null
}

/** The fields that undoing the last deed sets: only one's own, only while nothing came after it, only for a while. */
export function undo(
  ticket: { version: number },
  last: LastDeed | null,
  version: number,
  person: Person,
  now: Date,
): { change: Change } | { refusal: string } {
  if (!last || !undoable.includes(last.verb) || !last.before) return { refusal: 'There is nothing to undo.' }
  if (ticket.version !== version || last.version !== version)
    return { refusal: 'The case changed since then: it is left as it is.' }
  if (last.staffId !== person.id) return { refusal: 'Somebody else did this.' }
  if (now.getTime() - last.at.getTime() > undoWithinMs) return { refusal: 'This was too long ago to be undone.' }
  return { change: { ...last.before, leaseUntil: null } }
}
