import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cluster, ensureDatabase, startCluster } from '#scripts/postgres/cluster.ts'
import { isServer } from '#scripts/postgres/postmaster.ts'
import { ownFolderFor } from '#scripts/postgres/runner.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-embedded-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function ask(cluster: Cluster, database: string, question: string): Promise<unknown[]> {
  const sql = postgres(cluster.url(database), { max: 1, onnotice: () => {} })
  try {
    return (await sql.unsafe(question)).slice()
  } finally {
    await sql.end()
  }
}

/** Starts a cluster from a process of its own. */
async function startElsewhere(dir: string) {
  const start = `
    import { startCluster } from '#scripts/postgres/cluster.ts'
    const { pid, port } = await startCluster({ dir: ${JSON.stringify(dir)}, fast: true })
    console.log(JSON.stringify({ pid, port }))
    setInterval(() => {}, 60_000)`
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', start], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  const server = JSON.parse(line.toString()) as { pid: number; port: number }
  const kill = async () => {
    parent.kill('SIGKILL')
    await once(parent, 'exit')
  }
  return { server, kill }
}

test('what was written is there after a stop and a start', async () => {
  const dir = path.join(folder, 'stopped')
  const first = await startCluster({ dir, fast: true })
  await ensureDatabase(first, 'desk')
  await ensureDatabase(first, 'desk')
  await ask(first, 'desk', 'create table kept (what text); insert into kept values ($$a mail$$)')
  await first.stop()
  await expect.poll(() => isServer(first)).toBe(false)

  const second = await startCluster({ dir, fast: true })
  expect(await ask(second, 'desk', 'select what from kept')).toEqual([{ what: 'a mail' }])
  await second.stop()
})

test('the server outlives a killed parent, and the next start takes it over and ends it', async () => {
  const dir = path.join(folder, 'orphan')
  const { server, kill } = await startElsewhere(dir)
  await kill()
  expect(isServer(server)).toBe(true)

  const next = await startCluster({ dir, fast: true })
  expect(next).toMatchObject(server)
  expect(await ask(next, 'postgres', 'select 1 as one')).toEqual([{ one: 1 }])
  await next.stop()
  await expect.poll(() => isServer(server)).toBe(false)
})

test('while another process holds the server, it is shared and not ended', async () => {
  const dir = path.join(folder, 'shared')
  const { server, kill } = await startElsewhere(dir)
  const guest = await startCluster({ dir, fast: true })
  expect(guest.pid).toBe(server.pid)
  await guest.stop()
  expect(isServer(server)).toBe(true)
  await kill()
  await (await startCluster({ dir, fast: true })).stop()
})

test('a server that was killed itself starts again with its data', async () => {
  const dir = path.join(folder, 'crashed')
  const first = await startCluster({ dir, fast: true })
  await ask(first, 'postgres', 'select 1')
  process.kill(first.pid, 'SIGKILL')
  await expect.poll(() => isServer(first), { timeout: 10_000 }).toBe(false)
  const second = await startCluster({ dir, fast: true })
  expect(second.pid).not.toBe(first.pid)
  expect(await ask(second, 'postgres', 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
})

test('a crash that left the number of some other process behind stops nothing', async () => {
  const dir = path.join(folder, 'stale')
  const first = await startCluster({ dir, fast: true })
  await first.stop()
  const data = path.join(dir, 'data')
  await writeFile(path.join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n5432\n\n127.0.0.1\n0 0\nready\n`)
  const second = await startCluster({ dir, fast: true })
  expect(await ask(second, 'postgres', 'select 1 as one')).toEqual([{ one: 1 }])
  await second.stop()
})

test('two that start at once share one server', async () => {
  const dir = path.join(folder, 'both')
  const [one, other] = await Promise.all([startCluster({ dir, fast: true }), startCluster({ dir, fast: true })])
  expect(one.pid).toBe(other.pid)
  await one.stop()
})

describe('logins', () => {
  let cluster: Cluster
  const dir = () => path.join(folder, 'logins')
  beforeAll(async () => {
    cluster = await startCluster({ dir: dir(), fast: true })
  })
  afterAll(() => cluster.stop())

  test('have passwords that nobody else can read', async () => {
    const { mode } = await stat(path.join(dir(), 'passwords.json'))
    expect(mode & 0o777).toBe(0o600)
    const passwords = Object.values(JSON.parse(await readFile(path.join(dir(), 'passwords.json'), 'utf8')))
    expect(new Set(passwords).size).toBe(5)
  })

  test('are refused without them', async () => {
    const url = new URL(cluster.url('postgres'))
    url.password = 'guess'
    const sql = postgres(url.href, { max: 1 })
    await expect(sql`select 1`).rejects.toMatchObject({ code: '28P01' })
    await sql.end()
  })
})

test.runIf(process.getuid?.() === 0)('root starts a cluster below a folder that only root can enter', async () => {
  const closed = await mkdtemp(path.join(tmpdir(), 'latchkey-closed-'))
  const dir = path.join(closed, 'postgres')
  const cluster = await startCluster({ dir, fast: true })
  expect(await ask(cluster, 'postgres', 'select 1 as one')).toEqual([{ one: 1 }])
  await cluster.stop()
  await rm(await ownFolderFor(dir), { recursive: true })
  await rm(closed, { recursive: true })
})
