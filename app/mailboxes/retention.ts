import type { TicketState } from '#app/tickets/ticket.ts'

/** Cases in which nothing is to be read again: only their mails' bytes may be let go. */
export const finishedStates: readonly TicketState[] = ['done', 'denied', 'closed', 'set_aside']
