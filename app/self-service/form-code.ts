import { createHmac } from 'node:crypto'

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

/** How long a form waits for its answer, in milliseconds. */
export const formMs = 7 * 86_400_000

/** The code that a letter carries, e.g. "7KQ2-M9XR-T4VB": 60 bits that only the environment's key derives from the seed. */
export function formCode(key: Uint8Array, seed: Uint8Array): string {
  const bytes = createHmac('sha256', key).update('code').update(seed).digest()
  const letters = Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % 32])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** What is stored of a code: with the key, so that a copy of the table lets nobody search for codes. */
export function hashFormCode(key: Uint8Array, code: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update('hash').update(tidyCode(code)).digest())
}

/** The code as it was meant: case, spaces and hyphens do not matter, O is 0, I and L are 1. */
export function tidyCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .slice(0, 100)
    .replace(/[\s\-–—]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** The Monday (UTC) of the week that a moment lies in, as a date. */
export function weekOf(now: Date): string {
  const daysSinceMonday = (now.getUTCDay() + 6) % 7
  return new Date(now.getTime() - daysSinceMonday * 86_400_000).toISOString().slice(0, 10)
}
