/** One bar: stacked parts from the bottom up, each a number of whole things. `long` names it where there is room. */
export type BarColumn = { label: string; long?: string; parts: readonly { name: string; value: number }[] }

/** A rectangle of a picture, in its own units. */
export type PlacedPart = { name: string; value: number; x: number; y: number; width: number; height: number }

export type PlacedBars = {
  columns: readonly { label: string; total: number; middle: number; top: number; parts: readonly PlacedPart[] }[]
  /** Round numbers with the heights to draw lines at. */
  lines: readonly { value: number; y: number }[]
}

type Frame = { width: number; height: number; gap: number }

/** Places bars in a frame; the highest line is a round number that no bar passes. */
export function placeBars(columns: readonly BarColumn[], { width, height, gap }: Frame): PlacedBars {
  const totals = columns.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0))
  const step = roundStep(Math.max(1, ...totals))
  const most = Math.ceil(Math.max(1, ...totals) / step) * step
  const slot = columns.length > 0 ? width / columns.length : width
  const tall = (value: number) => (value / most) * height
  return {
    columns: columns.map(({ label, parts }, index) => {
      const total = totals[index] ?? 0
      let y = height
      const placed = parts
        .filter(({ value }) => value > 0)
        .map(({ name, value }) => {
          y -= tall(value)
          return { name, value, x: index * slot + gap / 2, y, width: slot - gap, height: tall(value) }
        })
      return { label, total, middle: (index + 0.5) * slot, top: y, parts: placed }
    }),
    lines: Array.from({ length: Math.round(most / step) + 1 }, (_, index) => ({
      value: index * step,
      y: height - tall(index * step),
    })),
  }
}

/** The smallest of 1, 2, 5, 10, 20 … that needs no more than four lines. */
function roundStep(most: number): number {
  for (let ten = 1; ; ten *= 10) {
    for (const step of [ten, 2 * ten, 5 * ten]) if (most / step <= 4) return step
  }
}
