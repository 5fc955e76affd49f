import { revealableFields } from '#app/accounts/reveal.ts'
import type { AccountLevels } from './ticket-page.ts'

/** What of an account the levels are told from. */
export type AccountRecord = {
  visibility: AccountLevels['visibility']
  registeredEmail: string | null
  emailVerified: boolean
  emailChangedAt: Date | null
  emailDeadAt: Date | null
  birthDate: string | null
  realName: string | null
  nickname: string | null
  province: string | null
  city: string | null
  gender: string | null
  phone: string | null
  signedUpAt: Date | null
  lastSeenAt: Date | null
  valuable: boolean
  restrictedUntil: Date | null
}

const dayMs = 24 * 60 * 60_000

/** Tells what an account holds by level: whether, how many, how long ago, never what. */
export function accountLevels(account: AccountRecord, friends: number, questions: number, now: Date): AccountLevels {
  const daysSince = (moment: Date) => (now.getTime() - moment.getTime()) / dayMs
  const { emailChangedAt, lastSeenAt } = account
  return {
    visibility: account.visibility,
    address: account.registeredEmail === null ? 'none' : account.emailVerified ? 'verified' : 'not verified',
    addressChanged:
      emailChangedAt === null
        ? 'never'
        : daysSince(emailChangedAt) <= 7
          ? 'within 7 days'
          : daysSince(emailChangedAt) <= 30
            ? 'within 30 days'
            : 'longer ago',
    addressDead: account.emailDeadAt !== null,
    friends: friends === 0 ? 'none' : friends < 10 ? 'few' : friends < 50 ? 'some' : 'many',
    questions: questions > 0,
    lastSeen:
      lastSeenAt === null
        ? 'unknown'
        : daysSince(lastSeenAt) <= 30
          ? 'within 30 days'
          : daysSince(lastSeenAt) <= 365
            ? 'within a year'
            : 'over a year ago',
    valuable: account.valuable,
    restrictedUntil: account.restrictedUntil !== null && account.restrictedUntil > now ? account.restrictedUntil : null,
    holds: recorded.filter(([field]) => account[field] !== null).map(([, name]) => name),
    revealable: revealableFields(account),
  }
}

const recorded = [
  ['birthDate', 'birth date'],
  ['realName', 'real name'],
  ['nickname', 'nickname'],
  ['city', 'city'],
  ['gender', 'gender'],
  ['phone', 'phone'],
  ['signedUpAt', 'sign-up date'],
] as const satisfies readonly (readonly [keyof AccountRecord, string])[]
