import { expect, test } from 'vitest'
import { hashResetToken, isOpen, type ResetStanding, resetToken } from '#app/resets/reset-token.ts'

const key = new Uint8Array(32).fill(1)
const seed = new Uint8Array(32).fill(2)
const now = new Date('2026-11-22T09:00:00Z')

const standing: ResetStanding = {
  state: 'live',
  expiresAt: new Date('2026-11-22T09:30:00Z'),
  tries: 0,
  emailVersion: 3,
  newAddress: false,
  sentTo: 'mei@example.com',
  account: { registeredEmail: 'mei@example.com', emailVersion: 3 },
  ticketStates: ['link_sent'],
}

test('the same seed gives the same token, so that a letter can be sent again', () => {
  expect(resetToken(key, seed)).toBe(resetToken(key, seed))
  expect(resetToken(key, seed)).toMatch(/^[A-Za-z0-9_-]{43}$/)
})

test('another key or another seed gives another token', () => {
  const tokens = [resetToken(key, seed), resetToken(seed, seed), resetToken(key, key)]
  expect(new Set(tokens).size).toBe(3)
})

test('the stored hash is of the token, not the token', () => {
  const token = resetToken(key, seed)
  expect(hashResetToken(token)).toHaveLength(32)
  expect(Buffer.from(hashResetToken(token)).toString('base64url')).not.toBe(token)
})

test.each<{ says: string; change: Partial<ResetStanding>; open: boolean }>([
  { says: 'live, within its hour', change: {}, open: true },
  { says: 'used', change: { state: 'used' }, open: false },
  { says: 'revoked', change: { state: 'revoked' }, open: false },
  { says: 'never sent', change: { expiresAt: null }, open: false },
  { says: 'at the end of its hour', change: { expiresAt: now }, open: false },
  { says: 'tried five times', change: { tries: 5 }, open: false },
  { says: 'tried four times', change: { tries: 4 }, open: true },
  {
    says: 'for an address that was changed and changed back',
    change: { account: { registeredEmail: 'mei@example.com', emailVersion: 5 } },
    open: false,
  },
  {
    says: 'for an address that is not the registered one',
    change: { account: { registeredEmail: 'eve@example.net', emailVersion: 3 } },
    open: false,
  },
  { says: 'of a frozen ticket', change: { ticketStates: ['frozen'] }, open: false },
  {
    says: 'sent again for a second ticket that is frozen',
    change: { ticketStates: ['link_sent', 'frozen'] },
    open: false,
  },
])('a link $says works: $open', ({ change, open }) => {
  expect(isOpen({ ...standing, ...change }, now)).toBe(open)
})
