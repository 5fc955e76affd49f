import type { Draws } from './draws.ts'

/** One account with the circles of its friends; who knows whom is drawn once, with the account. */
export type SimulatedAccount = {
  visibility: 'public' | 'private'
  frequency: { nickname: number; city: number }
  /** The circle of each friend. */
  circleOf: readonly number[]
  /** How many friends each circle has. */
  circleSizes: readonly number[]
  /** Decides, with two friends' places, whether they know each other. */
  tieSeed: number
}

const publicShare = 0.7
const circleTies = 0.7
const otherTies = 0.03

export function drawPopulation(draws: Draws, accounts: number): SimulatedAccount[] {
  return Array.from({ length: accounts }, () => drawAccount(draws))
}

function drawAccount(draws: Draws): SimulatedAccount {
  const drawn = {
    visibility: draws.chance(publicShare) ? ('public' as const) : ('private' as const),
    frequency: { nickname: draws.pick([1e-5, 1e-4, 1e-3, 1e-2]), city: draws.pick([0.002, 0.005, 0.01, 0.03]) },
    circleOf: drawCircles(draws),
    tieSeed: Math.floor(draws.share() * 2 ** 31),
  }
  const circleSizes: number[] = []
  for (const circle of drawn.circleOf) circleSizes[circle] = (circleSizes[circle] ?? 0) + 1
  return { ...drawn, circleSizes: Array.from(circleSizes, (size) => size ?? 0) }
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

/** Whom of the account's friends each friend knows, as bits in words of 32; drawn up once for each friend asked about. */
const known = new WeakMap<SimulatedAccount, Map<number, Uint32Array>>()

/** How many of the account's friends both know, and how many the one knows who knows fewer. */
export function friendsInCommon(account: SimulatedAccount, one: number, other: number): [number, number] {
  const [first, second] = [knownTo(account, one), knownTo(account, other)]
  let [shared, ofFirst, ofSecond] = [0, 0, 0]
  for (let word = 0; word < first.length; word += 1) {
    const [a = 0, b = 0] = [first[word], second[word]]
    shared += countBits(a & b)
    ofFirst += countBits(a)
    ofSecond += countBits(b)
  }
  return [shared, Math.min(ofFirst, ofSecond)]
}

function knownTo(account: SimulatedAccount, friend: number): Uint32Array {
  const ofAccount = known.get(account) ?? new Map<number, Uint32Array>()
  const before = ofAccount.get(friend)
  if (before) return before
  const { length } = account.circleOf
  const bits = new Uint32Array(Math.ceil(length / 32))
  for (let other = 0; other < length; other += 1) {
    if (other === friend || !knowEachOther(account, friend, other)) continue
    bits[other >> 5] = (bits[other >> 5] ?? 0) | (1 << (other & 31))
  }
  known.set(account, ofAccount.set(friend, bits))
  return bits
}

function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
