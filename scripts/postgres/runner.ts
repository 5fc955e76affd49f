import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { chown, lstat, mkdir } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'

/** Who runs the server: Postgres refuses root, so root hands it to `nobody`. Empty for anybody else. */
export type Runner = { uid?: number; gid?: number }

export function chooseRunner(): Runner {
  if (process.getuid?.() !== 0) return {}
  const id = (what: '-u' | '-g') => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** Whether the runner may pass every folder down to this path; what is not there yet is ours to make. */
export function reaches(runner: Runner, place: string): boolean {
  if (runner.uid === undefined) return true
  for (let folder = path.resolve(place); ; folder = path.dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (found && found.uid !== runner.uid && (found.mode & 0o001) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

/**
 * A folder under the system's temporary folder that stands for something elsewhere and belongs to us.
 *
 * @throws where somebody else made it first: programs in it would run as us
 */
export async function ownFolderFor(key: string): Promise<string> {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16)
  const folder = path.join(tmpdir(), `latchkey-${userInfo().uid}-${name}`)
  await mkdir(folder, { mode: 0o755 }).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EEXIST') throw fault
  })
  const found = await lstat(folder)
  const ours = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0)
  if (!found.isDirectory() || !ours)
    throw new Error(`${folder} was made by somebody else. Remove it, or set TMPDIR to a folder of your own.`)
  return folder
}

export async function giveTo(runner: Runner, place: string): Promise<void> {
  if (runner.uid !== undefined && runner.gid !== undefined) await chown(place, runner.uid, runner.gid)
}
