import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { TicketState } from './ticket.ts'

/** One case that waits, for a line on the overview. */
export type WaitingCase = {
  id: number
  state: TicketState
  claimedAccount: string | null
  subject: string
  /** Since when it waits for what it is listed for. */
  since: Date
  ownerName: string | null
  /** What a supervisor was asked; null where nobody asked. */
  question: string | null
  /** Whom the desk drew for the second verdict, until he has given it. */
  secondName: string | null
  /** When the hold of the case ends. */
  holdUntil: Date | null
}

/** Cases of one kind: how many, counted no further than {@link mostCountedCases}, and the oldest of them. */
export type WaitingKind = { count: number; oldest: readonly WaitingCase[] }

/** What a supervisor looks at first. */
export type Overview = {
  /** A first person proposed to approve. */
  proposed: WaitingKind
  /** A question to a supervisor. */
  escalated: WaitingKind
  frozen: WaitingKind
  held: WaitingKind
  /** Undecided, whoever has them. */
  waiting: WaitingKind
}

/** What the pictures show. */
export type OverviewFigures = {
  scores: readonly Bin[]
  /** How many of the newest undecided cases the scores are of. */
  scored: number
  ages: readonly AgeBin[]
  days: readonly DecisionDay[]
}

/** Cases whose score is at least `from` and below `to`, in bits; null has no end. */
export type Bin = { from: number | null; to: number | null; count: number }

/** Cases that have waited for at least `fromMs` and less than `toMs`; null has no end. */
export type AgeBin = { fromMs: number; toMs: number | null; count: number }

/** What was ruled on one day, in UTC; `day` is "2026-11-22". */
export type DecisionDay = { day: string; counts: Readonly<Partial<Record<DecisionVerb, number>>> }

export const mostCountedCases = 1_000

/** Scores are of so many of the newest undecided cases at most. */
export const mostScored = 5_000

/** Days are shown back to here at most. */
export const daysShown = 30

const edges = [-12, -9, -6, -3, 0, 3, 6, 9, 12] as const

/** Sorts scores into bins of three bits, open at both ends. */
export function binScores(bits: readonly number[]): Bin[] {
  const bins = [null, ...edges].map((from, index) => ({ from, to: edges[index] ?? null, count: 0 }))
  for (const one of bits) {
    const bin = bins.findLast(({ from }) => from === null || one >= from)
    if (bin) bin.count += 1
  }
  return bins
}

const hourMs = 60 * 60_000

/** The beginnings of the age bins, in milliseconds: an hour, four, eight (late), a day, three days. */
export const ageEdgesMs: readonly number[] = [0, hourMs, 4 * hourMs, 8 * hourMs, 24 * hourMs, 72 * hourMs]

/** Puts days without a ruling between those with one, so that a picture has no holes; oldest first. */
export function fillDays(found: readonly DecisionDay[], now: Date): DecisionDay[] {
  const known = new Map(found.map((one) => [one.day, one]))
  return Array.from({ length: daysShown }, (_, index) => {
    const day = dayOf(new Date(now.getTime() - (daysShown - 1 - index) * 24 * hourMs))
    return known.get(day) ?? { day, counts: {} }
  })
}

/** The UTC day of a moment. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}
