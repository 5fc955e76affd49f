import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { type Binaries, findBinaries } from './binaries.ts'
import { type LoginRole, loginRoles, readPasswords } from './passwords.ts'
import { isServer, readServer, type Server } from './postmaster.ts'
import { chooseRunner, giveTo, ownFolderFor, type Runner, reaches } from './runner.ts'
import { isAlive, withLock } from './start-lock.ts'

const run = promisify(execFile)

export type Cluster = {
  /** @param role latchkey_owner unless another is named */
  url: (database: string, role?: LoginRole) => string
  port: number
  pid: number
  /** Ends the server; does nothing where another live process started it. */
  stop: () => Promise<void>
}

/**
 * Starts Postgres over `dir`, or attaches to the one that already runs there. The server is a process of its own: it
 * outlives a killed parent, and the next start takes it over.
 *
 * @param options.fast gives up safety against a power cut; for tests
 */
export async function startCluster(options: { dir: string; port?: number; fast?: boolean }): Promise<Cluster> {
  const dir = path.resolve(options.dir)
  const runner = chooseRunner()
  await mkdir(dir, { recursive: true, mode: 0o711 })
  return withLock(path.join(dir, 'start.lock'), async () => {
    const binaries = await findBinaries(runner)
    const home = reaches(runner, dir) ? dir : await ownFolderFor(dir)
    const place: Place = { data: path.join(home, 'data'), home, runner, binaries }
    const passwords = await readPasswords(dir)
    if (!existsSync(path.join(place.data, 'PG_VERSION'))) await initialise(place, passwords.postgres, options.fast)

    let server = await readServer(place.data)
    if (server && !isServer(server)) {
      // A crash left the file behind and another program has the number now: Postgres would refuse to start.
      await rm(path.join(place.data, 'postmaster.pid'), { force: true })
      server = null
    }
    const starterFile = path.join(dir, 'starter.pid')
    const starter = Number(await readFile(starterFile, 'utf8').catch(() => '0'))
    const attached = server !== null && starter !== process.pid && isAlive(starter)
    server ??= await start(place, options.port ?? (await freePort()), options.fast)
    if (!attached) await writeFile(starterFile, String(process.pid))

    const { port, pid } = server
    const url = (database: string, role: LoginRole = 'latchkey_owner') =>
      `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`
    await makeLogins(url('postgres', 'postgres'), passwords)
    return { url, port, pid, stop: () => (attached ? Promise.resolve() : stop(place)) }
  })
}

/** Makes a database that the owner role owns, unless it is there. */
export async function ensureDatabase(cluster: Cluster, name: string): Promise<void> {
  const sql = postgres(cluster.url('postgres', 'postgres'), { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql`select from pg_database where datname = ${name}`
    if (!found) await sql`create database ${sql(name)} owner latchkey_owner`
  } finally {
    await sql.end()
  }
}

type Place = { home: string; data: string; runner: Runner; binaries: Binaries }

async function initialise({ home, data, runner, binaries }: Place, password: string, fast = false): Promise<void> {
  // Whatever an interrupted start left is no cluster: PG_VERSION is written near the end.
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { mode: 0o700 })
  await giveTo(runner, data)
  const passwordFile = path.join(home, 'initdb-password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  await giveTo(runner, passwordFile)
  const words = ['-D', data, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8']
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(fast ? ['--no-sync'] : [])]
  try {
    await run(binaries.initdb, [...words, ...locale], { env: binaries.env as NodeJS.ProcessEnv, cwd: '/', ...runner })
  } catch (fault) {
    await rm(data, { recursive: true, force: true })
    throw fault
  } finally {
    await rm(passwordFile)
  }
}

async function start(place: Place, port: number, fast = false): Promise<Server> {
  const { data, runner, binaries } = place
  const log = path.join(data, 'server.log')
  // Terse and without statements: a failed statement's details are people's data.
  const settings = [
    'listen_addresses=127.0.0.1',
    'timezone=UTC',
    'log_error_verbosity=terse',
    'client_min_messages=warning',
  ]
  settings.push('log_min_error_statement=panic', `max_connections=${fast ? 300 : 100}`)
  if (process.platform !== 'win32') settings.push("unix_socket_directories=''")
  if (fast)
    settings.push(
      'fsync=off',
      'synchronous_commit=off',
      'full_page_writes=off',
      'wal_level=minimal',
      'max_wal_senders=0',
    )
  const flags = ['-p', String(port), ...settings.flatMap((setting) => ['-c', setting])].join(' ')
  try {
    await run(binaries.pgCtl, ['start', '-w', '-t', '60', '-s', '-D', data, '-l', log, '-o', flags], {
      env: binaries.env as NodeJS.ProcessEnv,
      cwd: '/',
      ...runner,
    })
  } catch (cause) {
    const words = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n')
    throw new Error(`Postgres did not start on port ${port}:\n${words}`, { cause })
  }
  const server = await readServer(data)
  if (!server) throw new Error(`Postgres started and left no postmaster.pid in ${data}`)
  return server
}

async function stop({ data, runner }: Place): Promise<void> {
  const server = await readServer(data)
  if (!server || !isServer(server)) return
  // Asked again: the temporary folder may have been swept since the start.
  const binaries = await findBinaries(runner)
  const env = binaries.env as NodeJS.ProcessEnv
  await run(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-s', '-D', data], { env, cwd: '/', ...runner })
}

/** The desk's roles can log in here, each with its own password and none a superuser, so that a REVOKE binds. */
async function makeLogins(superuserUrl: string, passwords: Record<LoginRole, string>): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  try {
    const there = new Set((await sql`select rolname from pg_roles`).map(({ rolname }) => rolname))
    // The password is ours and base64url: it needs no quoting.
    for (const role of loginRoles)
      if (!there.has(role)) await sql.unsafe(`create role ${role} login password '${passwords[role]}'`)
  } finally {
    await sql.end()
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
