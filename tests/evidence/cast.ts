import type { Account } from '#app/accounts/account.ts'
import { assess, type OpenCase } from '#app/evidence/assess.ts'
import type { Surroundings } from '#app/evidence/surroundings.ts'
import type { SenderLevel } from '#app/mail/sender.ts'
import { aFriendship, anAccount, chensAccount, chensCircles } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase, today } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'
import type { Stated } from './comparisons/levels.ts'

export const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000)

/** What a test tells of a case; the rest is Mei writing from her registered address. */
export type Told = {
  level?: SenderLevel
  stated?: Stated
  account?: Account | null
  surroundings?: Partial<Surroundings>
  answers?: OpenCase['answers']
}

export function judge({ level = 'strong', stated = {}, account = anAccount(), surroundings, answers }: Told) {
  const address = level === 'other' ? 'somebody@example.org' : 'mei@example.com'
  const { assessment } = assess({
    ...aCase({
      claims: claimsOf(stated),
      sender: { address, level, reasons: [] },
      surroundings: someSurroundings(surroundings),
    }),
    account,
    ...(answers && { answers }),
  })
  return assessment
}

export const mei = (account: Partial<Account> = {}) => anAccount(account)

export const chensFacts: Stated = {
  mailbox_lost: 'yes',
  birth_date: '1958-03-12',
  real_name: '陈大伟',
  nickname: '老陈',
  city: '成都',
  gender: 'male',
  sign_up: '2003-05',
  phone: '13912345678',
  friend_numbers: Object.values(chensCircles).flat(),
}
export const chensTies = [
  ['60101', '60102'],
  ['60201', '60202'],
] as const
/** Old Chen has no e-mail, and names five friends of three circles. */
export const chen: Told = {
  level: 'other',
  stated: chensFacts,
  account: chensAccount(),
  surroundings: { ties: chensTies },
  answers: { right: 3, wrong: 0 },
}

/** Bo knows Chen's name, birthday and one circle of his friends; he is one of them. */
const boAccount = chensAccount({ friends: [...chensAccount().friends, aFriendship('60103'), aFriendship('60109')] })
export const bo: Told = {
  level: 'other',
  stated: {
    mailbox_lost: 'yes',
    birth_date: '1958-03-12',
    real_name: '陈大伟',
    nickname: '老陈',
    city: '成都',
    gender: 'male',
    sign_up: '2004',
    friend_numbers: ['60101', '60102', '60103'],
  },
  account: boAccount,
  surroundings: {
    ties: [
      ['60101', '60102'],
      ['60101', '60103'],
      ['60102', '60103'],
    ],
    sendersAccount: '60109',
    sendersFriends: new Set(['60101', '60102', '60103', '10002']),
  },
  answers: { right: 1, wrong: 2 },
}

export const asked = { surroundings: { asked: true } }
