import { eq, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { type Preferences, readPreferences } from './preferences.ts'

/** What this person has set for himself, with the default where he set nothing. */
export async function findPreferences(db: Db, staffId: string): Promise<Preferences> {
  const [found] = await db.select({ preferences: staff.preferences }).from(staff).where(eq(staff.id, staffId))
  return readPreferences(found?.preferences)
}

/** Sets what is given and leaves the rest as it is. */
export async function setPreferences(
  db: Db,
  { staffId, preferences }: { staffId: string; preferences: Partial<Preferences> },
): Promise<void> {
  await db
    .update(staff)
    .set({ preferences: sql`${staff.preferences} || ${JSON.stringify(preferences)}::jsonb` })
    .where(eq(staff.id, staffId))
}
