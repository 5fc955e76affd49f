import type { Account, Friendship } from '#app/accounts/account.ts'

/*
 * The people of every seed, test and picture. Mei writes from her registered address; Eve forges it; Old Chen has no
 * e-mail and five friends from three circles; Bo knows Chen from work and tries.
 */

const day = (text: string) => new Date(`${text}T00:00:00Z`)

/** The last day on which anybody here was seen; castAt moves it. */
const lately = day('2026-11-01')

function friend(number: string, since: string, begunBy: 'owner' | 'friend' = 'owner'): Friendship {
  return { number, since: day(since), begunBy, lastTrafficAt: lately, endedAt: null }
}

const quiet = {
  handle: null,
  registeredEmail: null,
  emailVerified: false,
  emailChangedAt: null,
  formerEmails: [],
  formerNicknames: [],
  realName: null,
  birthDate: null,
  gender: null,
  country: null,
  province: null,
  city: null,
  phone: null,
  visibility: 'public',
  addPolicy: 'authorise',
  blocked: [],
  blockedBy: [],
  answers: [],
  lastSeenAt: lately,
  valuable: false,
} satisfies Partial<Account>

const mei = {
  ...quiet,
  number: '29433423',
  handle: 'mei.lin',
  registeredEmail: 'mei@example.com',
  emailVerified: true,
  emailChangedAt: day('2011-09-04'),
  nickname: '小雨点',
  formerNicknames: ['Raindrop'],
  realName: 'Mei Lin',
  birthDate: '1988-03-12',
  gender: 'female',
  country: 'CN',
  province: 'Sichuan',
  city: 'Chengdu',
  phone: '+8610050010001',
  signedUpAt: day('2011-09-04'),
  friends: [
    friend('71220916', '2013-02-17', 'friend'),
    friend('36518820', '2011-09-10'),
    friend('36901457', '2011-09-12'),
    friend('37244018', '2012-03-01', 'friend'),
    friend('55120934', '2014-06-21'),
    friend('55873310', '2014-07-02'),
    friend('58046671', '2016-01-15', 'friend'),
    friend('63309182', '2019-10-05'),
  ],
} satisfies Account

/** Whom Old Chen knows, and from where: nobody in one circle knows anybody in another. */
export const chensCircles = {
  workmates: ['10422871', '33108254'],
  neighbours: ['60917733', '81024377'],
  chess: ['29433423'],
} as const

const chen = {
  ...quiet,
  number: '71220916',
  nickname: '老陈',
  realName: '陈大伟',
  birthDate: '1958-03-12',
  gender: 'male',
  country: 'CN',
  province: '四川',
  city: '成都',
  phone: '+862850010002',
  signedUpAt: day('2003-05-20'),
  visibility: 'private',
  friends: [
    friend('10422871', '2003-06-02'),
    friend('33108254', '2003-06-15', 'friend'),
    friend('60917733', '2005-01-30'),
    friend('81024377', '2006-08-11'),
    friend('29433423', '2013-02-17'),
    friend('51770462', '2015-04-09', 'friend'),
  ],
} satisfies Account

const bo = {
  ...quiet,
  number: '51770462',
  handle: 'bo77',
  registeredEmail: 'bo@example.net',
  emailVerified: true,
  emailChangedAt: day('2014-11-20'),
  nickname: 'Bo',
  realName: 'Bo Zhang',
  birthDate: '1977-10-03',
  gender: 'male',
  country: 'CN',
  province: 'Sichuan',
  city: 'Chengdu',
  phone: '+8610050010003',
  signedUpAt: day('2014-11-20'),
  visibility: 'friends',
  friends: [
    friend('71220916', '2015-04-09'),
    friend('10422871', '2015-04-11'),
    friend('33108254', '2015-05-02', 'friend'),
  ],
} satisfies Account

const eve = {
  ...quiet,
  number: '41877320',
  registeredEmail: 'eve@example.net',
  emailVerified: true,
  emailChangedAt: day('2025-12-02'),
  nickname: 'Eve',
  realName: 'Eve',
  birthDate: '1995-05-05',
  gender: 'female',
  city: 'Hanoi',
  phone: null,
  signedUpAt: day('2025-12-02'),
  friends: [],
} satisfies Account

/** The accounts whose owners write to the desk, and Eve's. */
export const cast = { mei, chen, bo, eve }

/** What each signs in with until a reset. */
export const castPasswords = {
  mei: 'teapot-river-lantern-18',
  chen: 'old-chess-garden-63',
  bo: 'copper-bicycle-noon-40',
  eve: 'marble-echo-winter-92',
} as const satisfies Record<keyof typeof cast, string>

/** The friends of the cast, by number only: each knows his own circle. */
const companions: readonly Account[] = [
  companion('10422871', '老张', ['71220916', '33108254', '51770462']),
  companion('33108254', '机修王', ['71220916', '10422871', '51770462']),
  companion('60917733', '三楼阿姨', ['71220916', '81024377']),
  companion('81024377', '晨练', ['71220916', '60917733']),
  companion('36518820', '班长', ['29433423', '36901457', '37244018']),
  companion('36901457', '小熊', ['29433423', '36518820', '37244018']),
  companion('37244018', 'Momo', ['29433423', '36518820', '36901457']),
  companion('55120934', 'tea time', ['29433423', '55873310']),
  companion('55873310', '夏天', ['29433423', '55120934']),
  companion('58046671', 'Kite', ['29433423']),
  companion('63309182', '远方', ['29433423']),
]

function companion(number: string, nickname: string, friends: readonly string[]): Account {
  return {
    ...quiet,
    number,
    nickname,
    city: 'Chengdu',
    signedUpAt: day('2003-05-21'),
    friends: friends.map((other) => friend(other, '2012-01-10')),
  }
}

/** Everybody above as of `now`: seen within the last days, so that nothing is stale whenever it is seeded. */
export function castAt(now: Date): { cast: typeof cast; companions: Account[] } {
  const shiftMs = now.getTime() - lately.getTime() - 2 * 24 * 60 * 60 * 1000
  const shifted = <T extends Account>(account: T): T => ({
    ...account,
    lastSeenAt: shift(account.lastSeenAt),
    friends: account.friends.map((known) => ({ ...known, lastTrafficAt: shift(known.lastTrafficAt) })),
  })
  const shift = (at: Date | null) => (at === null ? null : new Date(at.getTime() + shiftMs))
  const people = { mei: shifted(mei), chen: shifted(chen), bo: shifted(bo), eve: shifted(eve) }
  return { cast: people, companions: companions.map(shifted) }
}
