/*
 * The way of a mail, on one page. Its bytes are kept already (app/mailboxes/keep-raw-mail.server.ts):
 *
 *   takeMails       rows that wait, locked so that no other worker takes them
 *   desk.read       parse -> sender -> filters -> claims -> kind          (no database: explain reads alike)
 *   markFloods      those of which too many come within the hour
 *   lookUp          the tickets that mails name, the accounts that they claim
 *   limitClaimants  who opened his cases of the day joins one of them, or is set aside
 *   placeMails      account -> score -> open | join | quarantine | set aside
 *   recordFates     what became of each
 *   audit           one entry a batch
 *
 * One transaction a batch, with as few statements as may be: mails that do not depend on each other are settled
 * together, those that do one after the other. If it fails the mails go singly, and the one that throws is marked
 * failed with its reason.
 */
import type { Account } from '#app/accounts/account.ts'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { judgeCampaign } from '#app/mail/campaign.ts'
import { countSightings } from '#app/mail/campaigns.server.ts'
import { countIndependent } from './independent.ts'
import { limitClaimants } from './limit-claimant.server.ts'
import { type LookedUp, lookUp } from './look-up.server.ts'
import { asSpam, type MailReading } from './mail-reading.ts'
import { type Desk, placeMails } from './place-mail.server.ts'
import {
  type Fate,
  failed,
  findTwins,
  isPassing,
  placed,
  recordFates,
  repeated,
  waitsForDns,
} from './raw-mail-fate.server.ts'
import { findReplayed } from './replay.server.ts'
import { takeMails } from './take-mails.server.ts'
import type { ReadMail, TakenMail } from './taken-mail.ts'
import { openTurns, type Turn } from './turns.ts'
import { readAtTry } from './unanswered.ts'

/**
 * Takes in the mails that wait, oldest first.
 *
 * @param most how many mails one transaction takes
 * @param turn this batch's place in the line, where others are taken in at the same time
 * @returns how many were taken; 0 means that nothing waits
 */
export async function takeInMails(db: Db, desk: Desk, most: number, turn: Turn = openTurns()()): Promise<number> {
  try {
    return await db.transaction(async (tx) => {
      const mails = await turn.take(() => takeMails(tx, most, desk.now()))
      const read = await readMails(mails, desk)
      await turn.toWrite()
      await settleMails(tx, read, desk)
      return mails.length
    })
  } catch (error) {
    if (most === 1) throw error
    await turn.toWrite()
    return await takeInSingly(db, desk, most)
  } finally {
    turn.end()
  }
}

/** Each mail in a transaction of its own, so that one bad mail costs only itself. */
async function takeInSingly(db: Db, desk: Desk, most: number): Promise<number> {
  for (let taken = 0; taken < most; taken += 1) {
    let current: TakenMail | undefined
    try {
      await db.transaction(async (tx) => {
        ;[current] = await takeMails(tx, 1, desk.now())
        if (current) await settleMails(tx, await readMails([current], desk), desk)
      })
    } catch (error) {
      if (!current || isPassing(error)) throw error
      const fate = failed(current, error)
      await db.transaction((tx) => recordFates(tx, [fate]))
    }
    if (!current) return taken
  }
  return most
}

/** Mails with their readings, or with what became of those that could not be read. */
type Read = { readable: ReadMail[]; unreadable: Fate[] }

/** All at once, and as if none of them were a replay: that is looked up when it is this batch's turn to write. */
async function readMails(mails: readonly TakenMail[], desk: Desk): Promise<Read> {
  const read = await Promise.allSettled(mails.map((mail) => desk.read(mail)))
  const readable: ReadMail[] = []
  const unreadable: Fate[] = []
  for (const [index, mail] of mails.entries()) {
    const one = read[index] as (typeof read)[number]
    if (one.status === 'fulfilled') readable.push({ mail, reading: readAtTry(mail, one.value) })
    else unreadable.push(failed(mail, one.reason))
  }
  return { readable, unreadable }
}

async function settleMails(tx: Tx, { readable, unreadable }: Read, desk: Desk): Promise<void> {
  const fates = [...unreadable]
  const fetched = new Map<string, Account>()
  await recordFates(tx, unreadable)
  for (let rest = await markFloods(tx, readable, desk.now()); rest.length > 0; ) {
    const known = await lookUp(tx, rest, desk.messageIdKey, fetched)
    const together = known.slice(0, countIndependent(known.map(({ involvement }) => involvement)))
    fates.push(...(await settleTogether(tx, together, fetched, desk)))
    rest = rest.slice(together.length)
  }
  await recordBatch(tx, fates, desk.now())
}

/** Sets aside those of which too many come within the hour; a mail that waits for the DNS is counted when it is judged. */
async function markFloods(tx: Tx, mails: readonly ReadMail[], now: Date): Promise<ReadMail[]> {
  const counts = await countSightings(
    tx,
    mails.map(({ reading }) => (reading.verdict.timedOut ? [] : reading.sightings)),
    now,
  )
  return mails.map((one, index) => {
    const { kind, mail } = one.reading
    const flood = judgeCampaign(kind, mail, counts[index] ?? {})
    return flood ? { ...one, reading: asSpam(one.reading, flood), flood } : one
  })
}

/** Gives mails that do not depend on each other their places, or has them wait. */
async function settleTogether(
  tx: Tx,
  mails: readonly LookedUp[],
  fetched: ReadonlyMap<string, Account>,
  desk: Desk,
): Promise<Fate[]> {
  const twins = await findTwins(
    tx,
    mails.map(({ mail }) => mail),
  )
  const repeats = mails.flatMap((one, index) => {
    const twin = twins[index] ?? null
    return twin === null ? [] : [repeated(one, twin)]
  })
  const { judged, unreadable, copies } = await judgeReplayed(
    tx,
    mails.filter((_, index) => twins[index] === null),
    desk,
  )
  const waiting = judged.filter(({ reading }) => reading.verdict.timedOut).map((one) => waitsForDns(one, desk.now()))
  const placeable = await limitClaimants(
    tx,
    judged.filter(({ reading }) => !reading.verdict.timedOut),
    desk.now(),
  )
  const placements = await placeMails(tx, placeable, fetched, desk)
  const fates = [
    ...repeats,
    ...copies,
    ...unreadable,
    ...waiting,
    ...placeable.map((one, index) => placed(one, placements[index] as (typeof placements)[number])),
  ]
  await recordFates(tx, fates)
  return fates
}

/** Reads again those that bring the signature of another mail, now that it is known that they do; copies of it repeat. */
async function judgeReplayed(
  tx: Tx,
  mails: readonly LookedUp[],
  desk: Desk,
): Promise<{ judged: LookedUp[]; unreadable: Fate[]; copies: Fate[] }> {
  const replayed = await findReplayed(tx, mails)
  const judged: LookedUp[] = []
  const unreadable: Fate[] = []
  const copies: Fate[] = []
  for (const [index, one] of mails.entries()) {
    const { copyOf, marks } = replayed[index] as (typeof replayed)[number]
    if (copyOf !== null) {
      copies.push(repeated(one, copyOf, 'another copy of the same mail came before'))
      continue
    }
    try {
      judged.push(marks.size === 0 ? one : { ...one, reading: await readAgain(one, marks, desk) })
    } catch (error) {
      unreadable.push(failed(one.mail, error))
    }
  }
  return { judged, unreadable, copies }
}

async function readAgain({ mail, flood }: ReadMail, seen: ReadonlySet<string>, desk: Desk): Promise<MailReading> {
  const reading = readAtTry(mail, await desk.read(mail, seen))
  return flood ? asSpam(reading, flood) : reading
}

async function recordBatch(tx: Tx, fates: readonly Fate[], now: Date): Promise<void> {
  if (fates.length === 0) return
  const mails = fates
    .map(({ mail: { id }, placement: { ticketId: ticket, ...rest } }) => ({ id, ...rest, ticket }))
    .sort((one, other) => one.id - other.id)
  await appendAudit(tx, [
    { verb: 'mails_taken_in', at: now, staffId: null, ticketId: null, accountNumber: null, details: { mails } },
  ])
}
