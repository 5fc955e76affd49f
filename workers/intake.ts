import { setPriority } from 'node:os'
import { openDb } from '#app/db/db.server.ts'
import { openDesk } from '#app/intake/desk.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { openTurns } from '#app/intake/turns.ts'
import { openOwnAddresses } from '#app/mailboxes/own-addresses.server.ts'
import { repeat, rest } from './loop.ts'
import { plainError, runProcess } from './process.ts'

/** How many mails one transaction takes. */
const batch = 50
/** One batch is read while the one before it is written. */
const lanes = 2
/** How often waiting mails are looked for when no notice came, in milliseconds. */
const lookMs = 2_000
/** How far intake steps back where processors are short, as `nice` counts: a mail can wait, a person at a page should not. */
const niceness = 10

await runProcess('intake', async (signal, log, env) => {
  const url = env.databaseWorkerUrl ?? env.databaseUrl
  if (!url) throw new Error('DATABASE_URL is not set; `npm run dev` and `npm run demo` start a database of their own.')
  // Before any thread is made: each takes over what its maker has.
  setPriority(niceness)
  const { db, sql, close } = openDb(url, 'latchkey_worker', lanes + 2)
  const own = openOwnAddresses(db, env.deskAddress)
  const desk = openDesk(env, own)
  const nextTurn = openTurns()
  // A notice only wakes: the rows are the truth, and a lost notice costs one rest.
  const bells = new Set<AbortController>()
  await sql.listen('raw_mails', () => {
    for (const bell of bells) bell.abort()
  })
  const step = async () => {
    const bell = new AbortController()
    bells.add(bell)
    try {
      await own.refresh(desk.now())
      const taken = await takeInMails(db, desk, batch, nextTurn())
      if (taken > 0) log.info({ taken }, 'mails taken in')
      else await rest(lookMs, AbortSignal.any([signal, bell.signal]))
      return true
    } finally {
      bells.delete(bell)
    }
  }
  const onError = (error: unknown) => log.error(plainError(error), 'a batch failed')
  await Promise.all(Array.from({ length: lanes }, () => repeat(step, { restMs: lookMs, signal, onError })))
  await desk.close()
  await close()
})
