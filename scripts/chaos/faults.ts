import { setTimeout as rest } from 'node:timers/promises'
import type { ChaosHouse, Wired } from './house.ts'

/** A point between a statement and the next act, where a process is killed. */
type Boundary = { kind: Wired['kind']; line: 'database' | 'server'; words: string; when: 'before' | 'after' }

/** Fetch, store, commit, send: before the server hears of it, and when it is done but the process does not know. */
export const boundaries: readonly Boundary[] = [
  { kind: 'imap', line: 'server', words: 'BODY.PEEK[]', when: 'before' },
  { kind: 'imap', line: 'server', words: 'BODY.PEEK[]', when: 'after' },
  { kind: 'imap', line: 'database', words: 'insert into raw_mails', when: 'before' },
  { kind: 'imap', line: 'database', words: 'insert into raw_mails', when: 'after' },
  { kind: 'imap', line: 'database', words: 'commit', when: 'before' },
  { kind: 'imap', line: 'database', words: 'commit', when: 'after' },
  { kind: 'intake', line: 'database', words: 'from "raw_mails"', when: 'after' },
  { kind: 'intake', line: 'database', words: 'insert into tickets', when: 'after' },
  { kind: 'intake', line: 'database', words: 'insert into messages', when: 'after' },
  { kind: 'intake', line: 'database', words: 'insert into "letters"', when: 'after' },
  { kind: 'intake', line: 'database', words: 'insert into "audit_entries"', when: 'after' },
  { kind: 'intake', line: 'database', words: 'commit', when: 'before' },
  { kind: 'intake', line: 'database', words: 'commit', when: 'after' },
  { kind: 'outbox', line: 'database', words: 'update "letters"', when: 'after' },
  { kind: 'outbox', line: 'database', words: 'commit', when: 'before' },
  { kind: 'outbox', line: 'database', words: 'commit', when: 'after' },
  { kind: 'outbox', line: 'server', words: 'DATA\r\n', when: 'before' },
  { kind: 'outbox', line: 'server', words: '\r\n.\r\n', when: 'before' },
  { kind: 'outbox', line: 'server', words: '\r\n.\r\n', when: 'after' },
]

/** How long a point is waited for before the process is killed where it is, in milliseconds. */
const trapMs = 8_000

/** Kills a process of that kind when it comes to the point. False: it did not come there in time, and died elsewhere. */
export async function killAtBoundary(house: ChaosHouse, boundary: Boundary): Promise<boolean> {
  const candidates = house.processes.filter(({ kind, pid }) => kind === boundary.kind && pid() !== undefined)
  let struck = false
  // Whichever comes there first: of two readers only one reads.
  for (const process of candidates) {
    process[boundary.line]?.arm({
      ...boundary,
      spring: () => {
        if (struck) return
        struck = true
        // Two readers share the line to the server: the one that holds the mailbox is the one that speaks, but both die.
        for (const one of boundary.line === 'server' ? candidates : [process]) one.kill()
      },
    })
  }
  for (let waitedMs = 0; !struck && waitedMs < trapMs; waitedMs += 10) await rest(10)
  for (const process of candidates) process[boundary.line]?.arm(null)
  if (!struck) candidates.find((process) => process.kill())
  return struck
}

/** Kills one process, whichever. */
export function killAnyone(house: ChaosHouse, luck: number): boolean {
  const alive = house.processes.filter(({ pid }) => pid() !== undefined)
  return alive[Math.floor(luck * alive.length)]?.kill() ?? false
}

export function cutImap(house: ChaosHouse): void {
  for (const { kind, server } of house.processes) if (kind === 'imap') server?.cut()
}

/**
 * Lets the mailbox's lease run out, whoever holds it: a dead reader's, so that the run need not wait a minute for the
 * next, or a living one's, which must then write nothing more.
 */
export async function endLease(house: ChaosHouse): Promise<void> {
  const { sql } = house.desk.database
  await sql`update mailboxes set lease_until = now() - interval '1 second' where lease_holder is not null`
}

/** The server loses its numbering, with nobody connected. */
export async function renumber(house: ChaosHouse): Promise<void> {
  const lines = house.processes.flatMap(({ kind, server }) => (kind === 'imap' && server ? [server] : []))
  for (const line of lines) line.block(true)
  for (const line of lines) line.cut()
  // Numberings are told apart by the second.
  await rest(1_500)
  await house.desk.dovecot.renumber()
  for (const line of lines) line.block(false)
}
