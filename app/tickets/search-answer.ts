import type { QueueRow } from './queue.ts'
import type { SearchMatch } from './search-marks.ts'
import type { SearchFault } from './search-query.ts'
import type { TicketState } from './ticket.ts'

/** A case as the palette shows it. */
export type FoundCase = {
  id: number
  state: TicketState
  account: string | null
  subject: string
  match: SearchMatch | null
}

/** What the palette asks for, as JSON. */
export type FoundCases = { rows: readonly FoundCase[]; more: boolean; faults: readonly SearchFault[] }

export function asFoundCase({ id, state, claimedAccount, subject, match }: QueueRow): FoundCase {
  return { id, state, account: claimedAccount, subject, match: match ?? null }
}
