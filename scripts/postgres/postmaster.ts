import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isAlive } from './start-lock.ts'

export type Server = { pid: number; port: number }

/** What postmaster.pid says of a server over this data folder, or null where there is none. */
export async function readServer(data: string): Promise<Server | null> {
  const lines = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOENT') throw fault
    return ''
  })
  const [pid, , , port] = lines.split('\n').map(Number)
  return pid && port ? { pid, port } : null
}

/** Whether the process of that number is a Postgres that runs: after a crash it may be anybody's, or dead and unburied. */
export function isServer({ pid }: Pick<Server, 'pid'>): boolean {
  if (process.platform === 'win32') return isAlive(pid)
  const { state, command } = process.platform === 'linux' ? lookInProc(pid) : askSystem(pid)
  return command.includes('postgres') && state !== 'Z'
}

/** Slim images have no ps. */
function lookInProc(pid: number): { state: string; command: string } {
  try {
    const [, command = '', state = ''] = /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return { state, command }
  } catch {
    return { state: '', command: '' }
  }
}

function askSystem(pid: number): { state: string; command: string } {
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'stat=,comm='], { encoding: 'utf8' })
  return { state: stdout.trim().slice(0, 1), command: stdout }
}
