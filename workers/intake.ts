import { openDb } from '#app/db/db.server.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { openDesk } from '#app/intake/desk.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { repeat, rest } from './loop.ts'
import { plainError, runProcess } from './process.ts'

/** How many mails one transaction takes. */
const batch = 25
/** How often waiting mails are looked for when no notice came, in milliseconds. */
const lookMs = 2_000

await runProcess('intake', async (signal, log, env) => {
  const url = env.databaseWorkerUrl ?? env.databaseUrl
  if (!url) throw new Error('DATABASE_URL is not set; `npm run dev` and `npm run demo` start a database of their own.')
  const { db, sql, close } = openDb(url, 'latchkey_worker', 4)
  const desk = openDesk(env, shippedPolicy)
  // A notice only wakes: the rows are the truth, and a lost notice costs one rest.
  let wake = () => {}
  await sql.listen('raw_mails', () => wake())
  const step = async () => {
    const bell = new AbortController()
    wake = () => bell.abort()
    const taken = await takeInMails(db, desk, batch)
    if (taken > 0) log.info({ taken }, 'mails taken in')
    else await rest(lookMs, AbortSignal.any([signal, bell.signal]))
    return true
  }
  await repeat(step, { restMs: lookMs, signal, onError: (error) => log.error(plainError(error), 'a batch failed') })
  await desk.close()
  await close()
})
