import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '#app/db/migrate.server.ts'
import { ensureDatabase, startCluster } from '#scripts/postgres/cluster.ts'
import { loginRoles } from '#scripts/postgres/passwords.ts'
import { isAlive } from '#scripts/postgres/start-lock.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Each login's address of the cluster that this run uses, to a database that stays as migrated. */
    clusterUrls: Record<(typeof loginRoles)[number], string>
  }
}

const templateName = 'latchkey_template'

/** One cluster a run, with a migrated database that each test clones; vitest's global setup. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = path.join(tmpdir(), `latchkey-tests-${userInfo().uid}`)
  await mkdir(place, { recursive: true, mode: 0o755 })
  await clearAbandoned(place)
  const dir = path.join(place, `${process.pid}-${randomUUID().slice(0, 8)}`)
  const cluster = await startCluster({ dir, fast: true })
  try {
    await ensureDatabase(cluster, templateName)
    await migrate(cluster.url(templateName))
  } catch (fault) {
    await cluster.stop()
    throw fault
  }
  project.provide(
    'clusterUrls',
    Object.fromEntries(loginRoles.map((role) => [role, cluster.url(templateName, role)])) as Record<
      (typeof loginRoles)[number],
      string
    >,
  )
  return async () => {
    await cluster.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

/** A run that was killed leaves its cluster running: each folder names the process that made it. */
async function clearAbandoned(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    if (isAlive(Number.parseInt(name, 10))) continue
    const dir = path.join(place, name)
    const cluster = await startCluster({ dir, fast: true }).catch(() => null)
    await cluster?.stop()
    await rm(dir, { recursive: true, force: true })
  }
}
