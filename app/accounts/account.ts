export const visibilities = ['public', 'friends', 'private'] as const
export type Visibility = (typeof visibilities)[number]

export const addPolicies = ['anybody', 'authorise', 'nobody'] as const
export type AddPolicy = (typeof addPolicies)[number]

/** Facts of an account that prove the less the more accounts bear the same. */
export const termKinds = ['nickname', 'city'] as const
export type TermKind = (typeof termKinds)[number]

export const genders = ['male', 'female', 'other'] as const
export type Gender = (typeof genders)[number]

/** One entry of an account's friend list, as seen from that account. */
export type Friendship = {
  number: string
  since: Date | null
  begunBy: 'owner' | 'friend' | null
  /** The last time that both wrote to each other, or null if they never did. */
  lastTrafficAt: Date | null
  endedAt: Date | null
}

export type FormerEmail = { address: string; until: Date }

/** A security question with the argon2id hash of its normalised answer. */
export type SecurityQuestion = { question: string; hash: string }

/** An account as the account service reports it. What it does not hold is null or empty. */
export type Account = {
  /** Digits only. */
  number: string
  handle: string | null
  /** Lower case, domain as A-label. */
  registeredEmail: string | null
  emailVerified: boolean
  emailChangedAt: Date | null
  formerEmails: readonly FormerEmail[]
  nickname: string | null
  formerNicknames: readonly string[]
  realName: string | null
  /** YYYY-MM-DD */
  birthDate: string | null
  gender: Gender | null
  country: string | null
  province: string | null
  city: string | null
  /** E.164, e.g. +8613800138000 */
  phone: string | null
  signedUpAt: Date | null
  visibility: Visibility
  addPolicy: AddPolicy
  friends: readonly Friendship[]
  /** Numbers that this account has blacklisted. */
  blocked: readonly string[]
  /** Numbers that have blacklisted this account. */
  blockedBy: readonly string[]
  answers: readonly SecurityQuestion[]
  lastSeenAt: Date | null
  /** A short or otherwise sought-after number. */
  valuable: boolean
}
