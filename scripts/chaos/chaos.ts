import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { trialZoneFile } from '#scripts/bench/trial-desk.ts'
import { boundaries, cutImap, endLease, killAnyone, killAtBoundary, renumber } from './faults.ts'
import { type ChaosHouse, openChaosHouse } from './house.ts'
import { type MarkedMail, markedMails } from './mails.ts'
import { type Proof, prove } from './proof.ts'

export type ChaosReport = { mails: number; kills: number } & Proof & {
    /** How many kills struck at a boundary between a statement and the next act. */
    at_boundaries: number
    boundaries_struck: string
    /** Boundaries where a kill was tried again and again and never came: the statement is no longer sent in these words. */
    boundaries_missed: number
    cuts: number
    restarts: number
    seconds: number
    /** Where the processes' logs are, when something was wrong. */
    logs?: string
  }

/** Kills between two restarts of the database. */
const killsARestart = 25
/** A boundary may pass by unseen once or twice; so many tries in vain say that it is not where it was. */
const triesInVain = 4
/** Nothing moved for so long: the rest will not come by itself, in milliseconds. */
const standstillMs = 90_000

/** Sends mails to a desk whose processes are killed again and again, waits until all is quiet, and counts. */
export async function runChaos(options: {
  mails: number
  kills: number
  say: (line: string) => void
  signal: AbortSignal
}): Promise<ChaosReport> {
  const { say, signal } = options
  say('Database, mail servers and mails are made')
  const house = await openChaosHouse()
  let sound = false
  try {
    const { mails, zone } = await markedMails({ ...house.desk, mails: options.mails, now: new Date() })
    await writeFile(path.join(house.desk.dir, trialZoneFile), JSON.stringify(zone))
    const began = Date.now()
    house.start()
    await waitUntilRead(house, signal)
    const faults = await harm(house, mails, options.kills, say, signal)
    say('All mails are delivered and all kills done; the rest is waited for')
    await waitUntilQuiet(house, mails.length, signal)
    const proof = await prove(house, mails)
    sound = isSound(proof)
    if (proof.failed > 0) say(`Given up: ${(await readFailures(house)).join('; ')}`)
    return {
      mails: mails.length,
      ...faults,
      ...proof,
      seconds: Math.round((Date.now() - began) / 100) / 10,
      ...(!sound && { logs: path.join(house.desk.dir, 'log') }),
    }
  } finally {
    await house.stop({ keepLogs: !sound && !signal.aborted })
  }
}

/** Nothing lost, nothing doubled, nothing given up. */
export function isSound({
  lost,
  doubled,
  failed,
  letters_doubled,
  letters_lost,
  gaps,
  unplaced,
  audit,
}: Proof): boolean {
  return lost + doubled + failed + letters_doubled + letters_lost + gaps + unplaced === 0 && audit
}

async function harm(
  house: ChaosHouse,
  mails: readonly MarkedMail[],
  kills: number,
  say: (line: string) => void,
  signal: AbortSignal,
) {
  const struck = new Set<number>()
  const tries = boundaries.map(() => 0)
  const done = { kills: 0, at_boundaries: 0, cuts: 0, restarts: 0 }
  let delivered = 0
  let nextBoundary = Math.floor(Math.random() * boundaries.length)
  for (let turn = 0; turn < kills; turn += 1) {
    signal.throwIfAborted()
    const upTo = Math.floor((mails.length * (turn + 1)) / kills)
    const drop = await house.desk.dovecot.stage(mails.slice(delivered, upTo).map(({ bytes }) => bytes))
    delivered = upTo
    const dropped = rest(Math.random() * 300).then(drop)
    if (turn % 2 === 0) {
      await rest(Math.random() * 800)
      done.kills += killAnyone(house, Math.random()) ? 1 : 0
    } else {
      const at = nextBoundary % boundaries.length
      nextBoundary += 1
      tries[at] = (tries[at] ?? 0) + 1
      const boundary = boundaries[at] as (typeof boundaries)[number]
      const hit = await killAtBoundary(house, boundary)
      done.kills += 1
      done.at_boundaries += hit ? 1 : 0
      if (hit) struck.add(at)
    }
    await dropped
    if (turn % 3 === 1) {
      cutImap(house)
      done.cuts += 1
    }
    if (turn === Math.floor(kills / 2)) await renumber(house)
    if (turn % killsARestart === Math.min(killsARestart, kills) - 2) {
      await house.desk.restartDatabase(done.restarts % 2 === 0 ? 'crash' : 'fast')
      done.restarts += 1
    }
    await endLease(house).catch(() => {})
    if (turn % 20 === 19) say(`${turn + 1} of ${kills} kills, ${delivered} mails delivered`)
  }
  if (kills === 0) await (await house.desk.dovecot.stage(mails.map(({ bytes }) => bytes)))()
  const missed = boundaries.filter((_, at) => !struck.has(at))
  for (const { kind, words, when } of missed) say(`No kill came to ${kind} ${when} ${JSON.stringify(words)}`)
  return {
    ...done,
    boundaries_struck: `${struck.size} of ${boundaries.length}`,
    boundaries_missed: tries.filter((tried, at) => tried >= triesInVain && !struck.has(at)).length,
  }
}

/** Why mails were given up, each reason once: the database is gone when somebody looks for it. */
async function readFailures({ desk }: ChaosHouse): Promise<string[]> {
  const rows = await desk.database.sql<{ why: string }[]>`
    select failed_step || ': ' || reason as why from raw_mails where state = 'failed' group by 1 limit 10`
  return rows.map(({ why }) => why)
}

/** Until the mailbox was read once: a process that has not begun yet is not worth killing. */
async function waitUntilRead(house: ChaosHouse, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; waitedMs < standstillMs; waitedMs += 100) {
    signal.throwIfAborted()
    const [read] = await house.desk.database.sql`select from mailboxes where last_success_at is not null`
    if (read) return
    await rest(100)
  }
  throw new Error(`The desk's processes did not begin. See ${path.join(house.desk.dir, 'log')}.`)
}

/** Until every mail has its outcome and every letter is sent, or nothing moves any more. */
async function waitUntilQuiet(house: ChaosHouse, mails: number, signal: AbortSignal): Promise<void> {
  const { sql } = house.desk.database
  await endLease(house)
  let before = ''
  let movedAt = Date.now()
  for (let turn = 0; Date.now() - movedAt < standstillMs; turn += 1) {
    signal.throwIfAborted()
    const [now] = await sql<{ here: number; waiting: number; queued: number }[]>`
      select (select count(*)::int from raw_mails join mailboxes on mailboxes.id = mailbox_id
          and mailboxes.uidvalidity = raw_mails.uidvalidity) as here,
        (select count(*)::int from raw_mails where state = 'received') as waiting,
        (select count(*)::int from letters where state = 'queued') as queued`
    if (now?.here === mails && now.waiting === 0 && now.queued === 0) return
    const state = JSON.stringify(now)
    if (state !== before) movedAt = Date.now()
    before = state
    // A letter whose sender was killed rests for minutes: here its time is over sooner, and the outbox looks again.
    if (now?.waiting === 0 && now.queued > 0 && turn % 20 === 10) {
      await sql`update letters set not_before = not_before - interval '10 minutes' where state = 'queued'`
      for (const process of house.processes) if (process.kind === 'outbox') await process.renew()
    }
    await rest(250)
  }
}
