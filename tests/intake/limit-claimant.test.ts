import { expect, test } from 'vitest'
import { claimantMark } from '#app/intake/limit-claimant.ts'

const sender = { kind: 'sender', mark: '12' } as const

test('a claimant is counted by a mark of his own, whatever else his mail is counted by', () => {
  const mark = claimantMark([sender])
  expect(mark).toMatch(/^-?\d{1,19}$/)
  expect(mark).not.toBe(sender.mark)
  expect(claimantMark([{ kind: 'body', mark: '7' }, sender, { kind: 'network', mark: '9' }])).toBe(mark)
  expect(claimantMark([{ ...sender, mark: '13' }])).not.toBe(mark)
})

test('a mail without one sender is counted for nobody', () => {
  expect(claimantMark([{ kind: 'network', mark: '9' }])).toBeNull()
})
