import { expect, test } from 'vitest'
import { type BarColumn, placeBars } from '#app/components/overview/bars.ts'

const frame = { width: 100, height: 100, gap: 4 }
const column = (label: string, ...values: number[]): BarColumn => ({
  label,
  parts: values.map((value, index) => ({ name: String(index), value })),
})

test('the tallest bar stays below the highest line, which is a round number', () => {
  const { lines, columns } = placeBars([column('a', 37), column('b', 12)], frame)
  expect(lines.map(({ value }) => value)).toEqual([0, 10, 20, 30, 40])
  expect(columns[0]?.top).toBeCloseTo(7.5)
})

test('parts stand on each other, and a part of nothing is not drawn', () => {
  const [placed] = placeBars([column('a', 3, 0, 1)], frame).columns
  expect(placed?.parts.map(({ name, y, height }) => [name, y, height])).toEqual([
    ['0', 25, 75],
    ['2', 0, 25],
  ])
})

test('bars share the width and none touches another', () => {
  const { columns } = placeBars([column('a', 1), column('b', 1)], frame)
  const [one, other] = columns.flatMap(({ parts }) => parts)
  expect((one?.x ?? 0) + (one?.width ?? 0)).toBeLessThan(other?.x ?? 0)
})

test.each([1, 3, 4, 5, 9, 41, 999, 100_000])('%i needs at most four lines above the ground', (most) => {
  expect(placeBars([column('a', most)], frame).lines.length).toBeLessThanOrEqual(5)
})
