import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { NamedFile } from './attachment-kind.ts'
import type { FoundPart } from './attachment-part.server.ts'
import type { AttachmentView } from './attachment-view.server.ts'
import type { ReadAgain } from './read-again.server.ts'

/** What the desk may want of a mail's bytes after it was taken in. */
export type Errand =
  | { what: 'view'; file: NamedFile & { sha256: string } }
  | { what: 'part'; sha256: string }
  | { what: 'read again'; charset: string }

type ErrandResult = AttachmentView | FoundPart | ReadAgain | null
export type ErrandAnswer = { result: ErrandResult } | { fault: string }

/** Whoever takes longer is being played with, in milliseconds; loading its code is part of it. */
const limitMs = 30_000
const maxHeapMb = 512
/** More at once would starve the pages. */
const mostAtOnce = 2

let running = 0
const waiting: (() => void)[] = []

/** Opens one attachment for the desk; null where the mail does not hold it. */
export function viewApart(mail: Uint8Array, file: NamedFile & { sha256: string }): Promise<AttachmentView | null> {
  const { filename, contentType, sha256 } = file
  return run(mail, { what: 'view', file: { filename, contentType, sha256 } }) as Promise<AttachmentView | null>
}

/** One attachment whole; null where the mail does not hold it. */
export function findPartApart(mail: Uint8Array, sha256: string): Promise<FoundPart | null> {
  return run(mail, { what: 'part', sha256 }) as Promise<FoundPart | null>
}

/** The whole mail in another charset; null for one that is not offered. */
export function readAgainApart(mail: Uint8Array, charset: string): Promise<ReadAgain | null> {
  return run(mail, { what: 'read again', charset }) as Promise<ReadAgain | null>
}

/**
 * Runs an errand in a process of its own, so that a hostile mail neither stalls anybody's page nor reaches what the desk
 * knows.
 *
 * @throws where the process broke or took too long
 */
async function run(mail: Uint8Array, errand: Errand): Promise<ErrandResult> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await runProcess(mail, errand)
  } finally {
    // Whoever waits takes the place over.
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function runProcess(mail: Uint8Array, errand: Errand): Promise<ErrandResult> {
  return new Promise((resolve, reject) => {
    const { file, execArgv } = entry()
    const child = fork(file, {
      env: { NODE_ENV: 'production' },
      execArgv: [...execArgv, `--max-old-space-size=${maxHeapMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const timer = setTimeout(() => end(`it took longer than ${limitMs / 1000} s`), limitMs)
    const end = (fault: string | null, result: ErrandResult = null) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      if (fault === null) resolve(result)
      else reject(new Error(`Cannot open a mail or its attachment: ${fault}`))
    }
    child.on('message', (answer: ErrandAnswer) => ('fault' in answer ? end(answer.fault) : end(null, answer.result)))
    child.on('error', (error) => end(error.message))
    child.on('exit', (code, signal) => end(`its process ended unexpectedly (${signal ?? code})`))
    child.send({ mail: new Uint8Array(mail), errand }, (error) => error && end(error.message))
  })
}

const name = 'attachment-process.server'

/** The build has the process as an entry of its own; from the sources it needs tsx to read TypeScript. */
function entry(): { file: string; execArgv: string[] } {
  // The web's own bundle lies beside the build of the processes; Vite while developing names the source's own path.
  for (let folder = new URL('.', import.meta.url), up = 0; up < 6; up += 1, folder = new URL('..', folder)) {
    for (const path of [`${name}.ts`, `app/mail/${name}.js`, `node/app/mail/${name}.js`]) {
      const file = fileURLToPath(new URL(path, folder))
      if (existsSync(file)) return { file, execArgv: file.endsWith('.ts') ? ['--import', tsx()] : [] }
    }
  }
  throw new Error(`Cannot find app/mail/${name}.js above ${import.meta.url}: is the build whole?`)
}

function tsx(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('tsx/package.json'))
  return pathToFileURL(join(folder, 'dist/loader.mjs')).href
}
