import { redirect } from '@remix-run/node'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { askTogether, forgetKept } from '#app/db/fewer-questions.server.ts'
import { webDbByKey, webEnv } from '#app/db/web.server.ts'
import { writtenOnce } from '#app/db/written-once.server.ts'
import { readSessionCookie } from '#app/sign-in/session-cookie.ts'
import { hashSessionToken } from '#app/sign-in/session-token.server.ts'
import { staff, staffSessions } from '#drizzle/schema/staff.ts'
import { may, type Verb } from './permissions.ts'
import type { Person } from './person.ts'
import { type Preferences, readPreferences } from './preferences.ts'
import { renewEveryMs, sessionEnd } from './session-span.ts'

/**
 * The person behind a request who may do this; a loader's or action's first line.
 * Throws a redirect to the sign-in page, or 403 where the role lacks the verb.
 */
export async function requirePerson(request: Request, verb: Verb): Promise<Person> {
  return (await requireSignedIn(request, verb)).person
}

/** {@link requirePerson}, with what the person has set for himself. */
export async function requireSignedIn(request: Request, verb: Verb): Promise<SignedIn> {
  if (request.method !== 'GET') forgetKept(new Date(), 'soon')
  const signedIn = await signedInOf(request)
  if (!signedIn) {
    const { pathname, search } = new URL(request.url)
    // After an action there is no page to come back to.
    const to = request.method === 'GET' ? `?${new URLSearchParams({ to: `${pathname}${search}` })}` : ''
    throw redirect(`/sign-in${to}`)
  }
  if (!may(signedIn.person.role, verb)) throw new Response('Your role does not allow this.', { status: 403 })
  return signedIn
}

/** Who is signed in at the desk, or null. */
export async function personOf(request: Request): Promise<Person | null> {
  return (await signedInOf(request))?.person ?? null
}

type SignedIn = { person: Person; preferences: Preferences }

async function signedInOf(request: Request): Promise<SignedIn | null> {
  const token = readSessionCookie(request.headers.get('cookie'), { kind: 'desk', origin: webEnv().origin })
  return token === null ? null : findTogether(webDbByKey(), token, new Date())
}

const findTogether = askTogether(findSignedIn)

/** The person whose session this token opens; using it moves the session's idle end. */
export async function findPersonByToken(db: Db, token: string, now: Date): Promise<Person | null> {
  return (await findSignedIn(db, token, now))?.person ?? null
}

const askSession = writtenOnce((db) =>
  db
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      preferences: staff.preferences,
      createdAt: staffSessions.createdAt,
      expiresAt: staffSessions.expiresAt,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(
      and(
        eq(staffSessions.tokenHash, sql.placeholder('tokenHash')),
        isNull(staffSessions.endedAt),
        gt(staffSessions.expiresAt, sql.placeholder('now')),
        isNull(staff.disabledAt),
      ),
    ),
)

async function findSignedIn(db: Db, token: string, now: Date): Promise<SignedIn | null> {
  const tokenHash = hashSessionToken(token)
  const [found] = await askSession(db, { tokenHash, now: now.toISOString() })
  if (!found) return null
  const { createdAt, expiresAt, preferences, ...person } = found
  const end = sessionEnd(createdAt, now)
  if (end.getTime() - expiresAt.getTime() >= renewEveryMs)
    await db
      .update(staffSessions)
      .set({ expiresAt: end })
      .where(and(eq(staffSessions.tokenHash, tokenHash), isNull(staffSessions.endedAt)))
  return { person, preferences: readPreferences(preferences) }
}
