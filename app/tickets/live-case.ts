import type { NoteView } from './note.ts'
import type { TicketState } from './ticket.ts'
import type { TicketEvent } from './ticket-event.ts'

/** What of an open case may change under its reader's eyes: whose it is, and what is added at its end. */
export type LiveCase = {
  version: number
  state: TicketState
  owner: { id: string; name: string } | null
  leaseUntil: Date | null
  events: readonly TicketEvent[]
  notes: readonly NoteView[]
  /** When this was read. */
  now: Date
}

/** A live case as it comes out of JSON: instants are texts. */
export type LiveCaseText = { [Key in keyof LiveCase]: InText<LiveCase[Key]> }
type InText<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? InText<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: InText<Value[Key]> }
      : Value

/** Gives the instants back. */
export function readLiveCase({ leaseUntil, events, notes, now, ...rest }: LiveCaseText): LiveCase {
  return {
    ...rest,
    leaseUntil: leaseUntil === null ? null : new Date(leaseUntil),
    events: events.map((event) => ({ ...event, at: new Date(event.at) })),
    notes: notes.map((note) => ({ ...note, writtenAt: new Date(note.writtenAt) })),
    now: new Date(now),
  }
}
