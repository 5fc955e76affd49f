import type { Draws } from './draws.ts'

/** One account with the circles of its friends; who knows whom is drawn once, with the account. */
export type SimulatedAccount = {
  visibility: 'public' | 'private'
  frequency: { nickname: number; city: number }
  /** The circle of each friend. */
  circleOf: readonly number[]
  /** Decides, with two friends' places, whether they know each other. */
  tieSeed: number
}

const publicShare = 0.7
const circleTies = 0.7
const otherTies = 0.03

export function drawPopulation(draws: Draws, accounts: number): SimulatedAccount[] {
  return Array.from({ length: accounts }, () => ({
    visibility: draws.chance(publicShare) ? 'public' : 'private',
    frequency: { nickname: draws.pick([1e-5, 1e-4, 1e-3, 1e-2]), city: draws.pick([0.002, 0.005, 0.01, 0.03]) },
    circleOf: drawCircles(draws),
    tieSeed: Math.floor(draws.share() * 2 ** 31),
  }))
}

/** Two to six circles of uneven size. */
function drawCircles(draws: Draws): number[] {
  const friends = Math.min(200, Math.max(6, Math.round(Math.exp(3.4 + 0.7 * draws.normal()))))
  const sizes = Array.from({ length: 2 + Math.floor(5 * draws.share()) }, () => draws.gamma(1.2))
  const weights = Object.fromEntries(sizes.map((size, circle) => [String(circle), size]))
  return Array.from({ length: friends }, () => Number(draws.choose(weights)))
}

/** Do two friends of an account know each other? The same answer whenever it is asked. */
export function knowEachOther({ circleOf, tieSeed }: SimulatedAccount, one: number, other: number): boolean {
  const likely = circleOf[one] === circleOf[other] ? circleTies : otherTies
  return hashed(tieSeed, Math.min(one, other), Math.max(one, other)) < likely
}

/** A share that depends on three integers and nothing else. */
function hashed(seed: number, one: number, other: number): number {
  let mixed = (seed ^ Math.imul(one + 1, 0x9e3779b1) ^ Math.imul(other + 1, 0x85ebca6b)) | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
}
