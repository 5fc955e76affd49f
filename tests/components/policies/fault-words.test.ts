import { expect, test } from 'vitest'
import { sayFault } from '#app/components/policies/fault-words.ts'
import { namePlaces } from '#app/components/policies/place-names.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { judgeTyped } from '#app/evidence/policy-form.ts'

function faultsOf(cells: Record<string, string>) {
  const judged = judgeTyped({ version: 'tried', reason: '', cells }, shippedPolicy)
  return 'faults' in judged ? judged.faults.cells.map(({ fault }) => fault) : []
}

test.each([
  [{ attackShare: '7' }, 'must be between 0 and 1'],
  [{ attackShare: 'many' }, 'must be a number'],
  [{ 'floors.chance': '0' }, 'must be above 0 and at most 1'],
  [{ 'caps.fact': '-1' }, 'must not be below 0'],
  [{ 'calibration.alpha': '0' }, 'must be above 0'],
  [{ 'registered.aliveMonths': '1.5' }, 'must be a whole number'],
  [{ 'context.floor': '1' }, 'must not be above 0: context only lowers'],
  [{ 'friends.listedAtMost': '40' }, 'must be at most 31'],
  [{ 'context.reweight.dormantStrong.times': '.5' }, 'must be at least 1'],
  [{ 'guesses.bitsAtMost': '' }, 'must be given with its neighbour, or both left empty'],
  [{ 'owners.withMailbox': '.6' }, 'must add up to 1, adds up to 1.07'],
  [{ 'facts.phone.k.hijacker[0]': '.97' }, 'must add up to at most 1, adds up to 1.02'],
  [{ 'facts.phone.k.breach[0]': 'frequency' }, 'cannot be “frequency”: it is not counted'],
  [
    { 'facts.phone.k.blind[0]': '.9' },
    'must be below Facts › Phone › Owner › exact (0.86): a stranger cannot know it better than the owner',
  ],
  [{ 'answers.attackers.blind': '.7' }, 'must be below Security answers › Owner (0.6)'],
  [
    { 'friends.weights.slip': '2' },
    'must be at most “Friend numbers › Points for a right number › Established friend (points)”',
  ],
  [{ 'friends.misses.freeShare': '1' }, 'must be below 1'],
  [{ 'friends.tables.blind.points[0][1]': '1' }, 'the first step must be 0 points for 0 bits'],
  [{ 'friends.tables.scraper.points[2][0]': '1' }, 'points must rise: more than 1'],
  [{ 'friends.tables.scraper.points[2][1]': '0' }, 'bits must not fall: 1 or more'],
  [
    { 'context.days.mailChanged7': '31' },
    'must be at most “Context › What counts as lately › Registered e-mail changed lately (days)” (30)',
  ],
])('%j is told in words, in both languages', (cells, english) => {
  const [fault = ''] = faultsOf(cells)
  expect(sayFault(fault, 'en', namePlaces('en', shippedPolicy))).toBe(english)
  const chinese = sayFault(fault, 'zh', namePlaces('zh', shippedPolicy))
  expect(chinese).toMatch(/\p{Script=Han}/u)
  expect(chinese.replace('“frequency”', '')).not.toMatch(/[a-z]{2}/i)
})

test('a fault that has no words stays as the rule put it', () => {
  expect(sayFault('cannot be so', 'zh', namePlaces('zh', shippedPolicy))).toBe('cannot be so')
})
