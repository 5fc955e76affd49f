import type { Db } from './db.server.ts'

/** A statement that is written already; values are put in by the names of its placeholders. */
type Written<Rows> = { execute: (values: Record<string, unknown>) => Promise<Rows> }

/**
 * Writes a statement once for each pool: to write what a page asks costs more than to read what it is answered.
 *
 * @param write with `sql.placeholder(name)` where a value goes; it goes there as it is, a moment as ISO text
 */
export function writtenOnce<Rows>(
  write: (db: Db) => { prepare: (name: string) => Written<Rows> },
): (db: Db, values: Record<string, unknown>) => Promise<Rows> {
  const known = new WeakMap<Db, Written<Rows>>()
  return (db, values) => {
    const written = known.get(db) ?? write(db).prepare('written once')
    known.set(db, written)
    return written.execute(values)
  }
}
