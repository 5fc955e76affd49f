import type { SenderLevel } from '#app/mail/sender.ts'
import type { EvidenceKind } from './assessment.ts'
import type { ContextSignal } from './surroundings.ts'

/** The facts that a claim states and an account holds. */
export type FactKind = Exclude<
  EvidenceKind,
  'prior' | 'sender' | 'security_answers' | 'friend_numbers' | 'cap' | 'context' | 'total'
>

/** A listed friend number. No weight: not a friend. Weight 0: a friend who proves nothing. */
export type ListedFriend = { number: string; weight?: number; blacklisted?: boolean }

/** One case as the score sees it: levels, never values. */
export type Subject = {
  visibility: 'public' | 'private'
  frequency: { nickname: number; city: number }
  sender: Exclude<SenderLevel, 'retry'>
  /** The level that each stated fact reached; a fact that is not stated is missing. */
  facts: Partial<Record<FactKind, string>>
  answers?: { right: number; wrong: number }
  friends?: { listed: readonly ListedFriend[]; ties: readonly (readonly [string, string])[]; senderIsFriend?: boolean }
  signals?: readonly ContextSignal[]
  guesses?: Partial<Record<FactKind, number>>
  dormant?: boolean
}
