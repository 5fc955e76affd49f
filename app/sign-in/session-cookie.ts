/** The two kinds of sessions keep apart: a member of staff may also hold an account. */
export type SessionKind = 'desk' | 'account'

/** Which session's cookies, and where people reach the desk. */
export type CookiePlace = { kind: SessionKind; origin: string }

/** The token that a Cookie header carries for this kind of session, or null. */
export function readSessionCookie(header: string | null, place: CookiePlace): string | null {
  const value = readCookie(header, nameOf(place))
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null
}

/** The Set-Cookie header that keeps the token until the browser closes; the table knows when it ends. */
export function keepSessionCookie(token: string, place: CookiePlace): string {
  return `${nameOf(place)}=${token}; ${attributesOf(place)}`
}

/** The Set-Cookie header that takes the token away. */
export function dropSessionCookie(place: CookiePlace): string {
  return `${nameOf(place)}=; Max-Age=0; ${attributesOf(place)}`
}

/** The mark of a device that signed in before, or null; readDevice says what it is worth. */
export function readDeviceCookie(header: string | null, place: CookiePlace): string | null {
  return readCookie(header, deviceNameOf(place))
}

/** The Set-Cookie header that keeps a device known after the browser closes, for so many milliseconds. */
export function keepDeviceCookie(mark: string, ms: number, place: CookiePlace): string {
  return `${deviceNameOf(place)}=${mark}; Max-Age=${Math.floor(ms / 1000)}; ${attributesOf(place)}`
}

function readCookie(header: string | null, name: string): string | null {
  const pairs = header?.split(';').map((pair) => pair.trim().split('='))
  return pairs?.find(([key]) => key === name)?.[1] ?? null
}

function deviceNameOf(place: CookiePlace): string {
  return `${nameOf(place)}-device`
}

// `__Host-` makes the browser refuse the cookie from a sibling domain or without TLS; over plain http it would refuse ours.
function nameOf({ kind, origin }: CookiePlace): string {
  return `${isSecure(origin) ? '__Host-' : ''}latchkey-${kind}`
}

function attributesOf({ origin }: CookiePlace): string {
  return `Path=/; HttpOnly; SameSite=Lax${isSecure(origin) ? '; Secure' : ''}`
}

function isSecure(origin: string): boolean {
  return origin.startsWith('https://')
}
