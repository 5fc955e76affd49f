import { connect, createServer, type Socket } from 'node:net'

/** A point in what a process says to a server, where it is killed. */
export type Trap = {
  /** What the process says there. */
  words: string
  /** Before the server hears it, or when the server has done it and the process has not heard so. */
  when: 'before' | 'after'
  spring: () => void
}

/** A line between a process and a server, that can be cut and listened to. */
export type Wire = {
  port: number
  /** Breaks every connection; gives how many. */
  cut: () => number
  /** Refuses connections until told otherwise. */
  block: (blocked: boolean) => void
  /** Waits for the words; a trap springs once. Null disarms. */
  arm: (trap: Trap | null) => void
  close: () => Promise<void>
}

/** Opens a line on a loopback port. */
export async function openWire(to: { port: number }): Promise<Wire> {
  const lines = new Set<Socket>()
  let trap: Trap | null = null
  let blocked = false

  const spring = () => {
    const sprung = trap
    trap = null
    sprung?.spring()
  }
  const server = createServer((near) => {
    if (blocked) {
      near.destroy()
      return
    }
    const far = connect(to.port, '127.0.0.1')
    const prepared = new Map<string, string>()
    let awaited = false
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      lines.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        lines.delete(one)
        other.destroy()
      })
    }
    near.on('data', (chunk: Buffer) => {
      noteStatements(chunk, prepared)
      const said = trap !== null && saysIt(chunk, trap.words, prepared)
      if (said && trap?.when === 'before') {
        spring()
        near.destroy()
        return
      }
      if (said) awaited = true
      far.write(chunk)
    })
    far.on('data', (chunk: Buffer) => {
      if (awaited && trap) {
        spring()
        near.destroy()
        return
      }
      awaited = false
      near.write(chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    cut: () => {
      const many = lines.size / 2
      for (const line of lines) line.destroy()
      return many
    },
    block: (now) => {
      blocked = now
    },
    arm: (next) => {
      trap = next
    },
    close: async () => {
      for (const line of lines) line.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Postgres statements that are prepared are named once and from then on run by that name. */
function noteStatements(chunk: Buffer, prepared: Map<string, string>): void {
  if (chunk.length > 4_096) return
  const text = chunk.toString('latin1')
  for (const [, name, statement] of text.matchAll(/P[\s\S]{4}([\w]{1,64})\0([^\0]{1,40})/g))
    if (name && statement) prepared.set(name, statement)
}

function saysIt(chunk: Buffer, words: string, prepared: ReadonlyMap<string, string>): boolean {
  if (chunk.includes(words, 0, 'latin1')) return true
  return [...prepared].some(([name, statement]) => statement.startsWith(words) && chunk.includes(`\0${name}\0`))
}
