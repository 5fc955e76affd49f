/** A session ends after this long without a request, in milliseconds (NIST SP 800-63B-4, AAL2: an hour at most). */
export const idleMs = 60 * 60_000

/** And after this long in any case: one working day. */
export const absoluteMs = 12 * 60 * 60_000

/** A session's end is moved at most this often, so that not every request writes. */
export const renewEveryMs = 60_000

/** When a session that began and was last used then ends. */
export function sessionEnd(createdAt: Date, usedAt: Date): Date {
  return new Date(Math.min(createdAt.getTime() + absoluteMs, usedAt.getTime() + idleMs))
}
