import type { Case } from '#app/evidence/comparison.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import type { Subject } from '#app/evidence/subject.ts'
import { anAccount } from './account.ts'
import { someSurroundings } from './surroundings.ts'

/** The day on which every case is judged. */
export const today = new Date('2026-11-22T09:00:00Z')

/** A subject as the score sees it: a private account, an unknown address, nothing stated. */
export function aSubject(overrides: Partial<Subject> = {}): Subject {
  return {
    visibility: 'private',
    frequency: { nickname: 0.0001, city: 0.01 },
    sender: 'other',
    facts: {},
    ...overrides,
  }
}

/** A case as a comparison sees it: Mei's account, written to from an address that is not on it. */
export function aCase(overrides: Partial<Case> = {}): Case {
  return {
    claims: [],
    sender: { address: 'somebody@example.org', level: 'other', reasons: [] },
    account: anAccount(),
    surroundings: someSurroundings(),
    now: today,
    policy: shippedPolicy,
    ...overrides,
  }
}
