import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { openDb } from '#app/db/db.server.ts'
import { readMailbox } from '#app/mailboxes/imap.server.ts'
import {
  ensureMailboxFromEnv,
  type ListedMailbox,
  listActiveMailboxes,
  recordFailure,
} from '#app/mailboxes/mailbox-state.server.ts'
import { listRefetchAsked } from '#app/mailboxes/refetch.server.ts'
import { runNextConnectionTest } from '#app/mailboxes/run-connection-test.server.ts'
import { openSignIn } from '#app/mailboxes/sign-in.server.ts'
import { repeat } from './loop.ts'
import { runProcess } from './process.ts'

/** How often mailboxes are looked for that were added, paused or given up by another worker, in milliseconds. */
const lookMs = 5000

/** How often a connection test is looked for that somebody waits for, in milliseconds. */
const testLookMs = 1000

await runProcess('imap', async (signal, log, env) => {
  const url = env.databaseWorkerUrl ?? env.databaseUrl
  if (!url) throw new Error('DATABASE_URL is not set; `npm run dev` and `npm run demo` start a database of their own.')
  const { db, close } = openDb(url, 'latchkey_worker', 5)
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`
  const clock = () => new Date()
  const readers = new Map<
    string,
    { settings: string; stop: AbortController; bell: EventTarget; ended: Promise<void> }
  >()

  let settingsStored = false
  const look = async () => {
    if (!settingsStored) await ensureMailboxFromEnv(db, env)
    settingsStored = true
    const active = new Map((await listActiveMailboxes(db)).map((mailbox) => [mailbox.id, mailbox]))
    for (const [id, reader] of readers) {
      const mailbox = active.get(id)
      if (!mailbox || fingerprint(mailbox) !== reader.settings) reader.stop.abort()
    }
    for (const mailbox of active.values()) if (!readers.has(mailbox.id)) begin(mailbox)
    for (const id of await listRefetchAsked(db)) readers.get(id)?.bell.dispatchEvent(new Event('news'))
    return false
  }

  const begin = (mailbox: ListedMailbox) => {
    const stop = new AbortController()
    const bell = new EventTarget()
    const read = async () => {
      try {
        const ending = await readMailbox({
          db,
          mailbox,
          signIn: openSignIn(db, mailbox, { key: env.keys.mailboxSecret, clock }),
          bell,
          holder,
          signal: AbortSignal.any([signal, stop.signal]),
          log,
          clock,
        })
        log.debug({ mailbox: mailbox.id, ending }, 'reader ended')
      } catch (error) {
        log.error({ err: error, mailbox: mailbox.id }, 'reader failed')
        const words =
          error instanceof Error && error.name === 'Error' ? error.message : 'The reader failed; see the log.'
        await recordFailure(db, { mailboxId: mailbox.id, words, refused: false, now: new Date() }).catch(() => {})
      }
      readers.delete(mailbox.id)
    }
    readers.set(mailbox.id, { settings: fingerprint(mailbox), stop, bell, ended: read() })
  }

  const test = () => runNextConnectionTest(db, { key: env.keys.mailboxSecret, clock, signal })
  await Promise.all([
    repeat(look, { restMs: lookMs, signal, onError: (error) => log.error({ err: error }, 'mailboxes not listed') }),
    repeat(test, { restMs: testLookMs, signal, onError: (error) => log.error({ err: error }, 'no connection test') }),
  ])
  await Promise.all([...readers.values()].map(({ ended }) => ended))
  await close()
})

/** Changes when somebody changes how the mailbox is reached. The tokens of an oauth mailbox its reader changes itself. */
function fingerprint({ createdAt: _, secret, ...mailbox }: ListedMailbox): string {
  const password = mailbox.authentication === 'password' ? Buffer.from(secret).toString('base64') : null
  return JSON.stringify({ ...mailbox, password })
}
