import type { Bar } from './assessment.ts'
import { mix } from './mixture.ts'
import { type ByClass, byClass, type WeighedFact } from './weighed-fact.ts'

/** Bars in fixed order. Each fact adds to those before it; "alone" is what it would add by itself. */
export function drawWaterfall(
  facts: readonly WeighedFact[],
  shares: ByClass,
  { prior, cap, context }: { prior: number; cap: number; context: number },
): Bar[] {
  let margins = byClass(() => 0)
  let before = 0
  const factBars = facts.map(({ kind, level, weights }): Bar => {
    const summed = margins
    margins = byClass((attacker) => summed[attacker] + weights[attacker])
    const after = mix(margins, shares)
    const bar = { kind, level, bits: after - before, alone: mix(weights, shares) }
    before = after
    return bar
  })
  const bars = [drawn('prior', prior), ...factBars, drawn('cap', cap), drawn('context', context)]
  return [
    ...bars,
    drawn(
      'total',
      bars.reduce((total, { bits }) => total + bits, 0),
    ),
  ]
}

function drawn(kind: string, bits: number): Bar {
  return { kind, level: null, bits, alone: null }
}
