import type { Surroundings } from '#app/evidence/surroundings.ts'

/** A quiet case: nothing suspicious, a sender without an account of his own, nobody asked yet. */
export function someSurroundings(overrides: Partial<Surroundings> = {}): Surroundings {
  return {
    frequency: { nickname: 0.0001, city: 0.01 },
    ties: [],
    popularFriends: new Set(),
    friendsWithOpenTicket: new Set(),
    sendersAccount: null,
    sendersFriends: new Set(),
    linkUsedAt: null,
    registeredRouteDead: false,
    suspiciousSince: null,
    signals: [],
    guesses: {},
    contested: false,
    asked: false,
    ...overrides,
  }
}
