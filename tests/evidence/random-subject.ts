import { comparisons } from '#app/evidence/comparisons/index.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import type { ListedFriend, Subject } from '#app/evidence/subject.ts'
import type { ContextSignal } from '#app/evidence/surroundings.ts'

export type Random = () => number

/** A small seeded generator (mulberry32), so that a broken rule can be run again. */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)] as T
}

export const factKinds = comparisons.map(({ kind }) => kind)

const senders: readonly Subject['sender'][] = [
  'strong',
  'medium',
  'unauth',
  'fail',
  'near',
  'former',
  'other',
  'other',
  'other',
]

/** Any subject at all, likely or not. */
export function randomSubject(random: Random): Subject {
  const facts: Record<string, string> = {}
  const contradicted: Record<string, string[]> = {}
  const guesses: Record<string, number> = {}
  for (const kind of factKinds) {
    const levels = shippedPolicy.facts[kind]?.levels ?? []
    if (random() < 0.6) facts[kind] = pick(levels, random)
    if (random() < 0.05) contradicted[kind] = [pick(levels, random)]
    if (random() < 0.1) guesses[kind] = Math.ceil(6 * random())
  }
  const signals = Object.keys(shippedPolicy.context.signals).filter(() => random() < 0.08) as ContextSignal[]
  return {
    visibility: pick(['public', 'private'], random),
    frequency: { nickname: 10 ** -(1 + 5 * random()), city: 10 ** -(1 + 3 * random()) },
    sender: pick(senders, random),
    facts,
    contradicted,
    guesses,
    signals,
    dormant: random() < 0.1,
    ...(random() < 0.4 && { answers: { right: Math.floor(4 * random()), wrong: Math.floor(4 * random()) } }),
    ...(random() < 0.7 && { friends: randomFriends(random) }),
  }
}

function randomFriends(random: Random): NonNullable<Subject['friends']> {
  const right = random()
  const length = 1 + Math.floor(24 * random() ** 2)
  const listed = Array.from({ length }, (_, index) => randomEntry(`n${index}`, right, random))
  const density = random()
  const ties = listed.flatMap(({ number: one }) =>
    listed
      .filter(({ number: other }) => one < other && random() < density)
      .map(({ number: other }): [string, string] => [one, other]),
  )
  const shared = listed.flatMap(({ number: one }) =>
    listed
      .filter(({ number: other }) => one < other && random() < density)
      .map(({ number: other }): [string, string, number, number] => {
        const count = 1 + Math.floor(8 * random())
        return [one, other, count, count + Math.floor(12 * random())]
      }),
  )
  return { listed, ties, shared, senderIsFriend: random() < 0.15 }
}

function randomEntry(number: string, right: number, random: Random): ListedFriend {
  if (random() < right) return { number, weight: pick([1, 1, 1, 0.5, 0.5, 0], random) }
  return random() < 0.1 ? { number, blacklisted: true } : { number }
}
