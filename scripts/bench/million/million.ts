import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import postgres from 'postgres'
import { openDb } from '#app/db/db.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import { ensureDatabase, startCluster } from '#scripts/postgres/cluster.ts'
import type { LoginRole } from '#scripts/postgres/passwords.ts'
import { seedAccounts } from '#scripts/seed/seed-accounts.ts'
import { drawCase, drawClaimant } from '#scripts/simulate/cases.ts'
import { drawsFrom } from '#scripts/simulate/draws.ts'
import { drawSetting } from '#scripts/simulate/simulate.ts'
import { statements } from './rows.ts'
import { drawPieces, rareWords, termsOf } from './texts.ts'

/** A large desk's database, kept for the next run. */
export type Million = {
  url: (role: LoginRole) => string
  /** How long it took to fill, also where an earlier run did. */
  seedSeconds: number
  /** The database server's process. */
  pid: number
  stop: () => Promise<void>
}

const accountsMade = 20_000
const yearSeconds = 365 * 86_400
/** Tables that are filled; their indexes are made afterwards. */
const filled = [
  'tickets',
  'assessments',
  'raw_contents',
  'raw_mails',
  'messages',
  'message_words',
  'attachments',
  'claims',
  'letters',
]

/** Opens the database of so many cases under `dir`, and fills it first where no earlier run of the same schema did. */
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
    const made = await fingerprint()
    const [there] = await admin<{ mark: string | null }[]>`
      select shobj_description(oid, 'pg_database') as mark from pg_database where datname = ${name}`
    let mark = JSON.parse(there?.mark ?? 'null') as { made: string; seconds: number } | null
    if (mark?.made !== made) {
      await admin`drop database if exists ${admin(name)} with (force)`
      await ensureDatabase(cluster, name)
      const began = performance.now()
      await fill({ ownerUrl: cluster.url(name), adminUrl: cluster.url(name, 'postgres'), tickets, say })
      mark = { made, seconds: Math.round((performance.now() - began) / 1000) }
      await admin.unsafe(`comment on database ${name} is '${JSON.stringify(mark)}'`)
    }
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

/** What a filled database depends on: the tables and the way they are filled. */
async function fingerprint(): Promise<string> {
  const folder = 'scripts/bench/million'
  const migrations = (await readdir('drizzle/migrations')).filter((file) => file.endsWith('.sql')).sort()
  const files = [
    ...migrations.map((file) => path.join('drizzle/migrations', file)),
    ...['rows.ts', 'texts.ts', 'million.ts'].map((file) => path.join(folder, file)),
    'app/tickets/search-words.ts',
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(file))
  return hash.digest('hex')
}

async function fill(given: {
  ownerUrl: string
  adminUrl: string
  tickets: number
  say: (line: string) => void
}): Promise<void> {
  const { ownerUrl, adminUrl, tickets, say } = given
  say('The database is made')
  await migrate(ownerUrl)
  const owner = openDb(ownerUrl, 'latchkey_owner', 2)
  try {
    await seedAccounts(owner.db, { accounts: accountsMade, now: new Date() })
    await hire(owner)
  } finally {
    await owner.close()
  }
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB';
      set maintenance_work_mem = '1GB'; set jit = off; select setseed(0.42)`)
    await fillPools(sql)
    const indexes = await dropIndexes(sql)
    for (const { does, sql: text } of statements) {
      say(does)
      await sql.unsafe(filledIn(text, tickets))
    }
    say('Indexes are made')
    for (const definition of indexes) await sql.unsafe(definition)
    for (const table of ['tickets', 'assessments', 'raw_mails', 'messages', 'claims', 'letters', 'attachments'])
      await sql.unsafe(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
    say('Statistics are made')
    await sql.unsafe('vacuum analyze')
    await sql.unsafe('checkpoint')
  } finally {
    await sql.end()
  }
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

/** What the rows are put together from. */
async function fillPools(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create temp table bench_pieces (at int primary key, language text, text text, terms tsvector);
    alter table bench_pieces alter column terms set storage external, alter column text set storage external;
    alter table bench_pieces set (toast_tuple_target = 8160);
    create temp table bench_subjects (at int, language text, text text, terms tsvector, primary key (language, at));
    create temp table bench_assessments (at int primary key, policy_version text, route text, recommendation text, bits float8, subject jsonb, result jsonb);
    create temp table bench_accounts as select row_number() over (order by number)::int as at, number, registered_email as address from accounts;
    create unique index on bench_accounts (at);
    create temp table bench_staff as select row_number() over (order by created_at, name)::int as at, id from staff;
  `)
  await copy(
    sql,
    'bench_pieces (at, language, text, terms)',
    drawPieces(5).map(({ language, text, terms }, at) => [at + 1, language, text, asTerms(terms)]),
  )
  const subjects = { en: englishSubjects, zh: chineseSubjects }
  await copy(
    sql,
    'bench_subjects (at, language, text, terms)',
    (['en', 'zh'] as const).flatMap((language) =>
      subjects[language].map((text, at) => [at + 1, language, text, asTerms(termsOf(text))]),
    ),
  )
  await copy(
    sql,
    'bench_assessments (at, policy_version, route, recommendation, bits, subject, result)',
    drawAssessments(400).map(({ subject, result }, at) => [
      at + 1,
      result.policy,
      result.route,
      result.recommendation,
      result.bits,
      JSON.stringify(subject),
      JSON.stringify(result),
    ]),
  )
  await sql.unsafe('analyze bench_pieces, bench_subjects, bench_assessments, bench_accounts, bench_staff')
}

const englishSubjects = [
  'Lost password',
  'I cannot sign in any more',
  'Please help me to get my account back',
  'Account recovery',
  'Forgot my password and lost the mail address',
  'My account was hacked',
  'Password reset does not arrive',
  'Re: your question about my account',
  'Urgent: account stolen',
  'Old account, new phone',
]
const chineseSubjects = [
  '找回密码',
  '账号被盗，请帮忙',
  '忘记密码了',
  '申请找回账号',
  '邮箱已经不用了',
  '我的号码登录不了',
  '回复：请补充资料',
  '密码重置',
  '好友可以证明',
  '多年前的账号',
]

function drawAssessments(many: number) {
  const setting = drawSetting({ policy: shippedPolicy, accounts: 500, noise: 0.1 }, 3)
  const draws = drawsFrom(8)
  return Array.from({ length: many }, () => {
    const { subject } = drawCase(draws, setting, drawClaimant(draws, setting), true)
    const { bits, probability, margins, ifNot, waterfall } = score(subject, shippedPolicy)
    const registered = ['strong', 'medium'].includes(subject.sender)
    const route = registered ? 'registered' : bits > -2 ? 'new-address' : 'none'
    const recommendation = bits > 6 ? (registered ? 'approve' : 'propose') : bits > -4 ? 'ask' : 'deny'
    const because = ['The sender is the registered address', 'Enough was stated that the mailbox does not hold']
    const advice = { route, recommendation, because, evidence: waterfall, policy: shippedPolicy.version }
    return { subject, result: { bits, probability, margins, ifNot, ...advice } }
  })
}

/** The indexes that no constraint stands on; made again when every row is there. */
async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ name: string; definition: string }[]>`
    select i.indexname as name, i.indexdef as definition from pg_indexes i
    where i.schemaname = 'public' and i.tablename = any(${filled})
      and not exists (select from pg_constraint c where c.conname = i.indexname)`
  for (const { name } of rows) await sql.unsafe(`drop index "${name}"`)
  return rows.map(({ definition }) => definition)
}

async function copy(sql: postgres.Sql, target: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  const stream = await sql.unsafe(`copy ${target} from stdin`).writable()
  for (const row of rows) stream.write(`${row.map((value) => asField(String(value))).join('\t')}\n`)
  stream.end()
  await finished(stream)
}

function asField(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
}

function asTerms(terms: readonly string[]): string {
  return terms.map((term) => `'${term}'`).join(' ')
}
