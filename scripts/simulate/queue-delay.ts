import type { Draws } from './draws.ts'
import type { Figure } from './figures.ts'

/** The desk that is flooded: mails a day, and how many its agents can rule on; both assumed. */
const deskMails = 1_000
const deskCapacity = 1_250
const daysARun = 30
const runs = 40

/**
 * How much longer cases wait in a queue that is served oldest first while so many further mails a day open tickets:
 * 0.1 is a tenth longer. The same people, the same mails, with and without the flood.
 */
export function delayUnder(draws: Draws, floodADay: number): Figure {
  const ratios = Array.from({ length: runs }, () => delayOfRun(draws, floodADay))
  const value = ratios.reduce((total, ratio) => total + ratio, 0) / runs
  const spread = Math.sqrt(ratios.reduce((total, ratio) => total + (ratio - value) ** 2, 0) / (runs - 1))
  const half = (1.96 * spread) / Math.sqrt(runs)
  return { value, lo: value - half, hi: value + half }
}

type Arrival = { at: number; work: number; flood: boolean }

function delayOfRun(draws: Draws, floodADay: number): number {
  const own = arrivals(draws, deskMails, false)
  const all = [...own, ...arrivals(draws, floodADay, true)].sort((one, other) => one.at - other.at)
  return meanWait(all) / meanWait(own) - 1
}

/** Poisson arrivals; an agent's work on each is exponential, in days. */
function arrivals(draws: Draws, perDay: number, flood: boolean): Arrival[] {
  const found: Arrival[] = []
  let at = wait(draws, perDay)
  while (at < daysARun) {
    found.push({ at, work: wait(draws, deskCapacity), flood })
    at += wait(draws, perDay)
  }
  return found
}

function wait(draws: Draws, rate: number): number {
  return -Math.log(1 - draws.share()) / rate
}

/** From the mail to the ruling, of those who are no flood. */
function meanWait(queue: readonly Arrival[]): number {
  let [free, total, people] = [0, 0, 0]
  for (const { at, work, flood } of queue) {
    free = Math.max(free, at) + work
    if (flood) continue
    total += free - at
    people += 1
  }
  return total / people
}
