import type { Db } from '#app/db/db.server.ts'
import { clearAlarm, raiseAlarm } from './alarms.server.ts'
import { readFault } from './mailbox.ts'
import { listActiveMailboxes } from './mailbox-state.server.ts'
import { type Reconciled, readAddresses, reconcileMailbox } from './reconcile.server.ts'
import { openSignIn } from './sign-in.server.ts'

type Night = { key: Uint8Array; now: Date; signal: AbortSignal }

/** How many UIDs an alarm names. */
const mostNamed = 20

/**
 * Compares every mailbox that is read with its server, the whole of it, and fetches what is missing. A gap is an alarm
 * even where it could be closed: a mail was missed, and somebody should know why.
 *
 * @returns how many mailboxes were compared, and how many mails were missing
 */
export async function compareMailboxes(
  db: Db,
  { key, now, signal }: Night,
): Promise<{ compared: number; gaps: number }> {
  const addresses = await readAddresses(db)
  let [compared, gaps] = [0, 0]
  for (const listed of await listActiveMailboxes(db)) {
    signal.throwIfAborted()
    const mailbox = { ...listed, address: addresses.get(listed.id) ?? '' }
    const place = { mailboxId: listed.id, now }
    try {
      const credential = await openSignIn(db, listed, { key, clock: () => now })({ renewed: false })
      const found = await reconcileMailbox({ db, mailbox, credential, since: null, refetch: true, signal, now })
      compared += 1
      gaps += found.gaps.length
      await settle(db, place, found)
      await clearAlarm(db, { ...place, kind: 'not compared' })
    } catch (error) {
      if (signal.aborted) throw error
      await raiseAlarm(db, { ...place, kind: 'not compared', details: { words: readFault(error).words } })
    }
  }
  return { compared, gaps }
}

async function settle(db: Db, place: { mailboxId: string; now: Date }, found: Reconciled): Promise<void> {
  const missing = found.gaps.length + found.foreign.length
  const details = {
    missing: found.gaps.length,
    fetched: found.refetched,
    foreign: found.foreign.length,
    uids: [...found.gaps, ...found.foreign].slice(0, mostNamed),
  }
  if (missing > 0) await raiseAlarm(db, { ...place, kind: 'gap', details })
  else await clearAlarm(db, { ...place, kind: 'gap' })
  const { unplaced } = found.outcomes
  if (unplaced > 0) await raiseAlarm(db, { ...place, kind: 'unplaced', details: { mails: unplaced } })
  else await clearAlarm(db, { ...place, kind: 'unplaced' })
}
