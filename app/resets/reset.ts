/** live: the link works · used · expired · revoked: contested, or the address changed */
export const resetStates = ['live', 'used', 'expired', 'revoked'] as const
export type ResetState = (typeof resetStates)[number]
