import { createHash, createHmac } from 'node:crypto'
import type { ResetState } from './reset.ts'

/** How long a link works after its letter was last sent, in milliseconds. */
export const resetMs = 60 * 60_000

/** Guessable passwords that one link takes before it is dead. */
export const mostTries = 5

/** The token of a link: 256 bits that only the environment's key can derive from the stored seed. */
export function resetToken(key: Uint8Array, seed: Uint8Array): string {
  return createHmac('sha256', key).update(seed).digest('base64url')
}

/** What is stored of a token. */
export function hashResetToken(token: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(token).digest())
}

/** What decides whether a link still works. */
export type ResetStanding = {
  state: ResetState
  /** Null until its letter is sent. */
  expiresAt: Date | null
  tries: number
  emailVersion: number
  sentTo: string
  /** Two people approved another address than the registered one, and it confirmed itself after the hold. */
  newAddress: boolean
  account: { registeredEmail: string | null; emailVersion: number }
  /** The states of all tickets whose letters carry the link. */
  ticketStates: readonly string[]
}

/**
 * Whether a link still sets a password: live, within its hour, to an address that is still the registered one, or to a
 * new one while the registered one is still the one that was passed by.
 */
export function isOpen(reset: ResetStanding, now: Date): boolean {
  return (
    reset.state === 'live' &&
    reset.expiresAt !== null &&
    reset.expiresAt > now &&
    reset.tries < mostTries &&
    reset.emailVersion === reset.account.emailVersion &&
    (reset.newAddress || reset.sentTo === reset.account.registeredEmail) &&
    !reset.ticketStates.includes('frozen')
  )
}
