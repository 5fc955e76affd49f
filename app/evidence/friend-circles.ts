import { independentWeight } from './independent-set.ts'
import type { Policy } from './policy.ts'
import type { ListedFriend, Subject } from './subject.ts'
import { byClass, type WeighedFact } from './weighed-fact.ts'

/**
 * Friend numbers: hits count by their weight; against acquaintances only as far as the hits do not know each other,
 * because six right numbers of one circle prove less than three from three.
 */
export function weighFriends(friends: NonNullable<Subject['friends']>, policy: Policy): WeighedFact {
  const rules = policy.friends
  const listed = distinct(friends.listed).slice(0, rules.listedAtMost)
  const hits = listed.flatMap(({ number, weight = 0 }) => (weight > 0 ? [{ number, weight }] : []))
  const amount = {
    hits: hits.reduce((total, { weight }) => total + weight, 0),
    circles: independentWeight(hits, [...friends.ties, ...tiedByFriends(friends, rules)]),
  }
  const lost = missBits(listed, hits.length, rules.misses)
  const weights = byClass((attacker) => {
    const { by, points } = rules.tables[attacker]
    const most = attacker === 'blind' ? policy.caps.friendsBlind : policy.caps.fact
    return Math.min(most, interpolate(points, amount[by])) - lost
  })
  const elsewhere = listed.filter((entry) => entry.elsewhere).length
  const kept = elsewhere > 0 ? `, ${elsewhere} in another case` : ''
  const unread = friends.unread ? `, ${friends.unread} more not read` : ''
  return { kind: 'friend_numbers', level: `${hits.length} of ${listed.length}${kept}${unread}`, weights }
}

/** Two who share many friends are of one circle, even where they never added each other. */
function tiedByFriends(
  { shared = [] }: NonNullable<Subject['friends']>,
  { sharedFriends }: Policy['friends'],
): [string, string][] {
  if (!sharedFriends) return []
  const { share, least } = sharedFriends
  return shared
    .filter(([, , count, of]) => count >= Math.max(least, share * of))
    .map(([one, other]): [string, string] => [one, other])
}

/** Each number once, at its first place, with the best weight it was listed with. */
function distinct(listed: readonly ListedFriend[]): ListedFriend[] {
  const seen = new Map<string, ListedFriend>()
  for (const entry of listed) {
    const before = seen.get(entry.number)
    if (!before || (entry.weight ?? -1) > (before.weight ?? -1)) seen.set(entry.number, entry)
  }
  return [...seen.values()]
}

/** Bits lost for misses. Hits without weight and blacklisted numbers do not widen the free share. */
function missBits(listed: readonly ListedFriend[], hits: number, rules: Policy['friends']['misses']): number {
  const misses = listed.filter(({ weight, blacklisted }) => weight === undefined && !blacklisted).length
  const blacklisted = listed.filter((entry) => entry.blacklisted).length
  const tooMany = Math.max(0, misses - rules.freeShare * (hits + misses))
  return Math.min(rules.atMost, tooMany * rules.bitsEach + blacklisted * rules.blacklistedBits)
}

/** Linear between the points, flat after the last one. */
function interpolate(points: readonly (readonly [number, number])[], x: number): number {
  let [x0, y0] = points[0] ?? [0, 0]
  for (const [x1, y1] of points.slice(1)) {
    if (x <= x1) return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0)
    ;[x0, y0] = [x1, y1]
  }
  return y0
}
