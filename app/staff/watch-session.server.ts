import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { hashSessionToken } from '#app/sign-in/session-token.server.ts'
import { staff, staffSessions } from '#drizzle/schema/staff.ts'

/** Whether this session still stands. Unlike a request, the question does not move the session's idle end. */
export async function sessionStands(db: Db, token: string, now: Date): Promise<boolean> {
  const found = await db
    .select({ staffId: staffSessions.staffId })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(
      and(
        eq(staffSessions.tokenHash, hashSessionToken(token)),
        isNull(staffSessions.endedAt),
        gt(staffSessions.expiresAt, now),
        isNull(staff.disabledAt),
      ),
    )
  return found.length > 0
}
