/** Seeded random draws: the same seed draws the same population on every machine. */
export type Draws = {
  /** 0 to 1, without 1. */
  share: () => number
  chance: (share: number) => boolean
  pick: <T>(items: readonly T[]) => T
  /** One of the names, as often as its weight says. */
  choose: <K extends string>(weights: Readonly<Partial<Record<K, number>>>) => K
  normal: () => number
  gamma: (shape: number) => number
  beta: (a: number, b: number) => number
  poisson: (mean: number) => number
}

export function drawsFrom(seed: number): Draws {
  const share = mulberry32(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share())
  const draws: Draws = {
    share,
    chance: (likely) => share() < likely,
    pick: <T>(items: readonly T[]) => items[Math.floor(share() * items.length)] as T,
    choose: (weights) => choose(share, weights),
    normal,
    gamma: (shape) => gamma(draws, shape),
    beta: (a, b) => {
      const [one, other] = [gamma(draws, a), gamma(draws, b)]
      return one / (one + other || 1)
    },
    poisson: (mean) => {
      let count = 0
      for (let product = share(); product > Math.exp(-mean); product *= share()) count += 1
      return count
    },
  }
  return draws
}

function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function choose<K extends string>(share: () => number, weights: Readonly<Partial<Record<K, number>>>): K {
  const entries = Object.entries(weights) as [K, number][]
  let left = share() * entries.reduce((total, [, weight]) => total + weight, 0)
  for (const [name, weight] of entries) {
    left -= weight
    if (left <= 0) return name
  }
  return (entries.at(-1) as [K, number])[0]
}

/** Marsaglia and Tsang (2000). */
function gamma(draws: Draws, shape: number): number {
  if (shape < 1) return gamma(draws, shape + 1) * draws.share() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = draws.normal()
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - draws.share()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
