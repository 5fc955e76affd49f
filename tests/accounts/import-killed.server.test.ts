import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

const many = 8_000

let database: TestDatabase
let folder: string
let file: string
beforeAll(async () => {
  database = await openTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-import-'))
  file = path.join(folder, 'many.jsonl')
  const lines = Array.from({ length: many }, (_, at) =>
    JSON.stringify({
      number: String(1_000_000 + at),
      nickname: `Friend ${at}`,
      friends: [1, 2, 3].map((step) => ({ number: String(1_000_000 + at + step), since: '2019-05-01' })),
    }),
  )
  await writeFile(file, lines.join('\n'))
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

function importFile() {
  const example = parseEnv(readFileSync('.env.example', 'utf8'))
  const urls = { DATABASE_URL: database.url('latchkey_web'), DATABASE_OWNER_URL: database.url('latchkey_owner') }
  const command = spawn(process.execPath, ['--import', 'tsx', 'scripts/import-accounts.ts', file], {
    env: { ...process.env, ...example, ...urls },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  command.stdout.on('data', (part: Buffer) => {
    said += part.toString()
  })
  return { command, ended: once(command, 'exit').then(([code]) => ({ code: code as number | null, said })) }
}

test('an import that was killed goes on where it stopped, and each account is in once and whole', async () => {
  const first = importFile()
  while ((await linesDone()) === 0 && first.command.exitCode === null) await rest(20)
  first.command.kill('SIGKILL')
  expect((await first.ended).code).toBeNull()
  const before = await linesDone()
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(many)
  expect(await database.owner.sql`select count(*)::int as n from accounts`).toEqual([{ n: before }])

  const second = await importFile().ended
  expect(second).toEqual({ code: 0, said: `${many} accounts are in, 0 lines were refused.\n` })
  expect(await database.owner.sql`select count(*)::int as n from accounts`).toEqual([{ n: many }])
  expect(await database.owner.sql`select count(*)::int as n from friendships`).toEqual([{ n: 3 * many }])
}, 120_000)

async function linesDone(): Promise<number> {
  const [row] = await database.owner.sql`select lines_done::int as n from account_imports`
  return row?.n ?? 0
}
