import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as rest } from 'node:timers/promises'

const restMs = 50
const patienceMs = 60_000

/** Does one thing while no other process holds the lock file; a holder that died holds nothing. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += restMs) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      break
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => '0'))
    if (holder && !isAlive(holder)) await rm(file, { force: true })
    if (waitedMs > patienceMs) throw new Error(`${file} is held by process ${holder}. End it, or remove the file.`)
    await rest(restMs)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

/** Whether a process of that number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}
