import type { Judged } from './figures.ts'

type Point = readonly [number, number]

/** What one chart draws of one method. `roc`: false and true accepts; `bins`: named chance, true share and cases. */
export type Curve = {
  route: string
  stage: string
  method: string
  roc: readonly Point[]
  bins: readonly (readonly [number, number, number])[]
}

const mostPoints = 400

/** Keeps the curves and lets go of the cases. */
export function collectCharts() {
  const curves: Curve[] = []
  return {
    curves,
    draw: (pool: { route: string; stage: string; method: string; judged: readonly Judged[] }) => {
      const { judged, ...of } = pool
      curves.push({ ...of, roc: rocOf(judged), bins: binsOf(judged) })
    },
  }
}

/** From no accepts to all; denser where false accepts are rare, which is where a desk works. */
export function rocOf(judged: readonly Judged[]): Point[] {
  const ranked = [...judged].sort((one, other) => other.rank - one.rank)
  const attackers = ranked.filter(({ attack }) => attack).length
  const owners = ranked.length - attackers
  const all: Point[] = [[0, 0]]
  let [accepted, falsely] = [0, 0]
  for (const [index, { attack, rank }] of ranked.entries()) {
    if (attack) falsely += 1
    else accepted += 1
    if (ranked[index + 1]?.rank !== rank) all.push([falsely / attackers, accepted / owners])
  }
  const step = 1 / mostPoints
  let [x, y] = [0, 0]
  return all.filter(([far, tar], index) => {
    const kept =
      index === 0 || index === all.length - 1 || tar - y >= step || far - x >= step || (far < 0.01 && far > x * 1.1)
    if (kept) [x, y] = [far, tar]
    return kept
  })
}

function binsOf(judged: readonly Judged[]): [number, number, number][] {
  const bins = Array.from({ length: 10 }, () => ({ named: 0, owners: 0, cases: 0 }))
  for (const { attack, probability } of judged) {
    if (probability === null) return []
    const bin = bins[Math.min(9, Math.floor(probability * 10))]
    if (!bin) continue
    bin.named += probability
    bin.owners += Number(!attack)
    bin.cases += 1
  }
  return bins.flatMap(({ named, owners, cases }) => (cases > 0 ? [[named / cases, owners / cases, cases]] : []))
}
