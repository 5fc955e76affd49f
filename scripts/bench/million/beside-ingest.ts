import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { openDb } from '#app/db/db.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { benchMails } from '#scripts/bench/mails.ts'
import { supervise } from '#scripts/chaos/supervised.ts'
import { makeSigningKey } from '#scripts/demo/signing.ts'
import { nodeArguments } from '#scripts/processes.ts'
import { drawPopulation } from '#scripts/seed/population.ts'
import { percentile, rounded, type Timing, timeWhile, timingOf } from './http-timing.ts'
import type { Million } from './million.ts'
import type { WebUnderTest } from './web-under-test.ts'

export type BesideIngest = Timing & { p99_ms: number; asked: number; mails_a_second: number }

/** How long intake may take no mail before it counts as broken, in milliseconds. */
const settleMs = 60_000
/** A page is asked for so often, in milliseconds: as often as a large desk does. */
const everyMs = 50

/**
 * Times a page while intake works through a backlog of mails as fast as it can. The mails stay in the database: those of
 * the next run are other ones.
 */
export async function timeBesideIngest(
  million: Million,
  web: WebUnderTest,
  asked: { path: string; mails: number; dir: string },
): Promise<BesideIngest> {
  const { sql, db, close } = openDb(million.url('latchkey_worker'), 'latchkey_worker', 1)
  try {
    const [last] = await sql<{ id: number }[]>`select max(id)::int as id from raw_mails`
    const after = last?.id ?? 0
    const now = new Date()
    const people = drawPopulation({ accounts: 500, now })
    const { mails, zone } = await benchMails({ mails: asked.mails, people, key: makeSigningKey(), now, seed: after })
    const zoneFile = path.resolve(asked.dir, 'dns.json')
    await writeFile(zoneFile, JSON.stringify(zone))
    for (const bytes of mails) await db.transaction((tx) => keepFedMail(tx, { bytes, now }))
    const intake = startIntake(million, { origin: web.origin, zoneFile, logFile: path.join(asked.dir, 'intake.log') })
    try {
      // The first batch loads and warms what intake is made of.
      const left = await waitForFewer(sql, after, mails.length)
      const began = performance.now()
      let done = false
      const taken = waitUntilNone(sql, after, left).finally(() => {
        done = true
      })
      const [took] = await Promise.all([timeWhile(web, asked.path, () => !done, everyMs), taken])
      const seconds = (performance.now() - began) / 1000
      const rate = { asked: took.length, mails_a_second: rounded(left / seconds) }
      return { ...timingOf(took), p99_ms: percentile(took, 0.99), ...rate }
    } finally {
      await intake.stop()
    }
  } finally {
    await close()
  }
}

function startIntake(million: Million, given: { origin: string; zoneFile: string; logFile: string }) {
  return supervise({
    name: 'intake',
    script: 'build/node/workers/intake.js',
    env: {
      DEMO: '1',
      ORIGIN: given.origin,
      DATABASE_URL: million.url('latchkey_worker'),
      DATABASE_WORKER_URL: million.url('latchkey_worker'),
      SECRET_KEY: 'key-of-a-bench-that-nobody-else-can-reach',
      DESK_ADDRESS: 'support@latchkey.example',
      DNS_ZONE_FILE: given.zoneFile,
      SMTP_HOST: '127.0.0.1',
      SMTP_SECURITY: 'none',
      LOG_LEVEL: 'warn',
    },
    logFile: given.logFile,
    nodeArguments: nodeArguments.intake ?? [],
  })
}

async function waitUntilNone(sql: Sql, after: number, waiting: number): Promise<void> {
  let left = waiting
  while (left > 0) left = await waitForFewer(sql, after, left)
}

/** Waits until fewer mails than so many wait, of those after one; how many they are then. */
async function waitForFewer(sql: Sql, after: number, than: number): Promise<number> {
  for (const until = performance.now() + settleMs; performance.now() < until; await rest(100)) {
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::int as waiting from raw_mails where id > ${after} and state = 'received'`
    if (row && row.waiting < than) return row.waiting
  }
  throw new Error(`Intake took in no mail for ${settleMs / 1000} s. See intake.log in the bench's folder.`)
}
