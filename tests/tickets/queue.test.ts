import { expect, test } from 'vitest'
import { difficulties } from '#app/claims/difficult.ts'
import {
  decodeCursor,
  defaultFilter,
  encodeCursor,
  listName,
  neighbours,
  type QueueFilter,
  queueViewNames,
  readFilter,
  writeFilter,
} from '#app/tickets/queue.ts'
import { askedDifficulties } from '#app/tickets/queue-narrowing.ts'

const filters: QueueFilter[] = [
  defaultFilter,
  { ...defaultFilter, view: 'undecided', owner: 'mine' },
  { ...defaultFilter, route: 'new-address', owner: 'nobody' },
  { ...defaultFilter, search: 'mei@example.com & more' },
  { ...defaultFilter, view: 'undecided', owner: '0198c0de-0000-7000-8000-000000000001' },
  { ...defaultFilter, view: 'difficult', level: 'near', language: 'zh', difficulty: 'danger' },
]

test.each(filters)('a filter survives its way through the URL: $view $route $owner $search', (filter) => {
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter)
})

test('the default filter leaves the URL clean', () => {
  expect(writeFilter(defaultFilter)).toBe('')
})

test.each(['view=constructor', 'view=nonsense&route=x&owner=y', 'search=%20', 'level=x&language=de&difficulty=any'])(
  'what a URL cannot mean is the default: %s',
  (query) => {
    expect(readFilter(new URLSearchParams(query))).toEqual(defaultFilter)
  },
)

test.each(queueViewNames)('what has ended is not narrowed by what no index has: %s', (view) => {
  const read = readFilter(new URLSearchParams({ view, level: 'near', language: 'zh', difficulty: 'legal' }))
  const ended = ['done', 'denied', 'snoozed', 'not-recovery', 'all'].includes(view)
  expect([read.level, read.language, read.difficulty]).toEqual(ended ? [null, null, null] : ['near', 'zh', 'legal'])
})

test('a list can be narrowed to every difficulty that a mail can have', () => {
  expect(askedDifficulties).toEqual(['danger', ...difficulties])
})

test('the list is called after what it shows', () => {
  expect(listName(defaultFilter)).toBe('new')
  expect(listName({ ...defaultFilter, view: 'undecided', owner: 'mine' })).toBe('mine')
  expect(listName({ ...defaultFilter, search: '20417' })).toBe('search')
})

test('a cursor names the moment to the millisecond and the case', () => {
  const last = { openedAt: new Date('2026-11-22T06:55:48.123Z'), id: 20_417 }
  expect(decodeCursor(encodeCursor(last))).toEqual(last)
})

test.each([
  null,
  '',
  'x,1',
  '2026-11-22T06:55:48.123Z',
  '2026-11-22T06:55:48.123Z,-1',
  '2026-11-22T06:55:48.123Z,1 or 1=1',
])('a cursor that was not ours begins at the first page: %s', (text) => {
  expect(decodeCursor(text)).toBeNull()
})

test('a case stands between its neighbours; one that left the list goes on at its head', () => {
  const rows = [{ id: 3 }, { id: 5 }, { id: 8 }]
  expect(neighbours(rows, 5)).toEqual({ before: 3, after: 8 })
  expect(neighbours(rows, 8)).toEqual({ before: 5, after: null })
  expect(neighbours(rows, 4)).toEqual({ before: null, after: 3 })
  expect(neighbours([], 4)).toEqual({ before: null, after: null })
})
