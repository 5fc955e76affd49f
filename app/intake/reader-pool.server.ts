import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { openQuestions } from '#app/mail/questions.server.ts'
import { isDefinite, type Resolver } from '#app/mail/resolver.server.ts'
import type { DnsAnswer } from '#app/mail/sender.ts'
import { namesToAsk } from '#app/mail/verify-sender.server.ts'
import type { Desk } from './place-mail.server.ts'
import { StepError } from './read-mail.server.ts'
import type { Order, Question, ReaderSettings, Reply } from './reader-thread.server.ts'

export type ReaderPool = { read: Desk['read']; close: () => Promise<void> }

type Job = { order: Order; resolve: (reply: Reply) => void; reject: (error: Error) => void }
type Thread = {
  worker: Worker
  ready: boolean
  jobs: Job[]
  /** Ends it at its limit. */
  timer: NodeJS.Timeout | null
  /** Calls another in for those that wait. */
  slow: NodeJS.Timeout | null
  isSlow: boolean
}

/** A reader that needs more than this is being played with, in megabytes. */
const maxHeapMb = 512
/** Room for what a mail leaves behind at once; the default is three times as much, a thread. */
const youngHeapMb = 16
/** For a thread to load its code. */
const maxStartMs = 60_000
/** A mail that takes longer than this holds up no others, in milliseconds; a usual one takes some ten. */
const slowAfterMs = 3_000
/** Mails that a thread has at a time, so that it need not wait for the next one. */
const mostJobs = 4
/** How often one mail may be read to find out what else is to be asked of the DNS. */
const mostRounds = 4

/**
 * Reads mails in threads, each for at most `limitMs` of a thread's time; the DNS is asked here, and no thread waits for
 * it. A mail that hangs or breaks its thread is rejected with a clear error; the thread is replaced and the others go
 * on. `close` rejects what still waits.
 *
 * @param options.threads how many read as a rule; one more while a mail takes long
 */
export function openReaderPool({
  threads,
  limitMs,
  resolver,
  settings,
  slowMs = slowAfterMs,
}: {
  threads: number
  limitMs: number
  /** After how long on one mail a further thread is called in. */
  slowMs?: number
  resolver: Resolver
  settings: ReaderSettings
}): ReaderPool {
  const waiting: Job[] = []
  const open = new Set<Thread>()
  let closed = false

  const start = (): Thread => {
    const thread: Thread = {
      worker: openWorker(settings),
      ready: false,
      jobs: [],
      timer: null,
      slow: null,
      isSlow: false,
    }
    open.add(thread)
    thread.worker.on('message', (reply: Reply | 'ready') => {
      thread.ready = true
      if (reply !== 'ready') thread.jobs.shift()?.resolve(reply)
      // The clock of a mail runs from when its thread turns to it: a thread may need long to start on a busy machine.
      watch(thread)
      next()
    })
    thread.worker.on('error', (error) => discard(thread, `the reader broke: ${error.message}`))
    thread.worker.on('exit', () => discard(thread, 'the reader ended unexpectedly'))
    return thread
  }

  const watch = (thread: Thread) => {
    stopClocks(thread)
    if (thread.jobs.length === 0) return thread.worker.unref()
    thread.worker.ref()
    const message = `reading it took longer than ${limitMs / 1000} s`
    const startMs = thread.ready ? 0 : maxStartMs
    thread.timer = setTimeout(() => discard(thread, message), limitMs + startMs)
    thread.slow = setTimeout(() => {
      thread.isSlow = true
      next()
    }, slowMs + startMs)
  }

  /** The first of its mails is the one that it was at; the others have not been begun. */
  const discard = (thread: Thread, message: string) => {
    if (!open.delete(thread)) return
    stopClocks(thread)
    const [guilty, ...rest] = thread.jobs.splice(0)
    waiting.unshift(...rest)
    guilty?.reject(new StepError('read', new Error(message)))
    void thread.worker.terminate()
    next()
  }

  const next = () => {
    while (!closed && waiting.length > 0) {
      const [idlest] = [...open].sort((one, other) => one.jobs.length - other.jobs.length)
      const most = [...open].some(({ isSlow }) => isSlow) ? threads + 1 : threads
      const thread = open.size < most && idlest?.jobs.length !== 0 ? start() : idlest
      if (!thread || thread.jobs.length >= mostJobs) return
      const job = waiting.shift() as Job
      thread.jobs.push(job)
      thread.worker.postMessage(job.order)
      if (thread.jobs.length === 1) watch(thread)
    }
  }

  const hand = (order: Order): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error('the reader pool is closed'))
      waiting.push({ order, resolve, reject })
      next()
    })

  return {
    read: async (mail, seenSignatures = new Set()) => {
      const questions = openQuestions(resolver)
      try {
        const first = namesToAsk(mail.bytes).map((name): Question => ({ name, type: 'TXT' }))
        let answers = await askAll(questions.resolver, first)
        for (let round = 1; ; round += 1) {
          const last = round === mostRounds
          const reply = await hand({
            mail: { bytes: mail.bytes, arrivedAt: mail.arrivedAt },
            seenSignatures: [...seenSignatures],
            answers,
            last,
          })
          if ('reading' in reply) return reply.reading
          if ('failedStep' in reply) throw new StepError(reply.failedStep, new Error(reply.message))
          answers = [...answers, ...(await askAll(questions.resolver, reply.unanswered))]
        }
      } finally {
        questions.close()
      }
    },
    close: async () => {
      closed = true
      const all = [...open]
      open.clear()
      const left = [...waiting.splice(0), ...all.flatMap(({ jobs }) => jobs.splice(0))]
      for (const job of left) job.reject(new Error('the reader pool is closed'))
      for (const thread of all) stopClocks(thread)
      await Promise.all(all.map(({ worker }) => worker.terminate()))
    },
  }
}

function stopClocks(thread: Thread): void {
  if (thread.timer) clearTimeout(thread.timer)
  if (thread.slow) clearTimeout(thread.slow)
  thread.timer = null
  thread.slow = null
  thread.isSlow = false
}

function askAll(resolver: Resolver, questions: readonly Question[]): Promise<DnsAnswer[]> {
  return Promise.all(
    questions.map(async ({ name, type }) => {
      try {
        return { name, type, answer: await resolver(name, type) }
      } catch (error) {
        const code = isDefinite(error) ? (error as { code: string }).code : 'ETIMEOUT'
        return { name, type, answer: { error: code } }
      }
    }),
  )
}

/** From the sources a thread needs tsx to read TypeScript; the build has it as an entry of its own. */
function openWorker(settings: ReaderSettings): Worker {
  const options = {
    execArgv: [],
    workerData: settings,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: youngHeapMb },
  }
  const built = builtEntry()
  if (built) return new Worker(built, options)
  const source = new URL('./reader-thread.server.ts', import.meta.url).href
  const tsx = join(dirname(createRequire(import.meta.url).resolve('tsx/package.json')), 'dist/esm/api/index.mjs')
  const code = `import(${JSON.stringify(pathToFileURL(tsx).href)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(code, { ...options, eval: true })
}

/** The bundle may have put this module into any file below the build's root. */
function builtEntry(): string | null {
  if (import.meta.url.endsWith('.ts')) return null
  let folder = new URL('.', import.meta.url)
  for (let up = 0; up < 6; up += 1) {
    const entry = fileURLToPath(new URL('app/intake/reader-thread.server.js', folder))
    if (existsSync(entry)) return entry
    folder = new URL('..', folder)
  }
  throw new Error(`Cannot find app/intake/reader-thread.server.js above ${import.meta.url}: is the build whole?`)
}
