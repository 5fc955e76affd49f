import { and, asc, eq, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { writtenOnce } from '#app/db/written-once.server.ts'
import type { Person } from '#app/staff/person.ts'
import { noteDrafts, notes } from '#drizzle/schema/notes.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { longestNote, type NoteRefusal, type NoteView } from './note.ts'
import { readNote } from './note-text.ts'

type Written = { ticketId: number; person: Person; text: string; now: Date }

/** Keeps a note for good, and its draft no longer. Passwords and codes in it are masked before they are stored. */
export function addNote(
  db: Db,
  { ticketId, person, text, now }: Written,
): Promise<{ id: number } | { refusal: NoteRefusal }> {
  const kept = readNote(text).trim()
  if (kept === '') return Promise.resolve({ refusal: 'empty' })
  if (kept.length > longestNote) return Promise.resolve({ refusal: 'too long' })
  return db.transaction(async (tx) => {
    const [ticket] = await tx
      .select({ accountNumber: tickets.accountNumber })
      .from(tickets)
      .where(eq(tickets.id, ticketId))
    if (!ticket) return { refusal: 'no case' as const }
    const [made] = await tx
      .insert(notes)
      .values({ ticketId, staffId: person.id, text: kept, writtenAt: now })
      .returning({ id: notes.id })
    if (!made) throw new Error(`The note on case ${ticketId} was not kept.`)
    await tx.delete(noteDrafts).where(draftOf(ticketId, person))
    const { accountNumber } = ticket
    const details = { note: made.id }
    await appendAudit(tx, [{ verb: 'note_written', at: now, staffId: person.id, ticketId, accountNumber, details }])
    return made
  })
}

const id = sql.placeholder('id')

const askNotes = writtenOnce((db) =>
  db
    .select({ id: notes.id, name: staff.name, text: notes.text, writtenAt: notes.writtenAt })
    .from(notes)
    .innerJoin(staff, eq(staff.id, notes.staffId))
    .where(eq(notes.ticketId, id))
    .orderBy(asc(notes.id)),
)

/** The notes on a case, oldest first. */
export function readNotes(db: Db, ticketId: number): Promise<NoteView[]> {
  return askNotes(db, { id: ticketId })
}

const askDraft = writtenOnce((db) =>
  db
    .select({ text: noteDrafts.text })
    .from(noteDrafts)
    .where(and(eq(noteDrafts.ticketId, id), eq(noteDrafts.staffId, sql.placeholder('person')))),
)

/** What this person has begun to write on this case; empty where nothing. */
export async function readDraft(db: Db, { ticketId, person }: Pick<Written, 'ticketId' | 'person'>): Promise<string> {
  const [draft] = await askDraft(db, { id: ticketId, person: person.id })
  return draft?.text ?? ''
}

/** Keeps what is being written, cut at the length of a note; an empty text takes the draft away. */
export async function saveDraft(db: Db, { ticketId, person, text, now }: Written): Promise<void> {
  const kept = readNote(text).slice(0, longestNote)
  if (kept.trim() === '') {
    await db.delete(noteDrafts).where(draftOf(ticketId, person))
    return
  }
  const [ticket] = await db.select({ id: tickets.id }).from(tickets).where(eq(tickets.id, ticketId))
  if (!ticket) return
  await db
    .insert(noteDrafts)
    .values({ ticketId, staffId: person.id, text: kept, savedAt: now })
    .onConflictDoUpdate({ target: [noteDrafts.ticketId, noteDrafts.staffId], set: { text: kept, savedAt: now } })
}

function draftOf(ticketId: number, person: Person) {
  return and(eq(noteDrafts.ticketId, ticketId), eq(noteDrafts.staffId, person.id))
}
