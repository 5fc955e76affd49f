import type { ApprovalRoute, ApprovalState } from '#app/resets/approval.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { Refusal } from './decide.ts'

/** So many letters with the code go to one new address, the first included. */
export const mostCodeLetters = 3

/** A letter is given so long to arrive before another one is sent, in milliseconds. */
export const codeRestMs = 60 * 60_000

export const nothingWaits = 'No new address is waited for on this case.'

/** An approval as far as its code goes. */
export type CodeApproval = {
  state: ApprovalState
  route: ApprovalRoute
  /** Null until the hold begins. */
  expiresAt: Date | null
  confirmedAt: Date | null
  /** The letters that brought its code, oldest first. */
  codeLetters: readonly CodeLetter[]
}

export type CodeLetter = { sentAt: Date | null; failed: boolean; bouncedAt: Date | null }

/**
 * Says why the code for a new address cannot be sent there again, or null if it can. The code stays the same, and so do
 * the tries that are left: another letter gives whoever guesses nothing.
 */
export function findObstacleToRepeat(approval: CodeApproval | null, person: Person, now: Date): Refusal | null {
  if (!may(person.role, 'decide')) return { refusal: 'Your role does not decide cases.' }
  const expiresAt = approval?.expiresAt
  if (approval?.state !== 'holding' || approval.route !== 'new-address' || !expiresAt || now >= expiresAt)
    return { refusal: nothingWaits }
  if (approval.confirmedAt !== null) return { refusal: 'The new address has typed its code already.' }
  if (approval.codeLetters.length >= mostCodeLetters)
    return { refusal: 'The code was sent three times: the address does not seem to be read.' }
  const last = approval.codeLetters.at(-1)
  if (!last || last.failed || last.bouncedAt !== null) return null
  if (last.sentAt === null) return { refusal: 'The letter with the code is on its way.' }
  if (now.getTime() - last.sentAt.getTime() < codeRestMs)
    return { refusal: 'The letter with the code went out within the hour: give it time to arrive.' }
  return null
}
