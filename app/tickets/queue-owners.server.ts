import { asc, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { may, roles } from '#app/staff/permissions.ts'
import { staff } from '#drizzle/schema/staff.ts'
import type { ListedOwner } from './queue-owner.ts'

/** So old the names may be, in milliseconds: people come and go by the day, whatever happens to cases. */
const namesKeptMs = 30_000

const known = new WeakMap<Db, { at: number; owners: Promise<ListedOwner[]> }>()

/** {@link listOwners}, half a minute old at most. */
export function recentOwners(db: Db, now: Date): Promise<ListedOwner[]> {
  const at = now.getTime()
  const last = known.get(db)
  if (last && at >= last.at && at - last.at < namesKeptMs) return last.owners
  const entry = { at, owners: listOwners(db) }
  known.set(db, entry)
  // A fault is told to those who met it and to nobody later.
  entry.owners.catch(() => known.get(db) === entry && known.delete(db))
  return entry.owners
}

/** More names than this are no choice any more. */
const mostOwners = 500

/** Whose cases a list can show: whoever rules, and last those who left, for their cases stay. */
export async function listOwners(db: Db): Promise<ListedOwner[]> {
  return await db
    .select({ id: staff.id, name: staff.name, left: isNotNull(staff.disabledAt).mapWith(Boolean) })
    .from(staff)
    .where(inArray(staff.role, deciding))
    .orderBy(isNotNull(staff.disabledAt), asc(staff.name), asc(staff.id))
    .limit(mostOwners)
}

const deciding = roles.filter((role) => may(role, 'decide'))
