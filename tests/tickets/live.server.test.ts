import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '#app/staff/person.ts'
import { type DeskNews, joinNews, noNews } from '#app/tickets/desk-news.ts'
import { type LiveHub, mostStreamsEach, openLiveHub } from '#app/tickets/live.server.ts'
import { openLiveStream } from '#app/tickets/live-stream.server.ts'
import { addNote } from '#app/tickets/notes.server.ts'
import { endPresence, keepPresence } from '#app/tickets/presence.server.ts'
import { switchStop } from '#app/tickets/stop-all.server.ts'
import { takeTicket } from '#app/tickets/take.server.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase
let hub: LiveHub
let ana: Person
let sol: Person
beforeAll(async () => {
  database = await openTestDatabase()
  ana = await hire(database, 'Ana')
  sol = await hire(database, 'Sol', 'supervisor')
})
afterAll(() => database.close())
beforeEach(() => {
  hub = openLiveHub({ url: database.url('latchkey_web'), restsMs: [20] })
})
afterEach(() => hub.close())

/** Everything that one hearer was told, once the hub hears. */
async function follow(): Promise<{ told: DeskNews[]; all: () => DeskNews }> {
  const told: DeskNews[] = []
  hub.join({ staffId: 'follower', tell: (news) => told.push(news), end: () => {} })
  await expect
    .poll(async () => {
      await database.worker.sql`select pg_notify('desk', 'desk')`
      return told.length
    })
    .toBeGreaterThan(0)
  await rest(600)
  told.length = 0
  return { told, all: () => told.reduce(joinNews, noNews) }
}

describe('what is told', () => {
  test('a case that opens and one that is taken, by number alone', async () => {
    const { all } = await follow()
    const ticketId = await putTicket(database, { openedAt: now })
    await expect.poll(all).toEqual({ ...noNews, tickets: [ticketId] })
    await takeTicket(database.web.db, { ticketId, person: ana, now })
    await expect.poll(all).toMatchObject({ tickets: [ticketId] })
  })

  test('a note, who comes and who goes, and the switch', async () => {
    const ticketId = await putTicket(database, { openedAt: now })
    const { all } = await follow()
    await addNote(database.web.db, { ticketId, person: ana, text: 'Called back.', now })
    await expect.poll(all).toMatchObject({ cases: [ticketId] })
    await keepPresence(database.web.db, { ticketId, person: ana, writing: false, now })
    await expect.poll(all).toMatchObject({ presences: [ticketId] })
    await switchStop(database.web.db, { on: true, reason: 'A leak.', person: sol, now })
    await expect.poll(all).toMatchObject({ desk: true })
    await switchStop(database.web.db, { on: false, reason: 'Closed.', person: sol, now })
  })

  test('a sign of life is no news; beginning to write and leaving are', async () => {
    const ticketId = await putTicket(database, { openedAt: now })
    await keepPresence(database.web.db, { ticketId, person: ana, writing: false, now })
    const { told, all } = await follow()
    await keepPresence(database.web.db, { ticketId, person: ana, writing: false, now: later(20) })
    await rest(700)
    expect(told).toEqual([])
    await keepPresence(database.web.db, { ticketId, person: ana, writing: true, now: later(21) })
    await expect.poll(all).toMatchObject({ presences: [ticketId] })
    await rest(600)
    told.length = 0
    await endPresence(database.web.db, { ticketId, person: ana })
    await expect.poll(all).toMatchObject({ presences: [ticketId] })
  })

  test('a statement over more than a hundred cases is told as all', async () => {
    for (let turn = 0; turn < 101; turn += 1) await putTicket(database, { openedAt: now, subject: 'Many' })
    const { all } = await follow()
    await database.worker.db.update(tickets).set({ changedAt: now }).where(eq(tickets.subject, 'Many'))
    await expect.poll(() => all().all).toBe(true)
  })

  test('what happens in one moment is told in one go, and the next no sooner than half a second later', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => putTicket(database, { openedAt: now })))
    const { told } = await follow()
    await database.web.db.transaction(async (tx) => {
      for (const id of ids) await tx.update(tickets).set({ version: 2 }).where(eq(tickets.id, id))
    })
    await expect.poll(() => told.length).toBe(1)
    expect([...(told[0]?.tickets ?? [])].sort()).toEqual([...ids].sort())
  })

  test('after the listening connection was lost everybody is told to look at everything', async () => {
    const { all } = await follow()
    await database.web.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'latchkey listens to desk' and datname = current_database()`
    await expect.poll(() => all().all, { timeout: 5_000 }).toBe(true)
  })
})

describe('a stream', () => {
  const stillSignedIn = () => Promise.resolve(true)

  test('says hello, then the news, and ends when the hub does', async () => {
    const gone = new AbortController()
    const stream = openLiveStream(hub, { staffId: ana.id, signal: gone.signal, stillSignedIn })
    const said = collect(stream)
    await expect.poll(() => said.text).toContain('event: hello')
    await expect
      .poll(async () => {
        await database.worker.sql`select pg_notify('desk', 'notes 20417')`
        return said.text
      })
      .toContain('"cases":[20417]')
    await hub.close()
    await expect.poll(() => said.done).toBe(true)
  })

  test('beats while nothing happens', async () => {
    const signal = new AbortController().signal
    const said = collect(openLiveStream(hub, { staffId: ana.id, signal, stillSignedIn, beatEveryMs: 30 }))
    await expect.poll(() => said.text.split('event: beat').length).toBeGreaterThan(3)
  })

  test('ends with its session, and a database that fails is no end of a session', async () => {
    const signal = new AbortController().signal
    const answers = [() => Promise.reject(new Error('no database')), () => Promise.resolve(false)]
    const stream = openLiveStream(hub, {
      staffId: ana.id,
      signal,
      stillSignedIn: () => (answers.shift() ?? stillSignedIn)(),
      checkEveryMs: 30,
    })
    const said = collect(stream)
    await expect.poll(() => said.done).toBe(true)
    expect(said.text).toContain('event: ended')
    expect(answers).toEqual([])
  })

  test('a person has so many at most, and one that is left makes room', async () => {
    const gone = new AbortController()
    const open = (signal = new AbortController().signal) =>
      openLiveStream(hub, { staffId: ana.id, signal, stillSignedIn })
    collect(open(gone.signal))
    for (let turn = 1; turn < mostStreamsEach; turn += 1) collect(open())
    expect(open()).toBeNull()
    expect(openLiveStream(hub, { staffId: sol.id, signal: gone.signal, stillSignedIn })).not.toBeNull()
    gone.abort()
    expect(open()).not.toBeNull()
  })
})

function collect(stream: ReadableStream<Uint8Array> | null): { text: string; done: boolean } {
  const said = { text: '', done: false }
  const read = async () => {
    if (!stream) return
    for await (const part of stream as unknown as AsyncIterable<Uint8Array>) said.text += new TextDecoder().decode(part)
    said.done = true
  }
  read().catch(() => {})
  return said
}

function later(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
