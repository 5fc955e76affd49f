import type { TicketState } from './ticket.ts'

/**
 * merged: the one case is answered in the other · split: the one case was made of a mail of the other · linked: one mail
 * opened both, each for an account that it names. A link moves no evidence.
 */
export const linkKinds = ['merged', 'split', 'linked'] as const

/** What the linked case was before, so that undoing gives it back. */
export type LinkBefore = { state: TicketState; assigneeId: string | null }

/** The ties of one case, as its page shows them. */
export type TicketLinks = {
  mergedInto: { id: number; by: string; at: Date } | null
  mergedHere: readonly number[]
  splitFrom: number | null
  splitOff: readonly number[]
  /** Cases that the same mail opened for other accounts. */
  linked: readonly number[]
}
