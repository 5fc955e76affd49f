import { expect, test } from 'vitest'
import { calmList, scrolledList } from '#app/tickets/calm-list.ts'

const row = (id: number, version = 1) => ({ id, version })

test('a row that changed changes in its place', () => {
  const { rows, held } = calmList([row(1), row(2), row(3)], [row(3), row(1), row(2, 5)])
  expect(rows).toEqual([row(1), row(2, 5), row(3)])
  expect(held).toBe(0)
})

test('a row that left keeps its place and is known as gone', () => {
  const { rows, gone } = calmList([row(1), row(2), row(3)], [row(1), row(3)])
  expect(rows.map(({ id }) => id)).toEqual([1, 2, 3])
  expect([...gone]).toEqual([2])
})

test('a new row after all others appears at once; one before any is held', () => {
  expect(calmList([row(1), row(2)], [row(1), row(2), row(9)]).rows.map(({ id }) => id)).toEqual([1, 2, 9])
  const calm = calmList([row(1), row(2)], [row(7), row(1), row(8), row(2), row(9)])
  expect(calm.rows.map(({ id }) => id)).toEqual([1, 2, 9])
  expect(calm.held).toBe(2)
})

test('while the list is only scrolled rows leave it, and new ones above others are held', () => {
  const { rows, gone, held } = scrolledList([row(1), row(2), row(3)], [row(9), row(1), row(3, 2), row(4)])
  expect(rows).toEqual([row(1), row(3, 2), row(4)])
  expect(gone.size).toBe(0)
  expect(held).toBe(1)
})

test('where every row left, the new ones stand below', () => {
  const { rows, gone, held } = calmList([row(1)], [row(2)])
  expect(rows.map(({ id }) => id)).toEqual([1, 2])
  expect([...gone]).toEqual([1])
  expect(held).toBe(0)
})
