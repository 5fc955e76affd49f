import type { ListedFriend, Subject } from '#app/evidence/subject.ts'
import type { Draws } from './draws.ts'
import { friendsInCommon, knowEachOther, type SimulatedAccount } from './population.ts'
import type { Writer } from './world.ts'

/** Beta distributions of how many listed numbers are right. */
const knowledge: Readonly<Record<Writer, { public: readonly [number, number]; private: readonly [number, number] }>> = {
  withMailbox: alike(8.5, 1.5),
  lostMailbox: alike(8.5, 1.5),
  blind: alike(0.02, 20),
  scraper: { public: [0.8, 3.5], private: [0.3, 6] },
  acquaintance: alike(6, 2),
  breach: alike(0.3, 6),
  hijacker: alike(0.6, 4),
}

const mostListed = 20

/** @param formAsks how many friends of different groups the form asks for; undefined: it does not speak of groups */
export type Lister = {
  who: Writer
  attack: boolean
  skill: number
  asked: boolean
  formAsks: number | undefined
}

/** The friend numbers of one mail, drawn from the circles of the account; an acquaintance knows his own circles. */
export function drawFriendList(draws: Draws, account: SimulatedAccount, lister: Lister): Subject['friends'] {
  const { who, attack, skill } = lister
  if (!draws.chance(listingShare(lister))) return undefined
  const [a, b] = knowledge[who][account.visibility]
  const right = Math.min(0.999, draws.beta(a * (attack ? Math.exp(0.5 * skill) : 1), b))
  const own = who === 'acquaintance' ? ownCircles(draws, account) : null
  // Who answers a form that asks for several groups names friends of all the circles that he knows.
  const spread = lister.asked && lister.formAsks !== undefined
  const more = spread ? (lister.formAsks ?? 1) - 1 : attack ? 4 : 5
  const length = Math.min(mostListed, 1 + draws.poisson(more))
  const listed: ListedFriend[] = []
  const friends = new Map<string, number>()
  for (let index = 0; index < length; index += 1) {
    const inside = own !== null && draws.chance(0.9)
    const knows = own && !inside ? 0.2 * right : right
    const friend = draws.chance(knows)
      ? freshFriend(draws, account, new Set(friends.values()), { circles: inside ? own : null, spread })
      : null
    if (friend === null) listed.push(missed(draws, lister, `x${index}`))
    else {
      friends.set(`f${friend}`, friend)
      listed.push({ number: `f${friend}`, weight: hitWeight(draws, attack) })
    }
  }
  const shared = sharedAmong(account, friends)
  return { listed, ties: tiesAmong(account, friends), ...(shared.length > 0 && { shared }) }
}

function alike(a: number, b: number) {
  return { public: [a, b], private: [a, b] } as const
}

function listingShare({ who, attack, asked }: Lister): number {
  if (attack) return who === 'acquaintance' ? 0.8 : 0.5
  return asked ? 0.92 : 0.7
}

/** One circle or two; larger ones are likelier. */
function ownCircles(draws: Draws, { circleOf }: SimulatedAccount): number[] {
  const first = draws.pick(circleOf)
  return draws.chance(0.6) ? [first] : [first, draws.pick(circleOf)]
}

/** The place of a friend who is not listed yet; spread over circles, each circle is as likely as any other. */
function freshFriend(
  draws: Draws,
  account: SimulatedAccount,
  taken: ReadonlySet<number>,
  { circles, spread }: { circles: readonly number[] | null; spread: boolean },
): number | null {
  const { circleOf } = account
  const open = spread ? openCircles(account, taken, circles) : null
  if (open?.length === 0) return null
  const from = open ? [draws.pick(open)] : circles
  const fits = (place: number) => !taken.has(place) && (!from || from.includes(circleOf[place] ?? -1))
  // Most draws fit at once; the whole list is only searched where few are left.
  for (let turn = 0; turn < 8; turn += 1) {
    const place = Math.floor(draws.share() * circleOf.length)
    if (fits(place)) return place
  }
  const left = circleOf.flatMap((_, place) => (fits(place) ? [place] : []))
  return left.length > 0 ? draws.pick(left) : null
}

/** The circles that still have a friend who is not listed. */
function openCircles(
  { circleOf, circleSizes }: SimulatedAccount,
  taken: ReadonlySet<number>,
  circles: readonly number[] | null,
): number[] {
  const left = [...circleSizes]
  for (const place of taken) {
    const circle = circleOf[place] ?? 0
    left[circle] = (left[circle] ?? 0) - 1
  }
  return left.flatMap((size, circle) => (size > 0 && (!circles || circles.includes(circle)) ? [circle] : []))
}

/** Young friendships weigh nothing; former friends and the like weigh half. */
function hitWeight(draws: Draws, attack: boolean): number {
  const share = draws.share()
  if (share < (attack ? 0.12 : 0.08)) return 0
  return share < 0.2 ? 0.5 : 1
}

/** A miss, or, from whoever knows the number, a slip of one digit that is still half a hit. */
function missed(draws: Draws, { who, attack }: Lister, number: string): ListedFriend {
  const couldKnow = !attack || who === 'acquaintance'
  return couldKnow && draws.chance(0.1) ? { number, weight: 0.5 } : { number }
}

function tiesAmong(account: SimulatedAccount, friends: ReadonlyMap<string, number>): [string, string][] {
  const known = [...friends]
  return known.flatMap(([one, placeOne], index) =>
    known
      .slice(index + 1)
      .filter(([, placeOther]) => knowEachOther(account, placeOne, placeOther))
      .map(([other]): [string, string] => [one, other]),
  )
}

function sharedAmong(account: SimulatedAccount, friends: ReadonlyMap<string, number>) {
  const known = [...friends]
  return known.flatMap(([one, placeOne], index) =>
    known.slice(index + 1).flatMap(([other, placeOther]): [string, string, number, number][] => {
      const [shared, of] = friendsInCommon(account, placeOne, placeOther)
      return shared > 0 ? [[one, other, shared, of]] : []
    }),
  )
}
