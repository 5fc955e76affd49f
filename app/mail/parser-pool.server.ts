import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { ParsedMail } from './parsed-mail.ts'
import type { Order, Reply } from './parser-thread.server.ts'

export type ParserPool = { parse: (bytes: Uint8Array) => Promise<ParsedMail>; close: () => Promise<void> }

type Job = { bytes: Uint8Array; resolve: (mail: ParsedMail) => void; reject: (error: Error) => void }
type Thread = { worker: Worker; job: Job | null; timer: NodeJS.Timeout | null }

/** A parser that needs more than this is being played with. */
const maxHeapMb = 512
/** For a thread to load its code. */
const maxStartMs = 60_000

/**
 * Parses mails in threads, each for at most `limitMs`. A mail that hangs or breaks its thread is rejected with a clear
 * error; the thread is replaced and the others go on. `close` rejects what still waits.
 */
export function openParserPool({ threads, limitMs }: { threads: number; limitMs: number }): ParserPool {
  const waiting: Job[] = []
  const busy = new Set<Thread>()
  const idle: Thread[] = []
  let closed = false

  const start = (): Thread => {
    const thread: Thread = { worker: openWorker(), job: null, timer: null }
    thread.worker.on('message', (reply: Reply | 'taken') => {
      // Only now does the clock of the mail run: a thread may need long to start on a busy machine.
      if (reply === 'taken') return limit(thread, limitMs)
      const job = release(thread)
      if (!job) return
      idle.push(thread)
      if ('mail' in reply) job.resolve(reply.mail)
      else job.reject(new Error(reply.error))
      next()
    })
    thread.worker.on('error', (error) => discard(thread, new Error(`the parser broke: ${error.message}`)))
    thread.worker.on('exit', () => discard(thread, new Error('the parser ended unexpectedly')))
    return thread
  }

  const limit = (thread: Thread, ms: number) => {
    if (thread.timer) clearTimeout(thread.timer)
    if (!thread.job) return
    thread.timer = setTimeout(() => discard(thread, new Error(`the parser took longer than ${limitMs / 1000} s`)), ms)
  }

  const release = (thread: Thread): Job | null => {
    const { job } = thread
    if (thread.timer) clearTimeout(thread.timer)
    thread.job = null
    thread.timer = null
    busy.delete(thread)
    thread.worker.unref()
    return job
  }

  const discard = (thread: Thread, error: Error) => {
    const job = release(thread)
    const at = idle.indexOf(thread)
    if (at !== -1) idle.splice(at, 1)
    job?.reject(error)
    void thread.worker.terminate()
    next()
  }

  const next = () => {
    while (!closed && waiting.length > 0 && (idle.length > 0 || busy.size < threads)) {
      const thread = idle.pop() ?? start()
      const job = waiting.shift() as Job
      thread.job = job
      busy.add(thread)
      thread.worker.ref()
      limit(thread, limitMs + maxStartMs)
      thread.worker.postMessage({ id: 0, bytes: job.bytes } satisfies Order)
    }
  }

  return {
    parse: (bytes) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the parser pool is closed'))
        waiting.push({ bytes, resolve, reject })
        next()
      }),
    close: async () => {
      closed = true
      const all = [...busy, ...idle]
      for (const job of [...waiting.splice(0), ...[...busy].flatMap((thread) => release(thread) ?? [])]) {
        job.reject(new Error('the parser pool is closed'))
      }
      await Promise.all(all.map((thread) => thread.worker.terminate()))
    },
  }
}

/** From the sources a thread needs tsx to read TypeScript; the build has it as an entry of its own. */
function openWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: maxHeapMb }
  const built = builtEntry()
  if (built) return new Worker(built, { execArgv: [], resourceLimits })
  const source = new URL('./parser-thread.server.ts', import.meta.url).href
  const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist/esm/api/index.mjs')
  const code = `import(${JSON.stringify(pathToFileURL(tsx).href)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(code, { eval: true, execArgv: [], resourceLimits })
}

/** The bundle may have put this module into any file below the build's root. */
function builtEntry(): string | null {
  if (import.meta.url.endsWith('.ts')) return null
  let folder = new URL('.', import.meta.url)
  for (let up = 0; up < 6; up += 1) {
    const entry = fileURLToPath(new URL('app/mail/parser-thread.server.js', folder))
    if (existsSync(entry)) return entry
    folder = new URL('..', folder)
  }
  throw new Error(`Cannot find app/mail/parser-thread.server.js above ${import.meta.url}: is the build whole?`)
}
