import { createHmac, timingSafeEqual } from 'node:crypto'
import { tidyCode } from '#app/self-service/form-code.ts'

/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12
/**
 * So many of its first letters tell which approval is meant: a wrong try counts against that one alone. They are too many
 * to be guessed, or anybody could use up the tries of a stranger's approval.
 */
const selectorLength = 8

/** The code in the letter to a new address, e.g. "7KQ2-M9XR-T4VB": derived from the seed by a key of the environment. */
export function confirmCode(key: Uint8Array, seed: Uint8Array): string {
  const bytes = createHmac('sha256', key).update('confirm').update(seed).digest()
  const letters = Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % 32])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** Which approval a typed code is for; null for what is no code. Case, spaces and hyphens do not matter. */
export function selectorOf(typed: string): string | null {
  const code = tidyCode(typed)
  return code.length === length ? code.slice(0, selectorLength) : null
}

/** What is stored of a code: with the key, so that a copy of the table lets nobody search for codes. */
export function hashConfirmCode(key: Uint8Array, typed: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update('confirm hash').update(tidyCode(typed)).digest())
}

/** Whether a typed code is the one that was stored. */
export function isCode(key: Uint8Array, typed: string, stored: Uint8Array): boolean {
  const hash = hashConfirmCode(key, typed)
  return hash.length === stored.length && timingSafeEqual(hash, stored)
}
