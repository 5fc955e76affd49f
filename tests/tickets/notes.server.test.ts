import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { longestNote } from '#app/tickets/note.ts'
import { addNote, readDraft, readNotes, saveDraft } from '#app/tickets/notes.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { noteDrafts } from '#drizzle/schema/notes.ts'
import { putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let ana: Person
let raj: Person
let ticketId: number
beforeAll(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  raj = await hire(database, 'Raj')
})
afterAll(() => database.close())
beforeEach(async () => {
  ticketId = await putTicket(database, { openedAt: now })
})

const note = (text: string, person = ana, at = now) => ({ ticketId, person, text, now: at })

test('a note is kept with who and when, oldest first, and the audit knows of it without its words', async () => {
  await addNote(database.web.db, note('  Called the number on record.\r\nNobody there. '))
  await addNote(database.web.db, note('Tried again.', raj, new Date(now.getTime() + 1000)))
  expect(await readNotes(database.web.db, ticketId)).toMatchObject([
    { name: 'Ana', text: 'Called the number on record.\nNobody there.', writtenAt: now },
    { name: 'Raj', text: 'Tried again.' },
  ])
  const entries = await database.web.db.select().from(auditEntries).where(eq(auditEntries.ticketId, ticketId))
  expect(entries.map(({ verb, staffId }) => [verb, staffId])).toEqual([
    ['note_written', ana.id],
    ['note_written', raj.id],
  ])
  expect(JSON.stringify(entries)).not.toContain('Called')
})

test.each([
  ['', 'empty'],
  [' \n ', 'empty'],
  ['x'.repeat(longestNote + 1), 'too long'],
])('a note is refused that is %#', async (text, refusal) => {
  expect(await addNote(database.web.db, note(text))).toEqual({ refusal })
  expect(await readNotes(database.web.db, ticketId)).toEqual([])
})

test('a note on a case that does not exist is refused', async () => {
  expect(await addNote(database.web.db, { ...note('Hello'), ticketId: 1 })).toEqual({ refusal: 'no case' })
})

test('a password in a note or a draft is not stored', async () => {
  await saveDraft(database.web.db, note('The password is harbour-lemon-27.'))
  expect(await readDraft(database.web.db, { ticketId, person: ana })).not.toContain('harbour')
  await addNote(database.web.db, note('The password is harbour-lemon-27.'))
  const [kept] = await readNotes(database.web.db, ticketId)
  expect(kept?.text).toMatch(/^The password is •+\.?$/)
})

test('a kept note cannot be changed or taken away, by nobody', async () => {
  await addNote(database.web.db, note('Called back.'))
  for (const role of ['web', 'owner'] as const) {
    await expect(database[role].sql`update notes set text = 'Never called.'`).rejects.toThrow()
    await expect(database[role].sql`delete from notes`).rejects.toThrow()
  }
})

test('a draft is one person’s on one case, and the last that was saved', async () => {
  await saveDraft(database.web.db, note('I will'))
  await saveDraft(database.web.db, note('I will call back'))
  expect(await readDraft(database.web.db, { ticketId, person: ana })).toBe('I will call back')
  expect(await readDraft(database.web.db, { ticketId, person: raj })).toBe('')
  expect(await readNotes(database.web.db, ticketId)).toEqual([])
})

test('a draft ends with its note, and when it is emptied', async () => {
  await saveDraft(database.web.db, note('Called back'))
  await addNote(database.web.db, note('Called back.'))
  await saveDraft(database.web.db, note('Something', raj))
  await saveDraft(database.web.db, note('  ', raj))
  expect(await database.owner.db.select().from(noteDrafts).where(eq(noteDrafts.ticketId, ticketId))).toEqual([])
})
