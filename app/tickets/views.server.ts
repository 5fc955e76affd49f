import { and, asc, eq, ne, or, type SQL, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { keepAnswer } from '#app/db/fewer-questions.server.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { views } from '#drizzle/schema/views.ts'
import { findViewFault, mostViews, type SavedView } from './views.ts'

/** So old the views of a page may be, in milliseconds. */
const viewsKeptMs = 1_000

const keptViews = keepAnswer(viewsKeptMs, (db, id) => listViews(db, { id }))

/** {@link listViews}, at most a second old. */
export function recentViews(db: Db, person: Person, now: Date): Promise<SavedView[]> {
  return keptViews(db, person.id, now)
}

/** A person's own views and the team's, by name. */
export async function listViews(db: Db, person: Pick<Person, 'id'>): Promise<SavedView[]> {
  const rows = await db
    .select()
    .from(views)
    .where(or(eq(views.shared, true), eq(views.staffId, person.id)))
    .orderBy(asc(views.name), asc(views.id))
    .limit(2 * mostViews)
  return rows.map(({ id, name, shared, query, staffId }) => ({ id, name, shared, query, mine: staffId === person.id }))
}

/** Keeps what the queue shows now under a name; the same name again keeps the new query. */
export function saveView(
  db: Db,
  { name, query, shared, person, now }: { name: string; query: string; shared: boolean; person: Person; now: Date },
): Promise<{ id: number } | { refusal: string }> {
  return db.transaction(async (tx) => {
    if (shared && !may(person.role, 'share views')) return { refusal: 'A supervisor keeps the views of the team.' }
    const fault = findViewFault(name, query)
    if (fault) return { refusal: fault }
    const theirs = shared ? eq(views.shared, true) : and(eq(views.shared, false), eq(views.staffId, person.id))
    const kept = await tx.select({ id: views.id, name: views.name }).from(views).where(theirs).for('update')
    const same = kept.find((view) => view.name.toLowerCase() === name.trim().toLowerCase())
    if (!same && kept.length >= mostViews) return { refusal: `There are ${mostViews} views already: delete one first.` }
    const [saved] = same
      ? await tx
          .update(views)
          .set({ query, name: name.trim() })
          .where(eq(views.id, same.id))
          .returning({ id: views.id })
      : await tx
          .insert(views)
          .values({ staffId: person.id, shared, name: name.trim(), query, createdAt: now })
          .onConflictDoNothing()
          .returning({ id: views.id })
    if (!saved) return { refusal: sameName }
    if (shared) await record(tx, 'team_view_saved', person, now, { name: name.trim(), query })
    return saved
  })
}

/** Gives one's own view another name, or as a supervisor the team's. */
export function renameView(
  db: Db,
  { id, name, person, now }: { id: number; name: string; person: Person; now: Date },
): Promise<{ id: number } | { refusal: string }> {
  return db.transaction(async (tx) => {
    const [view] = await tx
      .select()
      .from(views)
      .where(and(eq(views.id, id), keptBy(person)))
      .for('update')
    if (!view) return { refusal: notYours }
    const fault = findViewFault(name, view.query)
    if (fault) return { refusal: fault }
    const beside = view.shared ? eq(views.shared, true) : and(eq(views.shared, false), eq(views.staffId, view.staffId))
    const called = sql`lower(${views.name}) = lower(${name.trim()})`
    const [same] = await tx
      .select({ id: views.id })
      .from(views)
      .where(and(beside, called, ne(views.id, id)))
    if (same) return { refusal: sameName }
    await tx.update(views).set({ name: name.trim() }).where(eq(views.id, id))
    const details = { name: name.trim(), query: view.query, before: view.name }
    if (view.shared) await record(tx, 'team_view_saved', person, now, details)
    return { id }
  })
}

const sameName = 'There is a view of this name already.'
const notYours = 'This view is not yours, or somebody deleted it already.'

/** The views that a person may change. */
function keptBy({ id, role }: Person): SQL | undefined {
  const own = and(eq(views.shared, false), eq(views.staffId, id))
  return may(role, 'share views') ? or(eq(views.shared, true), own) : own
}

/** Deletes one's own view, or as a supervisor the team's. */
export function deleteView(
  db: Db,
  { id, person, now }: { id: number; person: Person; now: Date },
): Promise<{ id: number } | { refusal: string }> {
  return db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(views)
      .where(and(eq(views.id, id), keptBy(person)))
      .returning({ name: views.name, shared: views.shared })
    if (!gone) return { refusal: notYours }
    if (gone.shared) await record(tx, 'team_view_deleted', person, now, { name: gone.name })
    return { id }
  })
}

function record(
  tx: Parameters<typeof appendAudit>[0],
  verb: 'team_view_saved' | 'team_view_deleted',
  { id: staffId }: Person,
  at: Date,
  details: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ verb, at, staffId, ticketId: null, accountNumber: null, details }])
}
