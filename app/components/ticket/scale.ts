/** A bar of the waterfall placed between the lowest and the highest sum, in the units of the drawing. */
export type PlacedBar = { x: number; width: number; before: number; after: number; aloneX: number; aloneWidth: number }

export type Scale = { zero: number; bars: readonly PlacedBar[] }

/**
 * Places bars one after the other, each where the sum before it ended; the last one, the total, begins at zero.
 *
 * @param width the drawing's width
 */
export function placeBars(bars: readonly { kind: string; bits: number; alone: number | null }[], width: number): Scale {
  let sum = 0
  const spans = bars.map(({ kind, bits, alone }) => {
    const before = kind === 'total' ? 0 : sum
    const after = before + bits
    sum = after
    return { before, after, alone: before + (alone ?? bits) }
  })
  const ends = spans.flatMap(({ before, after, alone }) => [before, after, alone])
  const lowest = Math.min(0, ...ends)
  const highest = Math.max(0, ...ends)
  const unit = width / Math.max(highest - lowest, 1)
  const place = (bits: number) => Math.round((bits - lowest) * unit * 10) / 10
  return {
    zero: place(0),
    bars: spans.map(({ before, after, alone }) => ({
      x: place(Math.min(before, after)),
      width: Math.abs(place(after) - place(before)),
      before: place(before),
      after: place(after),
      aloneX: place(Math.min(before, alone)),
      aloneWidth: Math.abs(place(alone) - place(before)),
    })),
  }
}
