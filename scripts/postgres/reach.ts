import path from 'node:path'
import type { DatabaseRole } from '#app/db/db.server.ts'
import type { Env } from '#app/env.server.ts'
import { ensureDatabase, startCluster } from './cluster.ts'

export type ReachedDatabase = {
  /** Each role's address, for openDb and migrate. */
  urls: Record<DatabaseRole, string>
  /** Ends the embedded server if this process started it; a server of somebody else's is left alone. */
  stop: () => Promise<void>
}

type Settings = Pick<Env, 'dataDir' | 'databaseUrl' | 'databaseOwnerUrl' | 'databaseWorkerUrl' | 'databaseAuditorUrl'>

/** The desk's database: the server that DATABASE_URL names, else the embedded one under DATA_DIR, started if need be. */
export async function reachDatabase(settings: Settings): Promise<ReachedDatabase> {
  const { databaseUrl, dataDir } = settings
  if (databaseUrl) {
    const urls = {
      latchkey_owner: settings.databaseOwnerUrl ?? databaseUrl,
      latchkey_web: databaseUrl,
      latchkey_worker: settings.databaseWorkerUrl ?? databaseUrl,
      latchkey_auditor: settings.databaseAuditorUrl ?? databaseUrl,
    }
    return { urls, stop: async () => {} }
  }
  const cluster = await startCluster({ dir: path.join(dataDir, 'postgres') })
  await ensureDatabase(cluster, databaseName)
  const url = (role: DatabaseRole) => cluster.url(databaseName, role)
  const urls = {
    latchkey_owner: url('latchkey_owner'),
    latchkey_web: url('latchkey_web'),
    latchkey_worker: url('latchkey_worker'),
    latchkey_auditor: url('latchkey_auditor'),
  }
  return { urls, stop: cluster.stop }
}

const databaseName = 'latchkey'
