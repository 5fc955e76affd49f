/** How often the clock does a thing: every so many milliseconds, or once a day after an hour (UTC). */
export type Rhythm = { everyMs: number } | { dailyAtHour: number }

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * Whether a chore is to be done now. One that is done by the day and was never done waits for its first hour; all
 * others begin at once. What a night missed because no clock ran is done when one runs again, once.
 */
export function isDue(rhythm: Rhythm, doneAt: Date | null, now: Date): boolean {
  if ('everyMs' in rhythm) return doneAt === null || now.getTime() - doneAt.getTime() >= rhythm.everyMs
  return doneAt !== null && doneAt.getTime() < lastTime(rhythm.dailyAtHour, now)
}

/** The last moment up to now at which the day's clock showed the hour. */
function lastTime(hour: number, now: Date): number {
  const today = Math.floor(now.getTime() / dayMs) * dayMs + hour * hourMs
  return today <= now.getTime() ? today : today - dayMs
}
