/** Somebody who has a case open. */
export type Presence = { ticketId: number; id: string; name: string; writing: boolean; seenAt: Date }

/** Without a sign of life for so long somebody is gone, in milliseconds. */
export const presenceMs = 45_000

/** How often an open case gives a sign of life, in milliseconds: two may be lost. */
export const presenceBeatMs = 20_000

/** Who else has this case open at this moment. */
export function othersOn(
  presences: readonly Presence[],
  { ticketId, personId, now }: { ticketId: number; personId: string; now: Date },
): Presence[] {
  return presences.filter(
    (one) => one.ticketId === ticketId && one.id !== personId && now.getTime() - one.seenAt.getTime() < presenceMs,
  )
}
