type Hit = { number: string; weight: number }

/**
 * The largest total weight of hits of whom no two know each other. Exact, by branching; sets of hits are bit masks, so
 * there may be at most 31.
 */
export function independentWeight(hits: readonly Hit[], ties: readonly (readonly [string, string])[]): number {
  if (hits.length > 31)
    throw new Error(`At most 31 hits fit into a mask, got ${hits.length}; lower friends.listedAtMost`)
  const place = new Map(hits.map(({ number }, index) => [number, index]))
  const knows = hits.map(() => 0)
  for (const [one, other] of ties) {
    const [a, b] = [place.get(one), place.get(other)]
    if (a === undefined || b === undefined || a === b) continue
    knows[a] = (knows[a] ?? 0) | (1 << b)
    knows[b] = (knows[b] ?? 0) | (1 << a)
  }
  const weights = hits.map(({ weight }) => weight)
  return bestOf(2 ** hits.length - 1, weights, knows)
}

/** Branches on the hit who knows most of the others that are left; those who know nobody are taken at once. */
function bestOf(from: number, weights: readonly number[], knows: readonly number[]): number {
  let left = from
  let free = 0
  let chosen = -1
  let most = 0
  for (const [index, weight] of weights.entries()) {
    if (!(left & (1 << index))) continue
    const known = countBits((knows[index] ?? 0) & left)
    if (known === 0) {
      free += weight
      left &= ~(1 << index)
    } else if (known > most) {
      chosen = index
      most = known
    }
  }
  if (chosen < 0) return free
  const without = left & ~(1 << chosen)
  const taken = (weights[chosen] ?? 0) + bestOf(without & ~(knows[chosen] ?? 0), weights, knows)
  return free + Math.max(taken, bestOf(without, weights, knows))
}

function countBits(mask: number): number {
  let count = 0
  for (let rest = mask; rest; rest &= rest - 1) count += 1
  return count
}
