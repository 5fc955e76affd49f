/** A case rests for so long at most, in milliseconds. */
const longestMs = 90 * 24 * 3_600_000

const dayMs = 24 * 3_600_000

export const snoozeNames = ['tomorrow', 'monday', 'three-days'] as const
export type SnoozeName = (typeof snoozeNames)[number]

/** Nine in the morning, when the desk opens. */
const opensAtHour = 9

/**
 * The usual ends of a rest, each at nine in the morning where the agent sits.
 *
 * @param zoneMinutes how far his clock is behind UTC, as Date.getTimezoneOffset tells it
 */
export function snoozeChoices(now: Date, zoneMinutes: number): { name: SnoozeName; until: Date }[] {
  const there = new Date(now.getTime() - zoneMinutes * 60_000)
  const daysToMonday = (8 - there.getUTCDay()) % 7 || 7
  const days: Record<SnoozeName, number> = { tomorrow: 1, monday: daysToMonday, 'three-days': 3 }
  return snoozeNames.map((name) => ({ name, until: atNine(there, days[name], zoneMinutes) }))
}

/** A date as a field gives it (YYYY-MM-DD), at nine in the morning where the agent sits; null for none. */
export function readSnoozeDate(date: string, zoneMinutes: number): Date | null {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return Number.isNaN(midnight) ? null : atNine(new Date(midnight), 0, zoneMinutes)
}

export function findSnoozeFault(until: Date, now: Date): string | null {
  if (until <= now) return 'This moment is past: choose a later one.'
  return until.getTime() - now.getTime() > longestMs ? 'A case rests for 90 days at most.' : null
}

function atNine(day: Date, days: number, zoneMinutes: number): Date {
  const midnight = Math.floor(day.getTime() / dayMs) * dayMs
  return new Date(midnight + days * dayMs + opensAtHour * 3_600_000 + zoneMinutes * 60_000)
}
