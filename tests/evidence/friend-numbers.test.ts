import { expect, test } from 'vitest'
import type { Account, Friendship } from '#app/accounts/account.ts'
import { listFriends } from '#app/evidence/friend-numbers.ts'
import type { ListedFriend } from '#app/evidence/subject.ts'
import type { Surroundings } from '#app/evidence/surroundings.ts'
import { aFriendship, anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase, today } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'

type Around = { account?: Partial<Account>; surroundings?: Partial<Surroundings> }

function list(numbers: readonly string[], { account, surroundings }: Around = {}) {
  return listFriends(
    aCase({
      claims: claimsOf({ friend_numbers: numbers }),
      account: anAccount(account),
      surroundings: someSurroundings(surroundings),
    }),
  )
}

const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000)
const withFriend = (friend: Partial<Friendship>, account: Partial<Account> = {}) => ({
  account: { friends: [aFriendship('50001', friend)], ...account },
})

test.each<{ says: string; around: Around; listed: ListedFriend }>([
  { says: 'an old friendship counts', around: {}, listed: { number: '50001', weight: 1 } },
  {
    says: 'a friendship of 180 days counts',
    around: withFriend({ since: daysAgo(180) }),
    listed: { number: '50001', weight: 1 },
  },
  {
    says: 'a friendship of 179 days weighs nothing',
    around: withFriend({ since: daysAgo(179) }),
    listed: { number: '50001', weight: 0 },
  },
  {
    says: 'a friendship of unknown age weighs nothing',
    around: withFriend({ since: null }),
    listed: { number: '50001', weight: 0 },
  },
  {
    says: 'a friendship begun by the friend counts where the owner authorises',
    around: withFriend({ begunBy: 'friend', lastTrafficAt: null }, { addPolicy: 'authorise' }),
    listed: { number: '50001', weight: 1 },
  },
  {
    says: 'a friendship begun by the friend weighs nothing where anybody may add and nobody answered',
    around: withFriend({ begunBy: 'friend', lastTrafficAt: null }, { addPolicy: 'anybody' }),
    listed: { number: '50001', weight: 0 },
  },
  {
    says: 'a friendship begun by the friend counts where anybody may add and both wrote',
    around: withFriend({ begunBy: 'friend' }, { addPolicy: 'anybody' }),
    listed: { number: '50001', weight: 1 },
  },
  {
    says: 'a friendship begun by the owner counts without traffic',
    around: withFriend({ begunBy: 'owner', lastTrafficAt: null }, { addPolicy: 'anybody' }),
    listed: { number: '50001', weight: 1 },
  },
  {
    says: 'a former friend counts half',
    around: withFriend({ endedAt: daysAgo(400) }),
    listed: { number: '50001', weight: 0.5 },
  },
  {
    says: 'a friend of more than 1,000 people counts half',
    around: { surroundings: { popularFriends: new Set(['50001']) } },
    listed: { number: '50001', weight: 0.5 },
  },
  {
    says: 'a friend with an open ticket counts half',
    around: { surroundings: { friendsWithOpenTicket: new Set(['50001']) } },
    listed: { number: '50001', weight: 0.5 },
  },
  {
    says: 'two halves are still a half',
    around: { surroundings: { popularFriends: new Set(['50001']), friendsWithOpenTicket: new Set(['50001']) } },
    listed: { number: '50001', weight: 0.5 },
  },
  {
    says: 'a friendship begun after something suspicious weighs nothing',
    around: { ...withFriend({ since: daysAgo(300) }), surroundings: { suspiciousSince: daysAgo(301) } },
    listed: { number: '50001', weight: 0 },
  },
  {
    says: 'a friendship begun before something suspicious counts',
    around: { ...withFriend({ since: daysAgo(302) }), surroundings: { suspiciousSince: daysAgo(301) } },
    listed: { number: '50001', weight: 1 },
  },
  {
    says: 'a friend whom the owner blacklisted is no hit',
    around: { account: { blocked: ['50001'] } },
    listed: { number: '50001', blacklisted: true },
  },
  {
    says: 'a friend who blacklisted the owner is no hit',
    around: { account: { blockedBy: ['50001'] } },
    listed: { number: '50001', blacklisted: true },
  },
  {
    says: "a friend on the sender's own list weighs nothing if the sender is a friend",
    around: { surroundings: { sendersAccount: '50003', sendersFriends: new Set(['50001']) } },
    listed: { number: '50001', weight: 0 },
  },
  {
    says: "a friend on the sender's own list counts if the sender is a stranger",
    around: { surroundings: { sendersAccount: '70007', sendersFriends: new Set(['50001']) } },
    listed: { number: '50001', weight: 1 },
  },
  {
    says: 'a sender who names himself proves nothing',
    around: { surroundings: { sendersAccount: '50001' } },
    listed: { number: '50001', weight: 0 },
  },
])('$says', ({ around, listed }) => {
  expect(list(['50001'], around)?.listed).toEqual([listed])
})

test('a number that is not on the list is a miss', () => {
  expect(list(['99999'])?.listed).toEqual([{ number: '99999' }])
})

test('a number that differs in one digit counts half', () => {
  expect(list(['50009'])?.listed).toEqual([{ number: '50009', weight: 0.5 }])
})

test('a slip never counts more than the friend it means', () => {
  expect(list(['50009'], withFriend({ since: daysAgo(3) }))?.listed).toEqual([{ number: '50009', weight: 0 }])
})

test('trying out the last digit is a list of misses', () => {
  const tried = ['50004', '50005', '50006', '50007', '50008', '50009']
  expect(list(tried, withFriend({}))?.listed).toEqual([
    { number: '50004', weight: 0.5 },
    ...tried.slice(1).map((number) => ({ number })),
  ])
})

test('a slip beside the right number is forgiven once', () => {
  expect(list(['50009', '50001', '50008'], withFriend({}))?.listed).toEqual([
    { number: '50001', weight: 1 },
    { number: '50008' },
  ])
})

test("the account's own number is neither right nor wrong", () => {
  expect(list(['10001', '50001'])?.listed).toEqual([{ number: '50001', weight: 1 }])
  expect(list(['10001'])).toBeUndefined()
})

test('a number listed twice counts once', () => {
  expect(list(['50001', '5 0 0 0 1', '５０００１'])?.listed).toHaveLength(1)
})

test('a handle cannot be looked up and is left out', () => {
  expect(list(['little-plum', '50001'])?.listed).toHaveLength(1)
})

test('only the first twenty listed are read', () => {
  const spray = Array.from({ length: 24 }, (_, index) => String(80_001 + index))
  const friends = list(spray)
  expect(friends?.listed.map(({ number }) => number)).toEqual(spray.slice(0, 20))
  expect(friends?.unread).toBe(4)
})

test('ties lead between the numbers as they were listed', () => {
  const ties = [
    ['50001', '50002'],
    ['50002', '50003'],
  ] as const
  expect(
    list(['50009', '50002'], {
      account: { friends: [aFriendship('50001'), aFriendship('50002')] },
      surroundings: { ties },
    })?.ties,
  ).toEqual([['50009', '50002']])
})

test('the sender is a friend if his own account is on the list, even a former one', () => {
  const sendersAccount = '50002'
  expect(list(['50001'], { surroundings: { sendersAccount } })?.senderIsFriend).toBe(true)
  const friends = [aFriendship('50001'), aFriendship('50002', { endedAt: daysAgo(400) })]
  expect(list(['50001'], { account: { friends }, surroundings: { sendersAccount } })?.senderIsFriend).toBe(true)
  expect(list(['50001'], { surroundings: { sendersAccount: '70007' } })?.senderIsFriend).toBeUndefined()
})
