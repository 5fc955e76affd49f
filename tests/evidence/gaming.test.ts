import { expect, test } from 'vitest'
import { assess } from '#app/evidence/assess.ts'
import { attackerClasses } from '#app/evidence/assessment.ts'
import { anAccount, chensAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase } from '#tests/factories/subject.ts'
import type { Stated } from './comparisons/levels.ts'

function weigh(stated: Stated, account = anAccount()) {
  return assess(aCase({ claims: claimsOf(stated), account })).assessment
}

/** Neither the total nor a margin of the first is above the second's. */
function expectNoBetter(one: ReturnType<typeof weigh>, other: ReturnType<typeof weigh>) {
  expect(one.bits).toBeLessThanOrEqual(other.bits + 1e-9)
  for (const attacker of attackerClasses) {
    expect(one.margins[attacker]).toBeLessThanOrEqual(other.margins[attacker] + 1e-9)
  }
}

const days = Array.from({ length: 31 }, (_, day) => `1990-04-${String(day + 1).padStart(2, '0')}`)
const digits = Array.from({ length: 10 }, (_, digit) => String(digit))

test.each<{ kind: keyof Stated; shots: string[] }>([
  { kind: 'birth_date', shots: days },
  { kind: 'birth_date', shots: ['1990-04-12', '1990-12-04'] },
  { kind: 'birth_date', shots: ['1988', '1989', '1990', '1991'] },
  { kind: 'gender', shots: ['female', 'male', 'other'] },
  { kind: 'city', shots: ['Chengdu', 'Chongqing', 'Beijing', 'Shanghai'] },
  { kind: 'sign_up', shots: ['2008-08', '2009-08', '2010-08'] },
  { kind: 'phone', shots: digits.map((digit) => `1380013800${digit}`) },
  { kind: 'real_name', shots: ['Mei Lin', 'Mei Wang', 'Mei Chen', 'Mei Li'] },
  { kind: 'nickname', shots: ['Little Plum', 'Big Plum', 'Plum'] },
  { kind: 'registered_email', shots: ['mei@example.com', 'mei@example.net', 'mei@example.org'] },
])('a shotgun of $kind never beats any value in it', ({ kind, shots }) => {
  const all = weigh({ [kind]: shots })
  for (const shot of shots) expectNoBetter(all, weigh({ [kind]: shot }))
})

test.each<{ kind: keyof Stated; shots: string[] }>([
  { kind: 'birth_date', shots: days },
  { kind: 'gender', shots: ['female', 'male'] },
  { kind: 'city', shots: ['Chengdu', 'Chongqing'] },
  { kind: 'phone', shots: digits.map((digit) => `1380013800${digit}`) },
  { kind: 'registered_email', shots: ['mei@example.com', 'eve@example.net'] },
])('a shotgun of $kind with a wrong value in it never beats silence', ({ kind, shots }) => {
  expectNoBetter(weigh({ [kind]: shots }), weigh({}))
})

test('the place of the right value in a shotgun makes no difference', () => {
  const first = weigh({ birth_date: ['1990-04-12', '1985-01-01', '1986-01-01'] })
  const last = weigh({ birth_date: ['1985-01-01', '1986-01-01', '1990-04-12'] })
  expect(first).toEqual(last)
})

test('a spray of numbers is worse than the two right ones in it', () => {
  const spray = Array.from({ length: 200 }, (_, index) => String(880_001 + index))
  expectNoBetter(weigh({ friend_numbers: ['50001', '50002', ...spray] }), weigh({ friend_numbers: ['50001', '50002'] }))
  expect(weigh({ friend_numbers: ['50001', '50002', ...spray] }).bits).toBeLessThan(weigh({}).bits)
})

test('right numbers behind a spray are not read', () => {
  const spray = Array.from({ length: 20 }, (_, index) => String(880_001 + index))
  expect(weigh({ friend_numbers: [...spray, '50001'] }).bits).toBe(weigh({ friend_numbers: [...spray, '880099'] }).bits)
})

test('a number repeated twenty times counts once', () => {
  const repeated = weigh({ friend_numbers: Array.from({ length: 20 }, () => '50001') })
  expect(repeated.bits).toBe(weigh({ friend_numbers: '50001' }).bits)
})

test("listing the account's own number changes nothing", () => {
  expect(weigh({ friend_numbers: ['10001', '50001'] })).toEqual(weigh({ friend_numbers: '50001' }))
  expect(weigh({ friend_numbers: '10001' })).toEqual(weigh({}))
})

test('trying every last digit of a friend is worse than the friend alone', () => {
  const account = chensAccount()
  const tried = digits.map((digit) => `6010${digit}`)
  const known = weigh({ friend_numbers: ['60101', '60102'] }, account)
  expectNoBetter(weigh({ friend_numbers: tried }, account), known)
  expect(weigh({ friend_numbers: tried }, account).bits).toBeLessThan(known.bits)
})

test('a further right friend never lowers the score, whatever slips stand before it', () => {
  const account = chensAccount()
  const lists = [['60109'], ['60109', '60108'], ['60101', '60109'], ['60109', '77777', '60209']]
  for (const numbers of lists) {
    for (const { number } of account.friends) {
      expectNoBetter(
        weigh({ friend_numbers: numbers }, account),
        weigh({ friend_numbers: [...numbers, number] }, account),
      )
    }
  }
})

test('a province that is false takes away what the city gave', () => {
  expectNoBetter(weigh({ city: 'Chengdu', province: 'Hebei' }), weigh({ city: 'Chengdu' }))
  expectNoBetter(weigh({ city: 'Chengdu', province: 'Hebei' }), weigh({}))
})
