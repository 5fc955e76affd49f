export const ticketCategories = ['recovery', 'abuse', 'question', 'other'] as const
export type TicketCategory = (typeof ticketCategories)[number]

/**
 * new: nobody took it · open: an agent has it · waiting: for the person · proposed: for the second verdict ·
 * held: for the hold to end · link_sent: for the person to follow the link · done: the password was reset ·
 * denied · closed: answered without a reset · frozen: contested, nothing moves · set_aside: spam and not recovery.
 */
export const ticketStates = [
  'new',
  'open',
  'waiting',
  'proposed',
  'held',
  'link_sent',
  'done',
  'denied',
  'closed',
  'frozen',
  'set_aside',
] as const
export type TicketState = (typeof ticketStates)[number]

/** States in which an agent may still rule. */
export const undecidedStates: readonly TicketState[] = ['new', 'open', 'waiting']

/** The state of a case that waits for an agent: its own, or any. */
export function openStateOf({ assigneeId }: { assigneeId: string | null }): TicketState {
  return assigneeId === null ? 'new' : 'open'
}

export const routes = ['registered', 'new-address', 'none'] as const
export type Route = (typeof routes)[number]

export const recommendations = ['approve', 'propose', 'ask', 'deny', 'stop'] as const
export type Recommendation = (typeof recommendations)[number]

/** How long taking a ticket keeps others off it; a soft lease, in milliseconds. */
export const leaseMs = 15 * 60_000
