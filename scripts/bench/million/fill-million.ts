import postgres from 'postgres'
import { openDb } from '#app/db/db.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import { seedAccounts } from '#scripts/seed/seed-accounts.ts'
import { fillPools } from './pools.ts'
import { statements } from './rows.ts'
import { type Piece, rareWords } from './texts.ts'

type Filling = {
  ownerUrl: string
  adminUrl: string
  tickets: number
  pieces: readonly Piece[]
  say: (line: string) => void
}

const accountsMade = 20_000
const yearSeconds = 365 * 86_400
/** Larger ones made the index of words slower: what is gathered no longer fits the processor's caches. */
const indexMemory = '128MB'

/**
 * Makes the tables and fills them. One session writes rows, another makes the indexes of the tables that are written
 * already: the index of words takes as long as all the rows. Triggers and foreign keys rest meanwhile.
 */
export async function fillMillion({ ownerUrl, adminUrl, tickets, pieces, say }: Filling): Promise<void> {
  say('The database is made')
  await migrate(ownerUrl)
  const owner = openDb(ownerUrl, 'latchkey_owner', 2)
  try {
    await seedAccounts(owner.db, { accounts: accountsMade, now: new Date() })
    await hire(owner)
  } finally {
    await owner.close()
  }
  const [writer, indexer] = [await openSession(adminUrl), await openSession(adminUrl)]
  try {
    // What is tidied half-way is tidied again.
    await tidyByItself(writer, false)
    await fillPools(writer, pieces)
    const tables = statements.flatMap(({ table }) => table ?? [])
    const indexes = await dropIndexes(writer, tables)
    const written: string[] = []
    let indexing = Promise.resolve()
    for (const { does, sql, table } of statements) {
      say(does)
      await writer.unsafe(filledIn(sql, tickets))
      if (!table) continue
      written.push(...indexes.filter((index) => index.table === table).map(({ definition }) => definition))
      indexing = indexing.then(() => workOff(indexer, written))
      // Whoever waits for it is told; meanwhile nobody is.
      indexing.catch(() => {})
    }
    say('Indexes are made')
    await Promise.all([indexing, workOff(writer, written)])
    for (const table of numbered)
      await writer.unsafe(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
    say('Statistics are made')
    const largestFirst = await writer<{ name: string }[]>`
      select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
      order by pg_total_relation_size(oid) desc`
    const unseen = largestFirst.map(({ name }) => `vacuum (analyze) ${name}`)
    await Promise.all([workOff(indexer, unseen), workOff(writer, unseen)])
    await writer.unsafe('checkpoint')
  } finally {
    await tidyByItself(writer, true)
    await Promise.all([writer.end(), indexer.end()])
  }
}

/** Tables whose rows bring their own numbers: the next one goes on from there. */
const numbered = ['tickets', 'assessments', 'raw_mails', 'messages', 'claims', 'letters', 'attachments']

async function openSession(adminUrl: string): Promise<postgres.Sql> {
  const sql = postgres(adminUrl, { max: 1, idle_timeout: 0, max_lifetime: null, onnotice: () => {} })
  await sql.unsafe(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB';
    set maintenance_work_mem = '${indexMemory}'; set max_parallel_maintenance_workers = 0; set jit = off;
    select setseed(0.42)`)
  return sql
}

async function tidyByItself(sql: postgres.Sql, does: boolean): Promise<void> {
  await sql.unsafe(does ? 'alter system reset autovacuum' : 'alter system set autovacuum = off')
  await sql`select pg_reload_conf()`
}

/** Takes statements off a list that others take from too, until it is empty. */
async function workOff(sql: postgres.Sql, list: string[]): Promise<void> {
  for (let next = list.shift(); next; next = list.shift()) await sql.unsafe(next)
}

/** A larger desk is an older one too: a million cases are three years. */
function filledIn(text: string, tickets: number): string {
  const span = Math.round((3 * yearSeconds * tickets) / 1_000_000)
  return text
    .replaceAll('$TICKETS', String(tickets))
    .replaceAll('$SPAN', String(span))
    .replaceAll('$RARE_EN', rareWords.en)
    .replaceAll('$RARE_ZH', rareWords.zh)
}

async function hire({ db }: ReturnType<typeof openDb>): Promise<void> {
  const people = ['Ana', 'Raj', ...Array.from({ length: 10 }, (_, at) => `Agent ${at + 1}`)]
  for (const name of people) {
    const email = `${name.toLowerCase().replace(' ', '-')}@latchkey.example`
    const given = { name, email, role: 'agent' as const, password: 'harbour-lemon-violin-27', now: new Date() }
    const made = await db.transaction((tx) => createStaff(tx, given))
    if ('refusal' in made) throw new Error(made.refusal)
  }
}

/** The indexes that no constraint stands on; made again when every row is there. */
async function dropIndexes(sql: postgres.Sql, tables: readonly string[]) {
  const indexes = await sql<{ table: string; name: string; definition: string }[]>`
    select i.tablename as table, i.indexname as name, i.indexdef as definition from pg_indexes i
    where i.schemaname = 'public' and i.tablename = any(${tables as string[]})
      and not exists (select from pg_constraint c where c.conname = i.indexname)`
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`)
  return indexes
}
