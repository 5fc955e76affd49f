import type { Friendship } from '#app/accounts/account.ts'
import type { Draws } from '#scripts/simulate/draws.ts'

const dayMs = 24 * 60 * 60 * 1000

type Member = { number: string; signedUpAt: Date; group: string }

/**
 * Draws who knows whom: two rounds of circles of 6 to 20 among people of one group, one round across all, and a few
 * chance acquaintances. Both sides hold the friendship.
 */
export function drawFriendships(draws: Draws, members: readonly Member[], now: Date): Map<string, Friendship[]> {
  const friends = new Map(members.map(({ number }) => [number, [] as Friendship[]]))
  const known = new Set<string>()
  const groups = [...new Set(members.map(({ group }) => group))].map((group) =>
    members.filter((member) => member.group === group),
  )
  for (const people of [...groups, ...groups]) for (const circle of circlesOf(people)) meetWithin(circle, 0.6)
  for (const circle of circlesOf(members)) meetWithin(circle, 0.15)
  for (const member of members) if (draws.chance(0.5)) meet(member, draws.pick(members))
  return friends

  function* circlesOf(people: readonly Member[]): Generator<Member[]> {
    const rest = shuffled(draws, people)
    while (rest.length > 0) yield rest.splice(0, 6 + Math.floor(draws.share() * 15))
  }

  function meetWithin(circle: readonly Member[], likely: number): void {
    for (const [at, one] of circle.entries())
      for (const other of circle.slice(at + 1)) if (draws.chance(likely)) meet(one, other)
  }

  function meet(one: Member, other: Member): void {
    const pair = [one.number, other.number].sort().join(' ')
    if (one === other || known.has(pair)) return
    known.add(pair)
    const earliest = Math.max(one.signedUpAt.getTime(), other.signedUpAt.getTime())
    const since = new Date(earliest + draws.share() ** 2 * (now.getTime() - earliest))
    const sinceMs = now.getTime() - since.getTime()
    const lastTrafficAt = draws.chance(0.7) ? new Date(since.getTime() + draws.share() * sinceMs) : null
    const endedAt = draws.chance(0.04) ? new Date(now.getTime() - draws.share() * Math.min(sinceMs, 900 * dayMs)) : null
    const begun = { since, lastTrafficAt, endedAt }
    friends.get(one.number)?.push({ number: other.number, begunBy: 'owner', ...begun })
    friends.get(other.number)?.push({ number: one.number, begunBy: 'friend', ...begun })
  }
}

/** Fisher and Yates. */
function shuffled<T>(draws: Draws, items: readonly T[]): T[] {
  const list = [...items]
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(draws.share() * (at + 1))
    ;[list[at], list[other]] = [list[other] as T, list[at] as T]
  }
  return list
}
