import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in these. */
const ticksASecond = 100

/** Seconds of processor time of a process and of all that it started, the ended ones too; 0 where Linux does not say. */
export function processorSeconds(pid: number | undefined): number {
  if (pid === undefined) return 0
  return ticksOf(pid) / ticksASecond
}

function ticksOf(pid: number): number {
  // The name may hold anything, parentheses too: fields are counted after its end.
  const fields = (read(`/proc/${pid}/stat`) ?? '').replace(/^.*\) /s, '').split(' ')
  // user, system, and the same of ended children (proc(5), fields 14 to 17)
  const own = fields.slice(11, 15).reduce((sum, ticks) => sum + (Number(ticks) || 0), 0)
  return own + childrenOf(pid).reduce((sum, child) => sum + ticksOf(child), 0)
}

function childrenOf(pid: number): number[] {
  const threads = readFolder(`/proc/${pid}/task`)
  return threads.flatMap((thread) =>
    (read(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  )
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // The process has ended between two looks, or this is no Linux.
    return null
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
