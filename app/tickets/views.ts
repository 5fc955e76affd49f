import { type QueueFilter, readFilter, writeFilter } from './queue.ts'

/** A name for a query of the queue's URL. */
export type SavedView = { id: number; name: string; shared: boolean; mine: boolean; query: string }

export const longestViewName = 40
export const longestViewQuery = 2000

/** So many a person has at most, and so many the team. */
export const mostViews = 30

/** Why a view cannot be kept so; null where it can. */
export function findViewFault(name: string, query: string): string | null {
  const length = name.trim().length
  if (length === 0) return 'Give the view a name.'
  if (length > longestViewName) return `A name has ${longestViewName} letters at most.`
  return query.length > longestViewQuery ? 'This query is too long to be kept.' : null
}

/** The view that a list is: the first that asks for the same; null where nobody kept it. */
export function viewOf<View extends Pick<SavedView, 'query'>>(
  views: readonly View[],
  filter: QueueFilter,
): View | null {
  const asked = writeFilter(filter)
  return views.find(({ query }) => writeFilter(readFilter(new URLSearchParams(query))) === asked) ?? null
}
