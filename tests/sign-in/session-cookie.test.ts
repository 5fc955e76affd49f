import { expect, test } from 'vitest'
import {
  dropSessionCookie,
  keepDeviceCookie,
  keepSessionCookie,
  readDeviceCookie,
  readSessionCookie,
} from '#app/sign-in/session-cookie.ts'

const token = 'a'.repeat(43)
const secure = { kind: 'desk', origin: 'https://desk.example' } as const
const plain = { kind: 'desk', origin: 'http://127.0.0.1:3000' } as const

test('over TLS the cookie is bound to this host and to TLS', () => {
  expect(keepSessionCookie(token, secure)).toBe(`__Host-latchkey-desk=${token}; Path=/; HttpOnly; SameSite=Lax; Secure`)
})

test('over plain http on one machine the cookie is kept all the same', () => {
  expect(keepSessionCookie(token, plain)).toBe(`latchkey-desk=${token}; Path=/; HttpOnly; SameSite=Lax`)
})

test('signing out takes the cookie away', () => {
  expect(dropSessionCookie(secure)).toContain('__Host-latchkey-desk=; Max-Age=0;')
})

test('the cookie of a known device outlives the browser and stands beside the session’s', () => {
  expect(keepDeviceCookie('mark', 90_500, secure)).toBe(
    '__Host-latchkey-desk-device=mark; Max-Age=90; Path=/; HttpOnly; SameSite=Lax; Secure',
  )
  const header = `latchkey-desk=${token}; latchkey-desk-device=mark.1.seal; latchkey-account-device=other`
  expect(readDeviceCookie(header, plain)).toBe('mark.1.seal')
  expect(readDeviceCookie(header, { ...plain, kind: 'account' })).toBe('other')
  expect(readDeviceCookie(null, plain)).toBeNull()
})

test.each([
  { says: 'among others', header: `theme=dark; latchkey-desk=${token}; x=1`, place: plain, found: token },
  { says: 'of the other kind', header: `latchkey-account=${token}`, place: plain, found: null },
  { says: 'without its prefix where TLS is used', header: `latchkey-desk=${token}`, place: secure, found: null },
  { says: 'that was cut', header: 'latchkey-desk=abc', place: plain, found: null },
  { says: 'that is not there', header: null, place: plain, found: null },
])('a cookie $says is read as $found', ({ header, place, found }) => {
  expect(readSessionCookie(header, place)).toBe(found)
})
