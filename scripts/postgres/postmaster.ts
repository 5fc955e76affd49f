import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

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

/** Whether the process of that number is a Postgres: after a crash it may be anybody's. */
export function isServer({ pid }: Server): boolean {
  const list =
    process.platform === 'win32'
      ? ['tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh']]
      : ['ps', ['-p', String(pid), '-o', 'comm=']]
  try {
    return execFileSync(list[0] as string, list[1] as string[], { encoding: 'utf8' }).includes('postgres')
  } catch {
    // ps ends with 1 where no such process is.
    return false
  }
}
