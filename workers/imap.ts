import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { openDb } from '#app/db/db.server.ts'
import { readMailbox } from '#app/mailboxes/imap.server.ts'
import {
  ensureMailboxFromEnv,
  type ListedMailbox,
  listActiveMailboxes,
  openPassword,
  recordFailure,
} from '#app/mailboxes/mailbox-state.server.ts'
import { repeat } from './loop.ts'
import { runProcess } from './process.ts'

/** How often mailboxes are looked for that were added, paused or given up by another worker, in milliseconds. */
const lookMs = 5000

await runProcess('imap', async (signal, log, env) => {
  const url = env.databaseWorkerUrl ?? env.databaseUrl
  if (!url) throw new Error('DATABASE_URL is not set; `npm run dev` and `npm run demo` start a database of their own.')
  const { db, close } = openDb(url, 'latchkey_worker', 5)
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`
  const readers = new Map<string, { settings: string; stop: AbortController; ended: Promise<void> }>()

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
    return false
  }

  const begin = (mailbox: ListedMailbox) => {
    const stop = new AbortController()
    const read = async () => {
      try {
        const ending = await readMailbox({
          db,
          mailbox,
          password: openPassword(mailbox, env.keys.mailboxSecret),
          holder,
          signal: AbortSignal.any([signal, stop.signal]),
          log,
          clock: () => new Date(),
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
    readers.set(mailbox.id, { settings: fingerprint(mailbox), stop, ended: read() })
  }

  await repeat(look, { restMs: lookMs, signal, onError: (error) => log.error({ err: error }, 'mailboxes not listed') })
  await Promise.all([...readers.values()].map(({ ended }) => ended))
  await close()
})

/** Changes when somebody changes how the mailbox is reached. */
function fingerprint({ createdAt: _, secret, ...mailbox }: ListedMailbox): string {
  return JSON.stringify({ ...mailbox, secret: Buffer.from(secret).toString('base64') })
}
