import type { Account, Friendship } from '#app/accounts/account.ts'

/** A friendship of many years that both use. */
export function aFriendship(number: string, overrides: Partial<Friendship> = {}): Friendship {
  return {
    number,
    since: new Date('2015-06-01T00:00:00Z'),
    begunBy: 'owner',
    lastTrafficAt: new Date('2026-10-01T00:00:00Z'),
    endedAt: null,
    ...overrides,
  }
}

/** Mei's account: a verified address, a public page, three friends. */
export function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    number: '10001',
    handle: 'mei',
    registeredEmail: 'mei@example.com',
    emailVerified: true,
    emailChangedAt: new Date('2012-01-10T00:00:00Z'),
    formerEmails: [],
    nickname: 'Little Plum',
    formerNicknames: ['Plum Blossom'],
    realName: 'Mei Lin',
    birthDate: '1990-04-12',
    gender: 'female',
    country: 'CN',
    province: 'Sichuan',
    city: 'Chengdu',
    phone: '+8613800138000',
    signedUpAt: new Date('2009-08-15T00:00:00Z'),
    visibility: 'public',
    addPolicy: 'authorise',
    friends: ['50001', '50002', '50003'].map((number) => aFriendship(number)),
    blocked: [],
    blockedBy: [],
    answers: [],
    lastSeenAt: new Date('2026-11-01T00:00:00Z'),
    valuable: false,
    ...overrides,
  }
}

/** The circles of Old Chen's friends: neighbours, workmates, an old comrade, and family whom he rarely names. */
export const chensCircles = {
  neighbours: ['60101', '60102'],
  workmates: ['60201', '60202'],
  comrades: ['60301'],
} as const

/** Old Chen's account: a private page, no e-mail any more, five friends from three circles. */
export function chensAccount(overrides: Partial<Account> = {}): Account {
  return anAccount({
    number: '10002',
    handle: null,
    registeredEmail: null,
    emailVerified: false,
    emailChangedAt: null,
    nickname: '老陈',
    formerNicknames: [],
    realName: '陈大伟',
    birthDate: '1958-03-12',
    gender: 'male',
    province: '四川',
    city: '成都',
    phone: '+8613912345678',
    signedUpAt: new Date('2003-05-20T00:00:00Z'),
    visibility: 'private',
    friends: Object.values(chensCircles)
      .flat()
      .map((number) => aFriendship(number)),
    lastSeenAt: new Date('2026-07-01T00:00:00Z'),
    ...overrides,
  })
}
