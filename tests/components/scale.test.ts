import { expect, test } from 'vitest'
import { placeBars } from '#app/components/ticket/scale.ts'

const bars = [
  { kind: 'prior', bits: 2, alone: null },
  { kind: 'sender', bits: -5, alone: -6 },
  { kind: 'city', bits: 1, alone: 2 },
  { kind: 'total', bits: -2, alone: null },
]
const { zero, bars: placed } = placeBars(bars, 80)

test('each bar begins where the one before it ended', () => {
  expect(placed[1]?.before).toBe(placed[0]?.after)
  expect(placed[2]?.before).toBe(placed[1]?.after)
})

test('the total begins at zero and ends where the last bar did', () => {
  expect(placed[3]?.before).toBe(zero)
  expect(placed[3]?.after).toBe(placed[2]?.after)
})

test('nothing is drawn outside, what a fact weighs alone included', () => {
  for (const bar of placed) {
    expect(Math.min(bar.x, bar.aloneX)).toBeGreaterThanOrEqual(0)
    expect(Math.max(bar.x + bar.width, bar.aloneX + bar.aloneWidth)).toBeLessThanOrEqual(80)
  }
})
