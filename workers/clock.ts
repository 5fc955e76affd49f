import { countTerms } from '#app/accounts/term-frequencies.server.ts'
import type { Chore } from '#app/clock/chores.server.ts'
import { doChores } from '#app/clock/chores.server.ts'
import { openDb } from '#app/db/db.server.ts'
import { watchApprovals } from '#app/decisions/watch-approvals.server.ts'
import { forgetSightings } from '#app/mail/campaigns.server.ts'
import { compareMailboxes } from '#app/mailboxes/nightly.server.ts'
import { purgeMails } from '#app/mailboxes/purge.server.ts'
import { watchMailboxes } from '#app/mailboxes/watch.server.ts'
import { wakeSnoozed } from '#app/tickets/snooze.server.ts'
import { repeat } from './loop.ts'
import { plainError, runProcess } from './process.ts'

/** How often the clock looks what is due, in milliseconds. */
const lookMs = 5_000

await runProcess('clock', async (signal, log, env) => {
  const url = env.databaseWorkerUrl ?? env.databaseUrl
  if (!url) throw new Error('DATABASE_URL is not set; `npm run dev` and `npm run demo` start a database of their own.')
  const connection = openDb(url, 'latchkey_worker', 3)
  const { db } = connection
  log.info('started')
  const list: readonly Chore[] = [
    {
      name: 'wake snoozed cases',
      rhythm: { everyMs: 30_000 },
      run: async (now) => ({ woken: await wakeSnoozed(db, now) }),
    },
    {
      name: 'look after approvals',
      rhythm: { everyMs: 30_000 },
      run: (now) => watchApprovals(db, { key: env.keys.messageId, now }),
    },
    {
      name: 'watch mailboxes',
      rhythm: { everyMs: 60_000 },
      run: async (now) => ({ silent: await watchMailboxes(db, now) }),
    },
    {
      name: 'forget sightings',
      rhythm: { everyMs: 3_600_000 },
      run: async (now) => {
        await forgetSightings(db, now)
        return {}
      },
    },
    {
      name: 'count names and cities',
      rhythm: { dailyAtHour: 1 },
      run: async () => ({ common: await countTerms(db) }),
    },
    {
      name: 'let old bytes go',
      rhythm: { dailyAtHour: 2 },
      run: (now, until) => purgeMails(db, { now, signal: until }),
    },
    {
      name: 'compare mailboxes',
      rhythm: { dailyAtHour: 3 },
      run: (now, until) => compareMailboxes(db, { key: env.keys.mailboxSecret, now, signal: until }),
    },
  ]
  const step = async () => {
    await doChores(connection, { list, clock: () => new Date(), signal, log })
    return false
  }
  await repeat(step, { restMs: lookMs, signal, onError: (error) => log.error(plainError(error), 'the clock stopped') })
  await connection.close()
})
