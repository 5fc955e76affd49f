import type { SenderLevel } from '#app/mail/sender.ts'
import type { ContextSignal } from './surroundings.ts'

/** A fact that a claim states and an account holds: the kind of a comparison, e.g. "birth_date". */
export type FactKind = string

/**
 * A listed friend number. No weight: not a friend. Weight 0: a friend who proves nothing. Elsewhere: no friend, and
 * listed by the same claimant in another case.
 */
export type ListedFriend = { number: string; weight?: number; blacklisted?: boolean; elsewhere?: true }

/** One case as the score sees it: levels, never values. */
export type Subject = {
  visibility: 'public' | 'private'
  frequency: { nickname: number; city: number }
  sender: Exclude<SenderLevel, 'retry'>
  /** The level that each stated fact reached; a fact that is not stated is missing. */
  facts: Readonly<Record<FactKind, string>>
  /** Where claims of one kind contradict each other: the levels of the others. The least of them all is weighed. */
  contradicted?: Readonly<Record<FactKind, readonly string[]>>
  /** Facts of which one level is wrong only because the same claimant stated them wrong in another case. */
  wrongElsewhere?: readonly FactKind[]
  answers?: { right: number; wrong: number }
  friends?: {
    listed: readonly ListedFriend[]
    /** Pairs of listed numbers that know each other. */
    ties: readonly (readonly [string, string])[]
    /** Pairs that share friends on the account: how many, and how many the one has who has fewer. */
    shared?: readonly (readonly [string, string, number, number])[]
    senderIsFriend?: boolean
    /** How many more were listed than are read. */
    unread?: number
  }
  signals?: readonly ContextSignal[]
  /** Wrong guesses that others made for a fact. */
  guesses?: Readonly<Record<FactKind, number>>
  dormant?: boolean
  /** Nobody named the account: the facts led to it, so that it is no wonder that they fit. */
  foundByFacts?: true
}
