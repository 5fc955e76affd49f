import type { Account } from './account.ts'

const windowMs = 90 * 24 * 60 * 60 * 1000

/** Where the time begins that counts as "of late". */
export function lately(now: Date): Date {
  return new Date(now.getTime() - windowMs)
}

/**
 * The earliest suspicious event of late: a change of the registered address, or one of the others given (an earlier
 * ticket, a contest).
 */
export function suspiciousSince(
  account: Pick<Account, 'emailChangedAt'> | null,
  others: readonly Date[],
  now: Date,
): Date | null {
  const since = lately(now)
  const events = [account?.emailChangedAt ?? null, ...others].filter((at) => at !== null && at >= since && at <= now)
  return events.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null)
}
