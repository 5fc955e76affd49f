import { expect, test } from 'vitest'
import { groupByAccount } from '#app/tickets/group.ts'
import { cursorAfter, decodeCursor, defaultFilter, readFilter, sortsOf, writeFilter } from '#app/tickets/queue.ts'
import { readQueueCommand } from '#app/tickets/queue-command.ts'
import { selectRange } from '#app/tickets/select-range.ts'
import { moveColumn, readColumns, usualColumns } from '#app/tickets/table-columns.ts'
import { changeTags, readTags } from '#app/tickets/tags.ts'

const form = (fields: Record<string, string>) => Object.entries(fields)

test('what the queue asks for is read', () => {
  expect(readQueueCommand(form({ intent: 'save view', name: 'Waves', query: '?tag=wave', shared: 'yes' }))).toEqual({
    intent: 'save view',
    name: 'Waves',
    query: '?tag=wave',
    shared: true,
  })
  expect(readQueueCommand(form({ intent: 'delete view', view: '7' }))).toEqual({ intent: 'delete view', view: 7 })
  expect(readQueueCommand(form({ intent: 'rename view', view: '7', name: 'Floods' }))).toEqual({
    intent: 'rename view',
    view: 7,
    name: 'Floods',
  })
  expect(readQueueCommand(form({ intent: 'layout', layout: '{"listWidth":320}' }))).toEqual({
    intent: 'layout',
    layout: { listWidth: 320 },
  })
  expect(readQueueCommand(form({ intent: 'act', kind: 'spam', cases: '20417:3' }))).toMatchObject({ intent: 'act' })
})

test.each([
  { intent: 'save view', name: 'Elsewhere', query: 'https://example.net' },
  { intent: 'save view', name: 'x'.repeat(41), query: '' },
  { intent: 'layout', layout: '{"listWidth":9000}' },
  { intent: 'layout', layout: 'wide' },
  { intent: 'act', kind: 'approve', cases: '20417:3' },
  { intent: 'delete view', view: 'all' },
  { intent: 'rename view', view: '7', name: 'x'.repeat(41) },
  {},
])('a form that no page of ours sends is not read: %o', (fields) => {
  expect(readQueueCommand(form(fields as Record<string, string>))).toBeNull()
})

test('an order stands in the URL, and a view that has no index for it is in the usual one', () => {
  const filter = { ...defaultFilter, view: 'undecided' as const, tag: 'wave', sort: 'score' as const }
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter)
  expect(readFilter(new URLSearchParams('view=all&sort=score')).sort).toBe('oldest')
  expect(sortsOf('difficult')).toEqual(['oldest', 'newest'])
  expect(readFilter(new URLSearchParams('tag=<b>')).tag).toBe('')
})

test.each(['oldest', 'due', 'score'] as const)('the place where a page ends reads back: %s', (sort) => {
  const openedAt = new Date('2026-11-22T09:00:00Z')
  const dueAt = new Date('2026-11-22T17:00:00Z')
  const cursor = decodeCursor(cursorAfter({ id: 20_417, openedAt, dueAt, bits: -2.5 }, sort))
  const by = { oldest: {}, due: { by: dueAt }, score: { by: -2.5 } }[sort]
  expect(cursor).toEqual({ id: 20_417, openedAt, ...by })
})

test('a place that nobody wrote is the first page', () => {
  for (const text of ['2026-11-22T09:00:00.000Z,20417,soon', '2026-11-22T09:00:00.000Z,20417,Infinity'])
    expect(decodeCursor(text)).toBeNull()
})

test('x chooses one row and lets it go; with Shift all from the last one', () => {
  const listed = [5, 4, 3, 2, 1]
  const one = selectRange(listed, new Set(), 4, null)
  expect([...one]).toEqual([4])
  expect([...selectRange(listed, one, 2, 4)].sort()).toEqual([2, 3, 4])
  expect([...selectRange(listed, one, 5, 4)].sort()).toEqual([4, 5])
  expect([...selectRange(listed, one, 4, null)]).toEqual([])
  expect([...selectRange(listed, one, 1, 99)].sort()).toEqual([1, 4])
})

test('cases of one account stand under the first of them, those of none alone', () => {
  const rows = [
    { id: 1, claimedAccount: '29433423' },
    { id: 2, claimedAccount: null },
    { id: 3, claimedAccount: '29433423' },
    { id: 4, claimedAccount: null },
  ]
  expect(groupByAccount(rows).map(({ first, others }) => [first.id, others.map(({ id }) => id)])).toEqual([
    [1, [3]],
    [2, []],
    [4, []],
  ])
})

test('columns are those that exist, each once, and move by one place', () => {
  expect(readColumns(['subject', 'number', 'subject', 'password'])).toEqual(['subject', 'number'])
  expect(readColumns([])).toBe(usualColumns)
  expect(readColumns(null)).toBe(usualColumns)
  expect(moveColumn(['number', 'account', 'subject'], 'subject', -1)).toEqual(['number', 'subject', 'account'])
  expect(moveColumn(['number', 'account'], 'number', -1)).toEqual(['number', 'account'])
})

test('a tag is a short word of letters, digits and hyphens', () => {
  expect(readTags('Wave-2, 攻击 ＶＩＰ vip')).toEqual(['wave-2', '攻击', 'vip'])
  expect(readTags('-x =cmd a_b 12345678901234567890123456')).toEqual([])
  expect(changeTags(['b', 'a'], { add: ['c'], remove: ['b'] })).toEqual(['a', 'c'])
})
