/** Failed tries of one subject in one minute. */
export type FailedMinute = { minute: Date; count: number }

/** How many failures are free, and how the wait grows after them. */
export type SignInLimit = { free: number; mostWaitMs: number }

const minuteMs = 60_000

/** Failures older than this are forgotten, in milliseconds. */
export const memoryMs = 24 * 60 * minuteMs

/** For one address or number: a guesser gets about a hundred tries a day, its owner waits a quarter of an hour at most. */
export const subjectLimit: SignInLimit = { free: 5, mostWaitMs: 15 * minuteMs }

/** For one network, which an office shares. */
export const networkLimit: SignInLimit = { free: 30, mostWaitMs: 60 * minuteMs }

/**
 * When the next try is allowed, or null if at once: after the free failures one minute, then twice as long each time.
 *
 * @param failed the subject's minutes with failures, in any order
 */
export function nextTryAt(failed: readonly FailedMinute[], limit: SignInLimit, now: Date): Date | null {
  const recent = failed.filter(({ minute }) => now.getTime() - minute.getTime() < memoryMs)
  const failures = recent.reduce((sum, { count }) => sum + count, 0)
  if (failures < limit.free) return null
  const doublings = Math.min(failures - limit.free, 20)
  const waitMs = Math.min(minuteMs * 2 ** doublings, limit.mostWaitMs)
  const lastMinute = Math.max(...recent.map(({ minute }) => minute.getTime()))
  // The last failure may lie anywhere in its minute: the wait counts from the minute's end.
  const at = new Date(lastMinute + minuteMs + waitMs)
  return at > now ? at : null
}
