import type { Account, Friendship } from '#app/accounts/account.ts'
import { type Case, valuesOf } from './comparison.ts'
import { digitsOf } from './likeness.ts'
import type { ListedFriend, Subject } from './subject.ts'

const dayMs = 86_400_000

/** Longer than any account number, in UTF-16 units. */
const maxNumberLength = 40

/**
 * What the listed numbers are on the account's friend list, in the order of the mail, with the pairs who know each
 * other. The account's own number is neither right nor wrong, and a handle cannot be looked up; both are left out.
 */
export function listFriends(looked: Case): Subject['friends'] {
  const { claims, account, surroundings, policy } = looked
  const stated = new Set(valuesOf(claims, 'friend_numbers').filter(isNumber).map(digitsOf))
  stated.delete(account.number)
  if (stated.size === 0) return undefined
  const read = [...stated].slice(0, policy.friends.listedAtMost)
  const { listed, friendOf } = matchFriends(read, looked)
  const unread = stated.size - read.length
  const shared = sharedAmong(friendOf, surroundings.knows)
  return {
    listed,
    ties: tiesAmong(friendOf, surroundings.ties),
    ...(shared.length > 0 && { shared }),
    ...(senderIsFriend(looked) && { senderIsFriend: true }),
    ...(unread > 0 && { unread }),
  }
}

function isNumber(value: string): boolean {
  return value.length <= maxNumberLength && /^[\p{Nd}\p{Cf}\p{Zs}\-.]+$/u.test(value.normalize('NFKC'))
}

/** Sorts each number; `friendOf` leads from a friend's number to the number that was listed for it. */
function matchFriends(numbers: readonly string[], looked: Case) {
  const { account } = looked
  const friends = new Map(account.friends.map((friend) => [friend.number, friend]))
  const barred = new Set([...account.blocked, ...account.blockedBy])
  const listedExactly = new Set(numbers.filter((number) => friends.has(number)))
  const friendOf = new Map([...listedExactly].map((number) => [number, number]))
  const slipped = new Set<string>()
  const listed: ListedFriend[] = []
  for (const number of numbers) {
    const friend = friends.get(number)
    if (barred.has(number)) listed.push({ number, blacklisted: true })
    else if (friend) listed.push({ number, weight: weightOf(friend, looked) })
    else {
      const meant = oneDigitOff(number, account, barred)
      // Trying out digits is no slip: each friend forgives one wrong number, every further one is a miss.
      const forgiven = meant !== null && !slipped.has(meant.number)
      if (meant) slipped.add(meant.number)
      if (!forgiven) listed.push({ number })
      else if (!listedExactly.has(meant.number)) {
        friendOf.set(meant.number, number)
        listed.push({ number, weight: Math.min(looked.policy.friends.weights.slip, weightOf(meant, looked)) })
      }
    }
  }
  return { listed, friendOf }
}

/** What one right number is worth, before circles. */
function weightOf(friend: Friendship, looked: Case): number {
  const { surroundings, policy } = looked
  const { weights } = policy.friends
  if (!isEstablished(friend, looked)) return weights.recent
  if (friend.number === surroundings.sendersAccount) return weights.knownToSender
  if (senderIsFriend(looked) && surroundings.sendersFriends.has(friend.number)) return weights.knownToSender
  return Math.min(
    weights.full,
    friend.endedAt === null ? weights.full : weights.formerFriend,
    surroundings.popularFriends.has(friend.number) ? weights.manyFriends : weights.full,
    surroundings.friendsWithOpenTicket.has(friend.number) ? weights.openTicket : weights.full,
  )
}

/** Old enough, from before anything suspicious, and wanted by the owner. A friendship of unknown age shows none of it. */
function isEstablished(friend: Friendship, { account, surroundings, now, policy }: Case): boolean {
  if (friend.since === null) return false
  const old = now.getTime() - friend.since.getTime() >= policy.friends.establishedDays * dayMs
  const before = surroundings.suspiciousSince === null || friend.since < surroundings.suspiciousSince
  return old && before && isWanted(friend, account)
}

/** Begun by the owner, authorised by him, or at least answered: else anybody could befriend an account and list himself. */
function isWanted({ begunBy, lastTrafficAt }: Friendship, { addPolicy }: Account): boolean {
  return begunBy === 'owner' || addPolicy === 'authorise' || lastTrafficAt !== null
}

/** The sender has an account of his own, and it is or was on the friend list. */
function senderIsFriend({ account, surroundings }: Case): boolean {
  const { sendersAccount } = surroundings
  return sendersAccount !== null && account.friends.some(({ number }) => number === sendersAccount)
}

/** The friend whose number differs in one digit; of several the first on the list. */
function oneDigitOff(number: string, { friends }: Account, barred: ReadonlySet<string>): Friendship | null {
  return friends.find((friend) => !barred.has(friend.number) && differsInOne(number, friend.number)) ?? null
}

function differsInOne(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let wrong = 0
  for (let index = 0; index < one.length && wrong < 2; index += 1) if (one[index] !== other[index]) wrong += 1
  return wrong === 1
}

/** Ties among the account's friends, told by the numbers that were listed for them. */
function tiesAmong(friendOf: ReadonlyMap<string, string>, ties: Case['surroundings']['ties']): [string, string][] {
  return ties.flatMap(([one, other]) => {
    const [listedOne, listedOther] = [friendOf.get(one), friendOf.get(other)]
    return listedOne && listedOther ? [[listedOne, listedOther] as [string, string]] : []
  })
}

/**
 * Pairs of hits that share friends on the account. Counted over the whole friend list and not among the listed, or a
 * further right friend could tie two others.
 */
function sharedAmong(
  friendOf: ReadonlyMap<string, string>,
  knows: Case['surroundings']['knows'],
): [string, string, number, number][] {
  if (!knows) return []
  const circles = [...friendOf].map(([friend, listed]) => ({ listed, known: new Set(knows.get(friend)) }))
  return circles.flatMap(({ listed: one, known }, index) =>
    circles.slice(index + 1).flatMap(({ listed: other, known: others }): [string, string, number, number][] => {
      const [small, large] = known.size < others.size ? [known, others] : [others, known]
      const count = [...small].filter((friend) => large.has(friend)).length
      return count > 0 ? [[one, other, count, small.size]] : []
    }),
  )
}
