import { describe, expect, test } from 'vitest'
import type { Account } from '#app/accounts/account.ts'
import type { FactKey } from '#app/accounts/found-by.ts'
import { type Candidate, chooseMatch } from '#app/accounts/match.ts'
import type { Stated } from '#tests/evidence/comparisons/levels.ts'
import { aFriendship, anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'

const all = { nickname: 'Little Plum', birth_date: '1990-04-12', real_name: 'Mei Lin', city: 'Chengdu' }

function match(stated: Stated, ...candidates: Candidate[]) {
  const found = chooseMatch(candidates, { claims: claimsOf(stated), senderAddress: 'somebody@example.org' })
  return found && { number: found.account.number, foundBy: found.foundBy }
}

function reached(key: FactKey, account: Partial<Account> = {}, unseen = 0): Candidate {
  return { account: anAccount(account), hits: [{ key, unseen }] }
}

describe('an account is found', () => {
  test('by a telephone that it alone has', () => {
    expect(match({ phone: '+8613800138000' }, reached('phone'))).toEqual({ number: '10001', foundBy: 'phone' })
  })

  test('by a telephone as it is written at home', () => {
    expect(match({ phone: '138 0013 8000' }, reached('phone'))).toEqual({ number: '10001', foundBy: 'phone' })
  })

  test('among others with its nickname, by its birth date', () => {
    const stated = { nickname: 'Little Plum', birth_date: '1990-04-12' }
    const other = reached('nickname', { number: '10003', birthDate: '1971-11-30' })
    expect(match(stated, other, reached('nickname'))).toEqual({ number: '10001', foundBy: 'nickname' })
  })

  test('among others of the same address, by what is stated besides', () => {
    const stated = { birth_date: '1990-04-12', city: 'Chengdu' }
    const other = reached('shared_address', { number: '10003', birthDate: '1971-11-30', city: 'Wuhan' })
    expect(match(stated, other, reached('shared_address'))).toEqual({ number: '10001', foundBy: 'shared_address' })
  })

  test('among others with its telephone, by its friends, however new they are', () => {
    const stated = { phone: '+8613800138000', friend_numbers: ['50001', '50002'] }
    const friends = ['50001', '50002'].map((number) => aFriendship(number, { since: new Date('2026-11-20T00:00:00Z') }))
    const [mei, other] = [reached('phone', { friends }), reached('phone', { number: '10003', friends: [] })]
    expect(match(stated, mei, other)?.number).toBe('10001')
  })

  test('by the surest of several keys', () => {
    const hits = (['nickname', 'name', 'phone'] as const).map((key) => ({ key, unseen: 0 }))
    expect(match({ ...all, phone: '+8613800138000' }, { account: anAccount(), hits })?.foundBy).toBe('phone')
  })
})

describe('no account is found', () => {
  test('where two fit as well', () => {
    expect(match(all, reached('name'), reached('name', { number: '10003' }))).toBeNull()
  })

  test('where the better one is hardly better', () => {
    const stated = { phone: '+8613800138000', gender: 'female' }
    expect(match(stated, reached('phone'), reached('phone', { number: '10003', gender: 'male' }))).toBeNull()
  })

  test('where a common nickname and a city are all there is, and others bear it', () => {
    const stated = { nickname: 'Little Plum', city: 'Chengdu' }
    expect(match(stated, reached('nickname'))?.number).toBe('10001')
    expect(match(stated, reached('nickname', {}, 40))).toBeNull()
  })

  test('where what is stated besides contradicts the one that the key leads to', () => {
    const stated = { ...all, nickname: 'Somebody', real_name: 'Bo Wen', birth_date: '1971-11-30', city: 'Wuhan' }
    expect(match({ ...stated, phone: '+8613800138000' }, reached('phone'))).toBeNull()
  })

  test('where nothing leads anywhere', () => {
    expect(match(all)).toBeNull()
  })
})

test('many who bear the nickname are outweighed by what few of them share', () => {
  const stated = { nickname: 'Little Plum', birth_date: '1990-04-12', real_name: 'Mei Lin' }
  expect(match(stated, reached('nickname', {}, 900))?.number).toBe('10001')
})

test('the order of the candidates decides nothing', () => {
  const stated = { nickname: 'Little Plum', birth_date: '1990-04-12' }
  const candidates = [
    reached('nickname', { number: '10003', birthDate: '1971-11-30' }),
    reached('nickname'),
    reached('nickname', { number: '10004', birthDate: null }),
  ]
  expect(match(stated, ...candidates)).toEqual(match(stated, ...candidates.reverse()))
})
