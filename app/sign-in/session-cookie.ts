/** The two kinds of sessions keep apart: a member of staff may also hold an account. */
export type SessionKind = 'desk' | 'account'

type Place = { kind: SessionKind; origin: string }

/** The token that a Cookie header carries for this kind of session, or null. */
export function readSessionCookie(header: string | null, place: Place): string | null {
  const name = nameOf(place)
  const value = header
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1]
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : null
}

/** The Set-Cookie header that keeps the token until the browser closes; the table knows when it ends. */
export function keepSessionCookie(token: string, place: Place): string {
  return `${nameOf(place)}=${token}; ${attributesOf(place)}`
}

/** The Set-Cookie header that takes the token away. */
export function dropSessionCookie(place: Place): string {
  return `${nameOf(place)}=; Max-Age=0; ${attributesOf(place)}`
}

// `__Host-` makes the browser refuse the cookie from a sibling domain or without TLS; over plain http it would refuse ours.
function nameOf({ kind, origin }: Place): string {
  return `${isSecure(origin) ? '__Host-' : ''}latchkey-${kind}`
}

function attributesOf({ origin }: Place): string {
  return `Path=/; HttpOnly; SameSite=Lax${isSecure(origin) ? '; Secure' : ''}`
}

function isSecure(origin: string): boolean {
  return origin.startsWith('https://')
}
