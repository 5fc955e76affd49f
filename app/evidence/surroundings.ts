/** Signals that only ever lower the score; their bits are in the policy. */
export type ContextSignal =
  | 'mailChanged30'
  | 'mailChanged7'
  | 'replyElsewhere'
  | 'oneRival'
  | 'moreRivals'
  | 'cluster3'
  | 'cluster5'
  | 'hijackReported90'
  | 'valuable'

/** What an assessment needs to know beyond the mail and the account. Fetched before; rules never ask for more. */
export type Surroundings = {
  /** The share of all accounts with the same value as this account's, 0 to 1. */
  frequency: { nickname: number; city: number }
  /** Pairs among the account's friends who are friends of each other. */
  ties: readonly (readonly [string, string])[]
  /** Friends with more than 1,000 friends of their own. */
  popularFriends: ReadonlySet<string>
  friendsWithOpenTicket: ReadonlySet<string>
  /** The number of the account that has the sender's address registered, if it is another account. */
  sendersAccount: string | null
  /** That account's friends. */
  sendersFriends: ReadonlySet<string>
  /** When a letter to the registered address was last delivered. */
  deliveredAt: Date | null
  /** Our own SMTP session was refused for good, so no link can arrive. */
  registeredRouteDead: boolean
  /** The earliest suspicious event of late (mail change, earlier ticket, report of hijack): friendships begun after it weigh nothing. */
  suspiciousSince: Date | null
  /** Signals that come from other tickets; those that follow from the account or the mail are derived. */
  signals: readonly ContextSignal[]
  /** Wrong guesses that others made for a fact of this account, by the kind of the fact. */
  guesses: Readonly<Record<string, number>>
  contested: boolean
  /** The person has already been asked and has answered. */
  asked: boolean
}
