import type { SenderLevel } from '#app/mail/sender.ts'
import {
  type Recommendation,
  type Route,
  routes,
  type TicketCategory,
  type TicketState,
  undecidedStates,
} from './ticket.ts'

/** One line of the queue, ready to draw. */
export type QueueRow = {
  id: number
  category: TicketCategory
  state: TicketState
  claimedAccount: string | null
  subject: string
  senderLevel: SenderLevel
  route: Route
  /** Null until it is weighed. */
  recommendation: Recommendation | null
  bits: number | null
  ownerName: string | null
  version: number
  openedAt: Date
  quarantinedMails: number
}

/** How many rows a page of the queue holds. */
export const queuePageSize = 50

/** After this long a case that nobody has decided is late, in milliseconds. */
export const lateMs = 8 * 60 * 60_000

/** What the queue can show. Null states: whatever the state. */
export const queueViews = {
  new: { title: 'Open, unassigned', states: ['new'] },
  undecided: { title: 'All undecided', states: undecidedStates },
  waiting: { title: 'Waiting for the person', states: ['waiting'] },
  'link-sent': { title: 'Link sent', states: ['link_sent'] },
  done: { title: 'Done', states: ['done', 'closed'] },
  denied: { title: 'Refused', states: ['denied'] },
  frozen: { title: 'Frozen', states: ['frozen'] },
  /** Until it is closed. */
  'not-recovery': { title: 'Not recovery', states: null },
  all: { title: 'All', states: null },
} as const satisfies Record<string, { title: string; states: readonly TicketState[] | null }>
export type QueueView = keyof typeof queueViews

export const queueOwners = ['anybody', 'mine', 'nobody'] as const
export type QueueOwner = (typeof queueOwners)[number]

/** What the list shows. A search looks through every case, whatever the view. */
export type QueueFilter = { view: QueueView; route: Route | null; owner: QueueOwner; search: string }

export const defaultFilter: QueueFilter = { view: 'new', route: null, owner: 'anybody', search: '' }

/** Reads a filter from a URL; what it cannot read is the default. */
export function readFilter(params: URLSearchParams): QueueFilter {
  const view = params.get('view') ?? ''
  return {
    view: Object.hasOwn(queueViews, view) ? (view as QueueView) : defaultFilter.view,
    route: routes.find((route) => route === params.get('route')) ?? null,
    owner: queueOwners.find((owner) => owner === params.get('owner')) ?? defaultFilter.owner,
    search: (params.get('search') ?? '').trim().slice(0, 320),
  }
}

/** The same filter as a query, "?" included; empty for the default. */
export function writeFilter(filter: QueueFilter): string {
  const params = new URLSearchParams()
  for (const key of ['view', 'route', 'owner', 'search'] as const) {
    const value = filter[key]
    if (value !== null && value !== defaultFilter[key]) params.set(key, value)
  }
  const query = params.toString()
  return query && `?${query}`
}

export function filterTitle(filter: QueueFilter): string {
  if (filter.search) return 'Search'
  if (filter.owner === 'mine' && filter.view === 'undecided') return 'Mine'
  return queueViews[filter.view].title
}

/** The last row of a page; the next page begins after it. */
export type QueueCursor = { openedAt: Date; id: number }

export function encodeCursor({ openedAt, id }: QueueCursor): string {
  return `${openedAt.toISOString()},${id}`
}

/** Reads what {@link encodeCursor} wrote; null for anything else, which is the first page. */
export function decodeCursor(text: string | null): QueueCursor | null {
  const [instant = '', number = ''] = (text ?? '').split(',')
  const openedAt = new Date(instant)
  if (Number.isNaN(openedAt.getTime()) || !/^[0-9]{1,15}$/.test(number)) return null
  return { openedAt, id: Number(number) }
}

/** What one search box may mean; null where it cannot. */
export type SearchTerms = { ticket: number | null; account: string | null; address: string | null }

/**
 * "#20417" is a ticket; digits are a ticket or an account; a name with a letter is an account's handle or the
 * beginning of an address. Full-width digits, spaces and hyphens between digits read.
 */
export function readSearch(search: string): SearchTerms {
  const text = search.normalize('NFKC').trim()
  const digits = text.replace(/^#/, '').replace(/[\s-]/g, '')
  if (/^[0-9]{1,15}$/.test(digits)) {
    return { ticket: Number(digits), account: text.startsWith('#') ? null : digits, address: null }
  }
  return { ticket: null, account: text.includes('@') ? null : text, address: text.toLowerCase() }
}

/** Two cases are neighbours as the list shows them; null at its ends, or when the case is not on the page. */
export function neighbours(
  rows: readonly { id: number }[],
  id: number,
): { before: number | null; after: number | null } {
  const place = rows.findIndex((row) => row.id === id)
  if (place < 0) return { before: null, after: rows[0]?.id ?? null }
  return { before: rows[place - 1]?.id ?? null, after: rows[place + 1]?.id ?? null }
}

/** How many wait, told no further than {@link mostCounted}: counting a long queue whole would cost more than it says. */
export type QueueCounts = { unassigned: number; mine: number; waiting: number }

/** Counts stop here: the page says "99+". */
export const mostCounted = 100
