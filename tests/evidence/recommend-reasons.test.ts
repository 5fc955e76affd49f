import { describe, expect, test } from 'vitest'
import { targetOf } from '#app/evidence/recommend.ts'
import { chensAccount } from '#tests/factories/account.ts'
import { asked, bo, chen, judge, mei, type Told } from './cast.ts'

describe('the reasons', () => {
  test('name the decisive one first', () => {
    expect(judge({}).because[0]).toMatch(/verified, unchanged for 30 days and alive/)
    expect(judge({ level: 'fail' }).because[0]).toMatch(/pretends/)
    expect(judge(bo).because[0]).toMatch(/below 0\.995|acquaintance/)
    expect(judge({ account: null }).because[0]).toMatch(/No account/)
  })

  test('never hold a value of the account', () => {
    for (const told of [{}, chen, bo, { level: 'fail' as const }, { account: mei({ emailVerified: false }) }]) {
      expect(judge(told).because.join(' ')).not.toMatch(/mei@|1990|1958|Chengdu|成都|陈|138|139|601\d\d/)
    }
  })

  test('end with the question that was asked', () => {
    expect(judge({ ...bo, surroundings: { ...bo.surroundings, asked: true } }).because.at(-1)).toMatch(/was asked/)
  })
})

describe('the hold', () => {
  test.each<{ says: string; told: Told; hours: number | undefined }>([
    { says: 'none on the registered route', told: {}, hours: undefined },
    { says: 'three days on the new-address route', told: chen, hours: 72 },
    { says: 'a week for a valuable number', told: { ...chen, account: chensAccount({ valuable: true }) }, hours: 168 },
    {
      says: 'a week beside a rival who comes as near',
      told: { ...chen, surroundings: { ...chen.surroundings, signals: ['oneRival'] } },
      hours: 168,
    },
    {
      says: 'a day for a doubtful address',
      told: { account: mei({ emailVerified: false }), stated: { friend_numbers: ['50001', '50002'] }, ...asked },
      hours: 24,
    },
  ])('$says', ({ told, hours }) => {
    expect(judge(told).holdHours).toBe(hours)
  })
})

test('the link goes to the registered address or to the sender, and nowhere without a route', () => {
  const sender = { address: 'somebody@example.org', level: 'other', reasons: [] } as const
  expect(targetOf('registered', mei(), sender)).toBe('mei@example.com')
  expect(targetOf('new-address', mei(), sender)).toBe('somebody@example.org')
  expect(targetOf('none', mei(), sender)).toBeNull()
  expect(targetOf('registered', null, sender)).toBeNull()
})

test('a sender who is still to be judged is refused by name, with or without an account', () => {
  expect(() => judge({ level: 'retry' })).toThrow('"retry"')
  expect(() => judge({ level: 'retry', account: null })).toThrow('"retry"')
})
