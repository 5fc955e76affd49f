import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from '#app/db/migrate.server.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

const urls = inject('clusterUrls')
const admin = postgres(urls.postgres, { max: 1, onnotice: () => {} })
const made: string[] = []
afterEach(async () => {
  for (const name of made.splice(0)) await admin`drop database if exists ${admin(name)} with (force)`
})
afterAll(() => admin.end())

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

async function makeDatabase(owner: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await admin`create database ${admin(name)} owner ${admin(owner)}`
  made.push(name)
  return name
}

test('migrating twice changes nothing', async () => {
  const shape = () => database.owner.sql`
    select table_name, column_name, data_type, column_default from information_schema.columns
    where table_schema in ('public', 'graphile_worker') order by 1, 2`
  const before = await shape()
  const policies = await database.owner.sql`select * from policies`
  await migrate(database.url('latchkey_owner'))
  expect(await shape()).toEqual(before)
  expect(await database.owner.sql`select * from policies`).toEqual(policies)
})

test('several that migrate an empty database at once all succeed', async () => {
  const name = await makeDatabase('latchkey_owner')
  const url = urls.latchkey_owner.replace(/[^/]+$/, name)
  await Promise.all([migrate(url), migrate(url), migrate(url)])
  const sql = postgres(url, { max: 1 })
  expect(await sql`select count(*)::int as n from policies where version = 'policy-v2'`).toEqual([{ n: 1 }])
  await sql.end()
})

test('a login of another name migrates where it may act as the owner', async () => {
  const name = await makeDatabase('postgres')
  await migrate(urls.postgres.replace(/[^/]+$/, name))
  const sql = postgres(urls.latchkey_web.replace(/[^/]+$/, name), { max: 1 })
  expect(await sql`select tableowner from pg_tables where tablename = 'accounts'`).toEqual([
    { tableowner: 'latchkey_owner' },
  ])
  expect(await sql`select count(*)::int as n from accounts`).toEqual([{ n: 0 }])
  await sql.end()
})

test('a login that may not prepare the database is told what an administrator must run', async () => {
  const name = await makeDatabase('postgres')
  await admin.unsafe(`create role stranger_${name} login password 'stranger'`)
  const url = new URL(urls.postgres.replace(/[^/]+$/, name))
  url.username = `stranger_${name}`
  url.password = 'stranger'
  await expect(migrate(url.href)).rejects.toThrow(/administrator of the server run:\n {2}grant latchkey_owner/)
  await admin.unsafe(`drop role stranger_${name}`)
})

test('a desk that weighs by a policy of its own is only offered the one that ships', async () => {
  const name = await makeDatabase('latchkey_owner')
  const url = urls.latchkey_owner.replace(/[^/]+$/, name)
  await migrate(url)
  const sql = postgres(url, { max: 1 })
  await sql`alter table policies disable trigger policies_held`
  await sql`update policies set version = 'policy-v0'`
  await sql`alter table policies enable trigger policies_held`
  await migrate(url)
  expect(await sql`select version, active_from is not null as active from policies order by version`).toEqual([
    { version: 'policy-v0', active: true },
    { version: 'policy-v2', active: false },
  ])
  await sql.end()
})

test('the policy that ships is in, approved by nobody', async () => {
  const shipped = JSON.parse(await readFile('app/evidence/policies/policy-v2.json', 'utf8'))
  const rows = await database.web.sql`select content, shipped, proposed_by, approved_by from policies`
  expect(rows).toEqual([{ content: shipped, shipped: true, proposed_by: null, approved_by: null }])
})

test('the migrations are what the schema says', async () => {
  const copy = await mkdtemp(path.join(tmpdir(), 'latchkey-migrations-'))
  await cp('drizzle/migrations', copy, { recursive: true })
  const out = path.relative('.', copy)
  const words = ['generate', '--dialect', 'postgresql', '--schema', './drizzle/schema/*.ts', '--out', out]
  const { stdout } = await promisify(execFile)('npx', ['drizzle-kit', ...words], { timeout: 60_000 })
  expect(stdout).toContain('No schema changes')
  expect(await readdir(copy)).toEqual(await readdir('drizzle/migrations'))
  await rm(copy, { recursive: true })
})
