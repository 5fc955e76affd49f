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
  /** Whom of the account's friends each listed friend knows, listed or not; missing where nobody looked. */
  knows?: ReadonlyMap<string, readonly string[]>
  /** Friends with more than 1,000 friends of their own. */
  popularFriends: ReadonlySet<string>
  friendsWithOpenTicket: ReadonlySet<string>
  /** The number of the account that has the sender's address registered, if it is another account. */
  sendersAccount: string | null
  /** That account's friends. */
  sendersFriends: ReadonlySet<string>
  /** When somebody last set a password by a link to the registered address. A letter that arrived shows no owner. */
  linkUsedAt: Date | null
  /** Our own SMTP session was refused for good, so no link can arrive. */
  registeredRouteDead: boolean
  /** The earliest suspicious event of late (mail change, earlier ticket, report of hijack): friendships begun after it weigh nothing. */
  suspiciousSince: Date | null
  /** Other claimants of this account of late; missing where `signals` and `guesses` tell of them already. */
  others?: readonly OtherClaimant[]
  /** Mails of late that name this sender, this case's own among them; missing where `signals` tells of them already. */
  sent?: readonly SentMail[]
  /** Other cases of this account, of late, that the same claimant opened; missing where there are none. */
  ownCases?: readonly EarlierCase[]
  /** Signals that come from other tickets; those that follow from the account or the mail are derived. */
  signals: readonly ContextSignal[]
  /** Wrong guesses that others made for a fact of this account, by the kind of the fact. */
  guesses: Readonly<Record<string, number>>
  contested: boolean
  /** The person has already been asked and has answered. */
  asked: boolean
}

/** What another claimant did to the same account of late: his cases together. */
export type OtherClaimant = {
  /** The most bits that one of his cases had. */
  bits: number
  /** One of his cases is younger than thirty days. */
  recent: boolean
  /** Facts that he stated wrong. */
  wrong: readonly string[]
  /** He reported that the account was taken over. */
  hijacked: boolean
  /** One of his mails provably came from the registered mailbox. */
  fromMailbox?: boolean
  /** His cases of the last day: the most bits, and whether a link would answer one; null or missing where there is none. */
  today?: { bits: number; approve: boolean } | null
}

/** What one claimant stated of the same account in another case. */
export type EarlierCase = {
  /**
   * How it is tied to the claimant: it has the same sender · this case names its sender as the address to be reached at ·
   * both name one such address, or it names this case's sender as one.
   */
  by: 'sender' | 'named' | 'contact'
  /** Every mail of it proves its sender's domain. */
  proved: boolean
  /** Facts that it states wrong. */
  wrong: readonly string[]
  /** Numbers that it lists as friends and that are none. */
  missed?: readonly string[]
  /** How many security questions it answers wrong. */
  answersWrong?: number
}

/** A recent mail that names the sender of this case as its own. */
export type SentMail = {
  account: string
  /** Its domain proves that it comes from there (strong or medium). */
  proved: boolean
}
