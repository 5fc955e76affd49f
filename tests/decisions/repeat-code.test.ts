import { describe, expect, test } from 'vitest'
import { type CodeApproval, type CodeLetter, findObstacleToRepeat } from '#app/decisions/repeat-code.ts'
import type { Person } from '#app/staff/person.ts'

const now = new Date('2026-11-02T09:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@latchkey.example', role: 'agent' }

const arrived: CodeLetter = { sentAt: ago(90), failed: false, bouncedAt: null }
const holding: CodeApproval = {
  state: 'holding',
  route: 'new-address',
  expiresAt: new Date('2026-11-09T09:00:00Z'),
  confirmedAt: null,
  codeLetters: [arrived],
}

describe('the code for a new address is sent again', () => {
  test.each<[string, Partial<CodeApproval>]>([
    ['an hour after the letter', { codeLetters: [{ ...arrived, sentAt: ago(60) }] }],
    ['at once where the letter came back', { codeLetters: [{ ...arrived, sentAt: ago(2), bouncedAt: ago(1) }] }],
    ['at once where the letter was given up', { codeLetters: [{ ...arrived, sentAt: null, failed: true }] }],
    ['a third time', { codeLetters: [arrived, arrived] }],
  ])('%s', (_, change) => {
    expect(findObstacleToRepeat({ ...holding, ...change }, ana, now)).toBeNull()
  })
})

describe('the code for a new address is not sent again', () => {
  test.each<[string, Partial<CodeApproval> | null, RegExp]>([
    ['where nothing waits', null, /^No new address/],
    ['before the second person has judged', { state: 'waiting', expiresAt: null }, /^No new address/],
    ['once the approval is void', { state: 'void' }, /^No new address/],
    ['where the link goes to the registered address', { route: 'registered' }, /^No new address/],
    ['once the approval has run out', { expiresAt: now }, /^No new address/],
    ['once it was typed', { confirmedAt: ago(1) }, /typed its code/],
    ['while the letter waits in the outbox', { codeLetters: [{ ...arrived, sentAt: null }] }, /on its way/],
    ['within the hour', { codeLetters: [{ ...arrived, sentAt: ago(59) }] }, /within the hour/],
    ['a fourth time', { codeLetters: [arrived, arrived, arrived] }, /three times/],
  ])('%s', (_, change, why) => {
    expect(findObstacleToRepeat(change && { ...holding, ...change }, ana, now)?.refusal).toMatch(why)
  })

  test('by whoever does not decide cases', () => {
    expect(findObstacleToRepeat(holding, { ...ana, role: 'admin' }, now)?.refusal).toMatch(/role/)
  })
})
