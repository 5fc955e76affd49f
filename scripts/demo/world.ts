import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import postgres from 'postgres'
import { type Connection, openDb } from '#app/db/db.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import type { Role } from '#app/staff/permissions.ts'
import { type Cluster, ensureDatabase, startCluster } from '#scripts/postgres/cluster.ts'
import { startProcesses } from '#scripts/processes.ts'
import { seedAccounts } from '#scripts/seed/seed-accounts.ts'
import { openImapServer } from './imap-server.ts'
import { demoMails } from './mails.ts'
import { makeSigningKey } from './signing.ts'
import { openSmtpSink, type SmtpSink } from './smtp-sink.ts'

/** A whole desk on one machine: database, mail servers, people, processes, and mails that are yet to arrive. */
export type DemoWorld = {
  origin: string
  people: readonly DemoPerson[]
  sink: SmtpSink
  mails: number
  /** Sends the mails, each at its moment; resolves when the last is in the mailbox. */
  deliver: () => Promise<void>
  /** For counting and for checks: the owner sees everything. */
  database: Connection
  ownerUrl: string
  stop: () => Promise<void>
}

export type DemoPerson = { name: string; email: string; role: Role; password: string }

const deskAddress = 'support@latchkey.example'
const databaseName = 'demo'

/** Good on this machine only; a real desk's people choose their own (npm run create-staff). */
const people: readonly DemoPerson[] = [
  { name: 'Ana', email: 'ana@latchkey.example', role: 'agent', password: 'harbour-lemon-violin-27' },
  { name: 'Raj', email: 'raj@latchkey.example', role: 'agent', password: 'meadow-copper-otter-63' },
  { name: 'Sol', email: 'sol@latchkey.example', role: 'supervisor', password: 'lantern-pebble-cello-85' },
]

/**
 * Opens the demo's world with an empty database; whatever an earlier one left in `dir` is gone.
 *
 * @param options.withinMs over how long the mails arrive
 * @param options.say tells what happens, a line at a time
 */
export async function openDemoWorld(options: {
  dir: string
  port: number
  withinMs: number
  say: (line: string) => void
}): Promise<DemoWorld> {
  const { dir, port, withinMs, say } = options
  const now = new Date()
  await mkdir(dir, { recursive: true })
  say('Postgres starts')
  const cluster = await startCluster({ dir: path.join(dir, 'postgres') })
  await renewDatabase(cluster)
  const database = openDb(cluster.url(databaseName), 'latchkey_owner', 4)
  say('Accounts are seeded')
  const { cast, population } = await seedAccounts(database.db, { accounts: 2_000, now })
  for (const person of people) {
    const made = await database.db.transaction((tx) => createStaff(tx, { ...person, now }))
    if ('refusal' in made) throw new Error(made.refusal)
  }
  const { mails, zone } = await demoMails({ cast, population, key: makeSigningKey(), deskAddress, now, withinMs })
  const zoneFile = path.join(dir, 'dns.json')
  await writeFile(zoneFile, JSON.stringify(zone))
  const imap = await openImapServer({ startedAt: now })
  const sink = await openSmtpSink()
  const origin = `http://127.0.0.1:${port}`
  say('The desk starts')
  const desk = startProcesses({
    built: true,
    logFile: path.join(dir, 'desk.log'),
    urls: {
      latchkey_owner: cluster.url(databaseName, 'latchkey_owner'),
      latchkey_web: cluster.url(databaseName, 'latchkey_web'),
      latchkey_worker: cluster.url(databaseName, 'latchkey_worker'),
      latchkey_auditor: cluster.url(databaseName, 'latchkey_auditor'),
    },
    settings: {
      DEMO: '1',
      ORIGIN: origin,
      HOST: '127.0.0.1',
      PORT: String(port),
      SECRET_KEY: randomBytes(32).toString('base64url'),
      DESK_ADDRESS: deskAddress,
      DNS_ZONE_FILE: zoneFile,
      IMAP_HOST: '127.0.0.1',
      IMAP_PORT: String(imap.port),
      IMAP_SECURITY: 'none',
      IMAP_USER: imap.user,
      IMAP_PASSWORD: imap.password,
      IMAP_BACKFILL: 'all',
      IMAP_POLL_SECONDS: '2',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(sink.smtpPort),
      SMTP_SECURITY: 'none',
    },
  })
  const stop = async () => {
    await desk.stop()
    await Promise.all([imap.close(), sink.close(), database.close()])
    await cluster.stop()
  }
  await waitUntilHealthy(origin).catch(async (error: Error) => {
    await stop()
    throw new Error(`${error.message} See ${path.join(dir, 'desk.log')}.`)
  })

  return {
    origin,
    people,
    sink,
    mails: mails.length,
    deliver: async () => {
      const began = Date.now()
      for (const mail of mails) {
        await rest(Math.max(0, began + mail.delayMs - Date.now()))
        imap.deliver(mail.bytes)
      }
    },
    database,
    ownerUrl: cluster.url(databaseName, 'latchkey_owner'),
    stop,
  }
}

async function renewDatabase(cluster: Cluster): Promise<void> {
  const sql = postgres(cluster.url('postgres', 'postgres'), { max: 1, onnotice: () => {} })
  await sql`drop database if exists ${sql(databaseName)} with (force)`
  await sql.end()
  await ensureDatabase(cluster, databaseName)
  await migrate(cluster.url(databaseName))
}

async function waitUntilHealthy(origin: string): Promise<void> {
  for (let turn = 0; turn < 150; turn += 1) {
    const answer = await fetch(`${origin}/healthz`).catch(() => null)
    if (answer?.ok) return
    await rest(200)
  }
  throw new Error(`The desk did not answer at ${origin} within 30 seconds.`)
}
