import type { TicketState } from './ticket.ts'

/**
 * merged: the one case is answered in the other · split: the one case was made of a mail of the other. A link moves no
 * evidence.
 */
export const linkKinds = ['merged', 'split'] as const

/** What the linked case was before, so that undoing gives it back. */
export type LinkBefore = { state: TicketState; assigneeId: string | null }

/** The ties of one case, as its page shows them. */
export type TicketLinks = {
  mergedInto: { id: number; by: string; at: Date } | null
  mergedHere: readonly number[]
  splitFrom: number | null
  splitOff: readonly number[]
}
