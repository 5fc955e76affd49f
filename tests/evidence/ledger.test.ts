import { expect, test } from 'vitest'
import { attackerClasses } from '#app/evidence/assessment.ts'
import { compare } from '#app/evidence/compare.ts'
import { casesOf, withAnswersElsewhere, wrongElsewhere } from '#app/evidence/ledger.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import type { EarlierCase } from '#app/evidence/surroundings.ts'
import { chensAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase } from '#tests/factories/subject.ts'
import { someSurroundings } from '#tests/factories/surroundings.ts'
import type { Stated } from './comparisons/levels.ts'
import { pick, type Random, randomFrom } from './random-subject.ts'

const earlier = (overrides: Partial<EarlierCase> = {}): EarlierCase => ({
  by: 'sender',
  proved: true,
  wrong: ['birth_date'],
  ...overrides,
})
const chen = { asOwner: false, proved: true }
const unproved = { asOwner: false, proved: false }
const owner = { asOwner: true, proved: true }
const pretended = { asOwner: true, proved: false }

test.each<{ says: string; other: EarlierCase; of: typeof chen; counts: boolean }>([
  { says: 'his own, both proved', other: earlier(), of: chen, counts: true },
  { says: 'from the registered address, both proved', other: earlier(), of: owner, counts: true },
  { says: 'forged in his name', other: earlier({ proved: false }), of: chen, counts: false },
  { says: 'forged in the owner’s name', other: earlier({ proved: false }), of: owner, counts: false },
  {
    says: 'forged, when his own mails prove nothing either',
    other: earlier({ proved: false }),
    of: unproved,
    counts: true,
  },
  {
    says: 'unproved, and he pretends to be the owner',
    other: earlier({ proved: false }),
    of: pretended,
    counts: false,
  },
  { says: 'proved, and he does not prove himself now', other: earlier(), of: unproved, counts: true },
  { says: 'of an address that he names as his own', other: earlier({ by: 'named' }), of: chen, counts: true },
  {
    says: 'forged in the name of such an address',
    other: earlier({ by: 'named', proved: false }),
    of: chen,
    counts: false,
  },
  {
    says: 'of one who names the same address to be reached at',
    other: earlier({ by: 'contact' }),
    of: chen,
    counts: false,
  },
  {
    says: 'of one who names the same, both unproved',
    other: earlier({ by: 'contact', proved: false }),
    of: unproved,
    counts: true,
  },
  { says: 'of one who names the owner’s address', other: earlier({ by: 'contact' }), of: pretended, counts: false },
])('a wrong fact of another case counts or not: $says', ({ other, of, counts }) => {
  expect([...wrongElsewhere(casesOf(of, [other]))]).toEqual(counts ? ['birth_date'] : [])
})

function look(stated: Stated, ownCases: EarlierCase[], sender: Partial<Parameters<typeof compare>[0]['sender']> = {}) {
  const whole = aCase({ claims: claimsOf(stated), surroundings: someSurroundings({ ownCases }) })
  return compare({ ...whole, sender: { ...whole.sender, proved: true, ...sender } })
}

test('wrong in one case and right in another is wrong for the claimant', () => {
  const subject = look({ birth_date: '1990-04-12' }, [earlier()])
  expect(subject).toMatchObject({
    facts: { birth_date: 'wrong' },
    contradicted: { birth_date: ['exact'] },
    wrongElsewhere: ['birth_date'],
  })
  expect(score(subject, shippedPolicy).bits).toBe(score(look({ birth_date: '1985-01-01' }, []), shippedPolicy).bits)
})

test('wrong here and there is wrong once', () => {
  expect(look({ birth_date: '1985-01-01' }, [earlier(), earlier()])).toEqual(look({ birth_date: '1985-01-01' }, []))
})

test('a fact that is not stated here is worth nothing, whatever was stated elsewhere', () => {
  expect(look({ city: 'Chengdu' }, [earlier()])).toEqual(look({ city: 'Chengdu' }, []))
})

test('a sender of level strong is proved without more being said', () => {
  const sender = { address: 'mei@example.com', level: 'strong', reasons: [] } as const
  const whole = aCase({ claims: claimsOf({ city: 'Chengdu' }), sender })
  const forged = earlier({ proved: false, wrong: ['city'] })
  expect(compare({ ...whole, surroundings: someSurroundings({ ownCases: [forged] }) })).toEqual(compare(whole))
})

const values: Record<string, readonly string[]> = {
  birth_date: ['1990-04-12', '1990-12-04', '1990', '1985-01-01'],
  real_name: ['Mei Lin', 'Mei Wang', 'Bo'],
  nickname: ['Little Plum', 'Plum', 'Bo'],
  city: ['Chengdu', 'Beijing'],
  gender: ['female', 'male'],
  phone: ['13800138000', '8000', '13800138009'],
}

function randomStated(random: Random): Stated {
  return Object.fromEntries(
    Object.entries(values)
      .filter(() => random() < 0.7)
      .map(([kind, some]) => [kind, pick(some, random)]),
  )
}

function randomCases(random: Random, kinds: readonly Pick<EarlierCase, 'by' | 'proved'>[]): EarlierCase[] {
  return Array.from({ length: Math.floor(6 * random()) }, () => ({
    ...pick(kinds, random),
    wrong: Object.keys(values).filter(() => random() < 0.5),
  }))
}

/** All that somebody can bring about who has not the address of the other. */
const ofStrangers = [
  { by: 'sender', proved: false },
  { by: 'named', proved: false },
  { by: 'contact', proved: true },
  { by: 'contact', proved: false },
] as const

test('no mail of a stranger lowers the bits or a margin of one who proves himself', () => {
  const random = randomFrom(4)
  let forgeries = 0
  for (let turn = 0; turn < 2_000; turn += 1) {
    const stated = randomStated(random)
    const own = randomCases(random, [
      { by: 'sender', proved: true },
      { by: 'named', proved: true },
    ])
    const forged = randomCases(random, ofStrangers)
    forgeries += forged.length
    expect(look(stated, [...forged, ...own])).toEqual(look(stated, own))
  }
  expect(forgeries).toBeGreaterThan(2_000)
}, 60_000)

test('no mail of a stranger lowers whoever writes from the registered address, proved or not', () => {
  const random = randomFrom(5)
  for (const [level, proved] of [
    ['strong', true],
    ['medium', true],
    ['unauth', false],
    ['fail', false],
  ] as const) {
    for (let turn = 0; turn < 200; turn += 1) {
      const stated = randomStated(random)
      const sender = { address: 'mei@example.com', level, proved }
      expect(look(stated, randomCases(random, ofStrangers), sender)).toEqual(look(stated, [], sender))
    }
  }
})

test('another case never raises the bits or a margin', () => {
  const random = randomFrom(6)
  const all = [...ofStrangers, { by: 'sender', proved: true }, { by: 'named', proved: true }] as const
  let lowered = 0
  for (let turn = 0; turn < 2_000; turn += 1) {
    const stated = randomStated(random)
    const proved = random() < 0.5
    const before = score(look(stated, [], { proved }), shippedPolicy)
    const after = score(look(stated, randomCases(random, all), { proved }), shippedPolicy)
    expect(after.bits).toBeLessThanOrEqual(before.bits + 1e-9)
    for (const attacker of attackerClasses)
      expect(after.margins[attacker]).toBeLessThanOrEqual(before.margins[attacker] + 1e-9)
    if (after.bits < before.bits) lowered += 1
  }
  expect(lowered).toBeGreaterThan(200)
})

test('a number that was no friend in his other case stays a miss beside those listed here', () => {
  const account = chensAccount()
  const right = account.friends.slice(0, 4).map(({ number }) => number)
  const claims = claimsOf({ friend_numbers: right })
  const looked = (ownCases: EarlierCase[]) => {
    const whole = { ...aCase({ claims, surroundings: someSurroundings({ ownCases }) }), account }
    return compare({ ...whole, sender: { ...whole.sender, proved: true } })
  }
  const tried = looked([earlier({ wrong: [], missed: ['70001', '70002', '70003', right[0] as string] })])
  expect(tried.friends?.listed.slice(4)).toEqual(
    ['70001', '70002', '70003'].map((number) => ({ number, elsewhere: true })),
  )
  expect(score(tried, shippedPolicy).bits).toBeLessThan(score(looked([]), shippedPolicy).bits)
  const forged = earlier({ wrong: [], missed: ['70001'], proved: false })
  expect(looked([forged])).toEqual(looked([]))
})

test.each([
  { says: 'none before', here: { right: 2, wrong: 1 }, before: [], weighed: { right: 2, wrong: 1 } },
  { says: 'as many wrong before', here: { right: 2, wrong: 1 }, before: [1], weighed: { right: 2, wrong: 1 } },
  { says: 'more wrong before', here: { right: 3, wrong: 0 }, before: [1, 2], weighed: { right: 1, wrong: 2 } },
  { says: 'more than there are', here: { right: 1, wrong: 0 }, before: [3], weighed: { right: 0, wrong: 1 } },
])('answers with $says are weighed as $weighed', ({ here, before, weighed }) => {
  expect(
    withAnswersElsewhere(
      here,
      before.map((answersWrong) => earlier({ answersWrong })),
    ),
  ).toEqual(weighed)
})
