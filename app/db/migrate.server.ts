import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql as raw } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { Logger, runMigrations as migrateJobs } from 'graphile-worker'
import postgres, { type Sql } from 'postgres'
import { policies } from '#drizzle/schema/policies.ts'
import type { Db } from './db.server.ts'
import { ensureRoles } from './roles.server.ts'

/** Any number will do, as long as nothing else locks it. */
const migrationLock = 7_215_884

/**
 * Brings a database to this version: roles, tables, grants, the job queue and the policy that ships. Can be run again,
 * and by several at once.
 *
 * @param ownerUrl a login that is, or may act as, latchkey_owner
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { application_name: 'latchkey migrate' } })
  try {
    await sql`select pg_advisory_lock(${migrationLock})`
    await ensureRoles(sql)
    await sql`set role latchkey_owner`
    const db = drizzle(sql)
    await runMigrations(db, { migrationsFolder: path.join(projectFolder(), 'drizzle/migrations') })
    await migrateJobs({ connectionString: asOwner(ownerUrl), logger: new Logger(() => () => {}) })
    await openJobs(sql)
    await shipPolicy(db)
  } finally {
    await sql.end()
  }
}

/**
 * Writes down the newest policy that ships with Latchkey; what is already there stays, or a decision would lose its
 * ground. A new desk begins with it. On a desk that has one it is only offered: two supervisors take it up.
 */
async function shipPolicy(db: Db): Promise<void> {
  const folder = path.join(projectFolder(), 'app/evidence/policies')
  const newest = existsSync(folder)
    ? (await readdir(folder))
        .filter((file) => file.endsWith('.json'))
        .sort()
        .at(-1)
    : null
  if (!newest) return
  const content = JSON.parse(await readFile(path.join(folder, newest), 'utf8')) as { version: string }
  const [running] = await db.select({ version: policies.version }).from(policies).limit(1)
  await db
    .insert(policies)
    .values({ version: content.version, content, shipped: true, activeFrom: running ? null : raw`now()` })
    .onConflictDoNothing()
}

/** graphile-worker closes its tables by row-level security to all but their owner; the workers run its jobs. */
async function openJobs(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`grant usage on schema drizzle to latchkey_web, latchkey_worker, latchkey_auditor`
    await tx`grant select on all tables in schema drizzle to latchkey_web, latchkey_worker, latchkey_auditor`
    await tx`grant usage on schema graphile_worker to latchkey_worker`
    await tx`grant select, insert, update, delete on all tables in schema graphile_worker to latchkey_worker`
    await tx`grant usage on all sequences in schema graphile_worker to latchkey_worker`
    await tx`revoke all on all functions in schema graphile_worker from public`
    await tx`grant execute on all functions in schema graphile_worker to latchkey_worker`
    const guarded = await tx<{ name: string }[]>`
      select relname as name from pg_class
      where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity and not exists (
        select from pg_policies
        where schemaname = 'graphile_worker' and tablename = relname and policyname = 'latchkey_worker'
      )`
    for (const { name } of guarded)
      await tx`create policy latchkey_worker on graphile_worker.${tx(name)} to latchkey_worker using (true) with check (true)`
  })
}

function asOwner(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.searchParams.set('options', '-c role=latchkey_owner')
  return url.href
}

/** Where the migrations lie, whether this runs from the sources or from a build. */
function projectFolder(): string {
  for (let folder = path.dirname(fileURLToPath(import.meta.url)); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'drizzle/migrations'))) return folder
    if (folder === path.dirname(folder)) throw new Error('Found no drizzle/migrations above the program. Reinstall it.')
  }
}
