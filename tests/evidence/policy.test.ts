import { expect, test } from 'vitest'
import { comparisons } from '#app/evidence/comparisons/index.ts'
import { type Policy, readPolicy, shippedPolicy } from '#app/evidence/policy.ts'

/** The shipped policy with one cell changed, e.g. "facts.city.m.0". */
function withCell(path: string, value: unknown): unknown {
  const policy = structuredClone(shippedPolicy)
  const parts = path.split('.')
  const last = parts.pop() as string
  const holder = parts.reduce<Record<string, unknown>>(
    (part, name) => part[name] as Record<string, unknown>,
    policy as unknown as Record<string, unknown>,
  )
  holder[last] = value
  return policy
}

test('the shipped policy is possible, and with the numbers that comparisons bring it knows every level of each', () => {
  const brought = comparisons.flatMap(({ kind, numbers }) => (numbers ? [[kind, numbers] as const] : []))
  const facts: Policy['facts'] = { ...Object.fromEntries(brought), ...shippedPolicy.facts }
  expect(readPolicy({ ...shippedPolicy, facts }).facts).toEqual(facts)
  for (const { kind, levels } of comparisons) expect(facts[kind]?.levels).toEqual(levels.map(({ name }) => name))
})

test.each([
  { path: 'facts.city.m.0', value: 0, named: 'facts.city.m[0]' },
  { path: 'facts.city.k.breach.0', value: 1.2, named: 'facts.city.k.breach' },
  { path: 'facts.city.k.scraper.public', value: [0.95, 0.2], named: 'facts.city.k.scraper.public must add up' },
  { path: 'facts.city.k.breach', value: [0.5], named: 'facts.city.k.breach must have 2 cells' },
  { path: 'facts.city.m', value: [0.88, 0.07, 0.06], named: 'facts.city.m must add up to 1' },
  { path: 'facts.city.m', value: [0.95, 0.05], named: 'facts.city.m must have 3 cells' },
  { path: 'facts.city.clamps.0', value: 'coarse', named: 'facts.city.clamps[0] must be "exact"' },
  { path: 'facts.city.clamps.1', value: 'wrong', named: 'facts.city.clamps[1] must be "coarse" or "slip"' },
  { path: 'facts.city.clamps.2', value: 'slip', named: 'facts.city.clamps[2] must be "wrong"' },
  { path: 'facts.city.levels', value: ['exact', 'exact', 'wrong'], named: 'facts.city.levels names "exact" twice' },
  { path: 'facts.gender.k.blind', value: [0.98], named: 'facts.gender.k.blind[0] must be below' },
  { path: 'facts.phone.k.blind', value: ['frequency', 0.01], named: 'facts.phone.k.blind[0] cannot be "frequency"' },
  { path: 'owners.withMailbox', value: 0.6, named: 'owners must add up to 1' },
  { path: 'attackers.blind', value: 0.5, named: 'attackers must add up to 1' },
  { path: 'attackers.blind', value: undefined, named: 'attackers.blind' },
  { path: 'attackShare', value: 0, named: 'attackShare must be between 0 and 1' },
  { path: 'sender.attackers.breach', value: [0.5], named: 'sender.attackers.breach must have 6 cells' },
  { path: 'sender.scoredAs.former', value: 'elder', named: 'sender.scoredAs.former' },
  { path: 'answers.attackers.breach', value: 0.7, named: 'answers.attackers.breach must be below' },
  {
    path: 'friends.tables.breach.points',
    value: [
      [0, 0],
      [1, 2],
      [2, 1],
    ],
    named: 'friends.tables.breach.points[2] must not fall',
  },
  {
    path: 'friends.tables.breach.points',
    value: [
      [0, 0],
      [0, 2],
    ],
    named: 'friends.tables.breach.points[1] must stand after',
  },
  {
    path: 'friends.tables.breach.points',
    value: [
      [0, 1],
      [1, 2],
    ],
    named: 'friends.tables.breach.points[0] must be [0, 0]',
  },
  { path: 'friends.weights.slip', value: 1.5, named: 'friends.weights.slip' },
  { path: 'friends.listedAtMost', value: 40, named: 'friends.listedAtMost must be at most 31' },
  { path: 'friends.misses.freeShare', value: 1, named: 'friends.misses.freeShare' },
  { path: 'context.signals.valuable', value: 1, named: 'context.signals.valuable must not be above 0' },
  { path: 'calibration.alpha', value: 0, named: 'calibration.alpha' },
  { path: 'surprise', value: 1, named: 'surprise' },
])('$path = $value is refused by the name of the cell', ({ path, value, named }) => {
  expect(() => readPolicy(withCell(path, value))).toThrow(named)
})

test('every faulty cell is named at once', () => {
  const policy = { ...shippedPolicy, attackShare: 2, calibration: { alpha: -1, beta: 0 } }
  expect(() => readPolicy(policy)).toThrow(/attackShare[\s\S]*calibration\.alpha/)
})

test.each([null, 7, 'policy', []])('%s is no policy', (json) => {
  expect(() => readPolicy(json)).toThrow('Cannot use this policy')
})
