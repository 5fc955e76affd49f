import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Account } from '#app/accounts/account.ts'
import { type Connection, openDb } from '#app/db/db.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { makeSigningKey, type SigningKey } from '#scripts/demo/signing.ts'
import { type Dovecot, dovecotUser, startDovecot } from '#scripts/dovecot.ts'
import { type Cluster, ensureDatabase, startCluster } from '#scripts/postgres/cluster.ts'
import { isServer } from '#scripts/postgres/postmaster.ts'
import { seedAccounts } from '#scripts/seed/seed-accounts.ts'

/** A database and an IMAP server of their own, for a trial that nobody else's data takes part in. */
export type TrialDesk = {
  dir: string
  database: Connection
  dovecot: Dovecot
  people: readonly Account[]
  key: SigningKey
  databasePort: number
  /** The database server's process. */
  databasePid: number
  workerUrl: string
  auditorUrl: string
  /** What the processes read from their environment. */
  settings: Readonly<Record<string, string>>
  /** Ends the server and starts it again; `crash` leaves it no time to put anything away. */
  restartDatabase: (how: 'fast' | 'crash') => Promise<void>
  /** @param options.keepLogs leaves the folder with the processes' logs */
  stop: (options?: { keepLogs?: boolean }) => Promise<void>
}

export const trialAddress = 'support@latchkey.example'
export const trialZoneFile = 'dns.json'
const databaseName = 'trial'

export async function openTrialDesk({ accounts }: { accounts: number }): Promise<TrialDesk> {
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-trial-'))
  await chmod(dir, 0o755)
  const undo: (() => Promise<unknown>)[] = [() => rm(dir, { recursive: true, force: true })]
  const stop = async ({ keepLogs = false } = {}) => {
    for (const step of undo.splice(keepLogs ? 1 : 0).reverse()) await step().catch(() => {})
  }
  try {
    const dovecot = await startDovecot()
    undo.push(dovecot.stop)
    const place = path.join(dir, 'postgres')
    let cluster: Cluster = await startCluster({ dir: place })
    undo.push(() => cluster.stop())
    await ensureDatabase(cluster, databaseName)
    await migrate(cluster.url(databaseName))
    const database = openDb(cluster.url(databaseName), 'latchkey_owner', 3)
    undo.push(database.close)
    const { population } = await seedAccounts(database.db, { accounts, now: new Date() })
    await mkdir(path.join(dir, 'log'))
    await writeFile(path.join(dir, trialZoneFile), '{}')
    return {
      dir,
      database,
      dovecot,
      people: population,
      key: makeSigningKey(),
      databasePort: cluster.port,
      databasePid: cluster.pid,
      workerUrl: cluster.url(databaseName, 'latchkey_worker'),
      auditorUrl: cluster.url(databaseName, 'latchkey_auditor'),
      settings: {
        DEMO: '1',
        ORIGIN: 'http://127.0.0.1:3000',
        SECRET_KEY: randomBytes(32).toString('base64url'),
        DESK_ADDRESS: trialAddress,
        DNS_ZONE_FILE: path.join(dir, trialZoneFile),
        IMAP_HOST: '127.0.0.1',
        IMAP_PORT: String(dovecot.port),
        IMAP_SECURITY: 'none',
        IMAP_USER: dovecotUser.user,
        IMAP_PASSWORD: dovecotUser.password,
        IMAP_BACKFILL: 'all',
        IMAP_POLL_SECONDS: '2',
        SMTP_HOST: '127.0.0.1',
        SMTP_SECURITY: 'none',
        DATABASE_OWNER_URL: '',
        DATABASE_AUDITOR_URL: '',
        LOG_LEVEL: 'info',
      },
      restartDatabase: async (how) => {
        const { pid, port } = cluster
        if (how === 'fast') await cluster.stop()
        else process.kill(pid, 'SIGQUIT')
        while (isServer({ pid })) await rest(20)
        cluster = await startCluster({ dir: place, port })
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
