import type { Difficulty } from '#app/claims/difficult.ts'
import type { SenderLevel } from '#app/mail/sender.ts'
import { noNarrowing, type QueueLanguage, type QueueNarrowing, readNarrowing } from './queue-narrowing.ts'
import type { SearchMatch } from './search-marks.ts'
import { isTag } from './tags.ts'
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
  senderAddress: string | null
  language: QueueLanguage
  tags: readonly string[]
  difficulty: Difficulty | null
  snoozedUntil: Date | null
  escalatedAt: Date | null
  dueAt: Date | null
  /** Where it says what was searched for; absent in a list that nobody searched. */
  match?: SearchMatch
}

/** How many rows a page of the queue holds. */
export const queuePageSize = 50

/** What the queue can show. Null states: whatever the state. */
export const queueViews = {
  new: { states: ['new'] },
  undecided: { states: undecidedStates },
  waiting: { states: ['waiting'] },
  proposed: { states: ['proposed'] },
  held: { states: ['held'] },
  'link-sent': { states: ['link_sent'] },
  done: { states: ['done', 'closed'] },
  denied: { states: ['denied'] },
  frozen: { states: ['frozen'] },
  /** Threats, danger to life, demands of the law, children: until it has ended. */
  difficult: { states: null },
  /** A question waits for a supervisor. */
  escalated: { states: null },
  snoozed: { states: null },
  /** Until it is closed. */
  'not-recovery': { states: null },
  all: { states: null },
} as const satisfies Record<string, { states: readonly TicketState[] | null }>
export type QueueView = keyof typeof queueViews
export const queueViewNames = Object.keys(queueViews) as readonly QueueView[]

export const queueOwners = ['anybody', 'mine', 'nobody'] as const
/** One of these words, or the id of one person of the desk. */
export type QueueOwner = (typeof queueOwners)[number] | PersonId
type PersonId = `${string}-${string}-${string}-${string}-${string}`

/** due: what is due first · score: what speaks most for the owner first. Both for lists of states alone. */
export const queueSorts = ['oldest', 'newest', 'due', 'score'] as const
export type QueueSort = (typeof queueSorts)[number]

export const queueGroups = ['none', 'account'] as const
export type QueueGroup = (typeof queueGroups)[number]

/** What the list shows, and in which order. A search looks through every case, whatever the view. */
export type QueueFilter = QueueNarrowing & {
  view: QueueView
  route: Route | null
  owner: QueueOwner
  /** Empty: whatever its tags. */
  tag: string
  search: string
  sort: QueueSort
  /** account: cases of one account stand under the first of them. */
  group: QueueGroup
}

export const defaultFilter: QueueFilter = {
  view: 'new',
  route: null,
  owner: 'anybody',
  tag: '',
  search: '',
  sort: 'oldest',
  group: 'none',
  ...noNarrowing,
}

/** The lists of what is not yet ended, which an index carries by level and language, or which are short. */
const narrowedViews: readonly QueueView[] = [
  'new',
  'undecided',
  'waiting',
  'proposed',
  'held',
  'link-sent',
  'frozen',
  'difficult',
  'escalated',
]

/** Whether a view can be narrowed by level, language and difficulty: of all that ever was, that would be a long look. */
export function canNarrow(view: QueueView): boolean {
  return narrowedViews.includes(view)
}

/** The orders that a view can be in: each needs an index. */
export function sortsOf(view: QueueView): readonly QueueSort[] {
  return queueViews[view].states ? queueSorts : ['oldest', 'newest']
}

/** Reads a filter from a URL; what it cannot read is the default. */
export function readFilter(params: URLSearchParams): QueueFilter {
  const named = params.get('view') ?? ''
  const view = Object.hasOwn(queueViews, named) ? (named as QueueView) : defaultFilter.view
  const tag = params.get('tag') ?? ''
  return {
    view,
    route: routes.find((route) => route === params.get('route')) ?? null,
    owner: readOwner(params.get('owner')),
    tag: isTag(tag) ? tag : '',
    search: (params.get('search') ?? '').trim().slice(0, 320),
    sort: sortsOf(view).find((sort) => sort === params.get('sort')) ?? defaultFilter.sort,
    group: queueGroups.find((group) => group === params.get('group')) ?? defaultFilter.group,
    ...(canNarrow(view) ? readNarrowing(params) : noNarrowing),
  }
}

function readOwner(text: string | null): QueueOwner {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '')) return text as PersonId
  return queueOwners.find((owner) => owner === text) ?? defaultFilter.owner
}

const written = [
  'view',
  'route',
  'owner',
  'level',
  'language',
  'difficulty',
  'tag',
  'search',
  'sort',
  'group',
] as const satisfies readonly (keyof QueueFilter)[]

/** The same filter as a query, "?" included; empty for the default. */
export function writeFilter(filter: QueueFilter): string {
  const params = new URLSearchParams()
  for (const key of written) {
    const value = filter[key]
    if (value !== null && value !== defaultFilter[key]) params.set(key, value)
  }
  const query = params.toString()
  return query && `?${query}`
}

/** What a list is called by: its view, unless something narrower names it better. */
export function listName(filter: QueueFilter): QueueView | 'search' | 'mine' {
  if (filter.search) return 'search'
  return filter.owner === 'mine' && filter.view === 'undecided' ? 'mine' : filter.view
}

/** The last row of a page; the next page begins after it. `by`: what the list is in order of, where that is no age. */
export type QueueCursor = { openedAt: Date; id: number; by?: Date | number }

export function encodeCursor({ openedAt, id, by }: QueueCursor): string {
  const order = by instanceof Date ? by.toISOString() : by
  return `${openedAt.toISOString()},${id}${order === undefined ? '' : `,${order}`}`
}

/** Reads what {@link encodeCursor} wrote; null for anything else, which is the first page. */
export function decodeCursor(text: string | null): QueueCursor | null {
  const [instant = '', number = '', order] = (text ?? '').split(',')
  const openedAt = new Date(instant)
  if (Number.isNaN(openedAt.getTime()) || !/^[0-9]{1,15}$/.test(number)) return null
  const cursor = { openedAt, id: Number(number) }
  if (order === undefined) return cursor
  const by = /^-?[0-9.]{1,20}(?:e-?[0-9]{1,2})?$/.test(order) ? Number(order) : new Date(order)
  return Number.isNaN(by.valueOf()) ? null : { ...cursor, by }
}

/** Where the page after this row begins. */
export function cursorAfter(row: Pick<QueueRow, 'id' | 'openedAt' | 'dueAt' | 'bits'>, sort: QueueSort): string {
  const { id, openedAt, dueAt, bits } = row
  if (sort === 'due') return encodeCursor({ openedAt, id, by: dueAt ?? openedAt })
  return sort === 'score' ? encodeCursor({ openedAt, id, by: bits ?? 0 }) : encodeCursor({ openedAt, id })
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
export type QueueCounts = {
  unassigned: number
  mine: number
  waiting: number
  proposed: number
  held: number
  difficult: number
  /** Of the difficult ones, where somebody may be in danger. */
  danger: number
  escalated: number
}

/** Counts stop here: the page says "99+". */
export const mostCounted = 100
