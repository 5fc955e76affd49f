import { expect, test } from 'vitest'
import { channelFits, contestedOf, contestToken } from '#app/resets/contest-link.ts'

const key = new Uint8Array(32).fill(7)
const mei = { resetId: 41, channel: 'mei@example.com' }

test('a link leads back to its reset and fits its address only', () => {
  const token = contestToken(key, mei)
  expect(contestedOf(key, token)).toEqual({ resetId: 41 })
  expect(channelFits(key, token, mei)).toBe(true)
  expect(channelFits(key, token, { ...mei, channel: 'eve@example.net' })).toBe(false)
  expect(channelFits(key, token, { ...mei, resetId: 42 })).toBe(false)
})

test('a link shows neither the address nor the number of the reset', () => {
  const bytes = Buffer.from(contestToken(key, mei), 'base64url')
  expect(bytes.toString('latin1')).not.toContain('mei')
  expect(bytes.readBigUInt64BE(32)).not.toBe(41n)
})

test('a link made with another key fits nothing', () => {
  const token = contestToken(new Uint8Array(32).fill(8), mei)
  expect(contestedOf(key, token)).not.toEqual({ resetId: 41 })
  expect(channelFits(key, token, mei)).toBe(false)
})

test.each(['', 'abc', '!!!', 'a'.repeat(53), 'a'.repeat(5000)])('%j leads nowhere', (token) => {
  expect(contestedOf(key, token)).toBeNull()
  expect(channelFits(key, token, mei)).toBe(false)
})

test('a link with one changed byte fits nothing', () => {
  const token = contestToken(key, mei)
  for (let at = 0; at < 40; at += 1) {
    const bytes = Buffer.from(token, 'base64url')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    const changed = bytes.toString('base64url')
    const contested = contestedOf(key, changed)
    expect(contested !== null && channelFits(key, changed, { ...contested, channel: mei.channel })).toBe(false)
  }
})

test('a link about a hold is none about the reset of the same number', () => {
  const hold = { approvalId: 41, channel: mei.channel }
  const token = contestToken(key, hold)
  expect(contestedOf(key, token)).toEqual({ approvalId: 41 })
  expect(channelFits(key, token, hold)).toBe(true)
  expect(channelFits(key, token, mei)).toBe(false)
  expect(channelFits(key, contestToken(key, mei), hold)).toBe(false)
})
