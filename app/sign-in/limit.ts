/** Failed tries of one subject in one minute. */
export type FailedMinute = { minute: Date; count: number }

/** How many failures are free, and how the wait grows after them. */
export type SignInLimit = { free: number; mostWaitMs: number }

const minuteMs = 60_000

/** Failures older than this are forgotten, in milliseconds. */
export const memoryMs = 24 * 60 * minuteMs

/**
 * For one name from one network: a guesser there gets about a hundred tries a day. It shuts out nobody elsewhere; who
 * shares the network with the guesser, on a device that is not known, waits with him for as long as he goes on.
 */
export const pairLimit: SignInLimit = { free: 5, mostWaitMs: 15 * minuteMs }

/**
 * For one name from everywhere: what many networks guess together. Beyond it only a device that is known for the name
 * gets in for certain, so it lies well above what one network can use up.
 */
export const nameLimit: SignInLimit = { free: 500, mostWaitMs: 15 * minuteMs }

/** For one device that signed in with the name before: nobody elsewhere can use it up. */
export const deviceLimit: SignInLimit = { free: 10, mostWaitMs: 15 * minuteMs }

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
