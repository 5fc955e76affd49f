import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import postgres from 'postgres'
import { migrate } from '#app/db/migrate.server.ts'
import { ensureDatabase, startCluster } from '#scripts/postgres/cluster.ts'
import type { LoginRole } from '#scripts/postgres/passwords.ts'
import { fillMillion } from './fill-million.ts'
import { drawPieces } from './texts.ts'

/** A large desk's database, kept for the next run. */
export type Million = {
  url: (role: LoginRole) => string
  /** How long it took to fill, also where an earlier run did. */
  seedSeconds: number
  /** The database server's process. */
  pid: number
  stop: () => Promise<void>
}

/** What stands on a filled database: what it was filled from, and the migrations that it has. */
type Mark = { made: string; migrations: readonly string[]; seconds: number }

/**
 * Opens the database of so many cases under `dir`, and fills it first where no earlier run filled it with the same.
 * Where only migrations were added since, it is brought to them, as any desk is.
 */
export async function openMillion(options: {
  tickets: number
  dir: string
  say: (line: string) => void
}): Promise<Million> {
  const { tickets, say } = options
  const cluster = await startCluster({ dir: path.join(options.dir, 'postgres'), fast: true })
  const name = `bench_${tickets}`
  const admin = postgres(cluster.url('postgres', 'postgres'), { max: 1, onnotice: () => {} })
  try {
    const pieces = drawPieces(5)
    const made = await hashOf(['rows.ts', 'pools.ts', 'fill-million.ts'], JSON.stringify(pieces))
    const migrations = await migrationsThere()
    const [there] = await admin<{ mark: string | null }[]>`
      select shobj_description(oid, 'pg_database') as mark from pg_database where datname = ${name}`
    let mark = JSON.parse(there?.mark ?? 'null') as Mark | null
    const urls = { ownerUrl: cluster.url(name), adminUrl: cluster.url(name, 'postgres') }
    if (mark?.made !== made || !mark.migrations.every((migration, at) => migration === migrations[at])) {
      await admin`drop database if exists ${admin(name)} with (force)`
      await ensureDatabase(cluster, name)
      const began = performance.now()
      await fillMillion({ ...urls, tickets, pieces, say })
      mark = { made, migrations, seconds: Math.round((performance.now() - began) / 1000) }
    } else if (mark.migrations.length < migrations.length) {
      await migrate(urls.ownerUrl)
      mark = { ...mark, migrations }
    }
    await admin.unsafe(`comment on database ${name} is '${JSON.stringify(mark)}'`)
    return {
      url: (role) => cluster.url(name, role),
      seedSeconds: mark.seconds,
      pid: cluster.pid,
      stop: cluster.stop,
    }
  } catch (fault) {
    await cluster.stop()
    throw fault
  } finally {
    await admin.end()
  }
}

const folder = 'drizzle/migrations'

async function migrationsThere(): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  return Promise.all(files.map(async (file) => digest(await readFile(path.join(folder, file)))))
}

/** Of what a filled database is made from. */
async function hashOf(files: readonly string[], more: string): Promise<string> {
  const texts = await Promise.all(files.map((file) => readFile(path.join('scripts/bench/million', file), 'utf8')))
  return digest([...texts, more].join('\n'))
}

function digest(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}
