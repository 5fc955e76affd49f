import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'

/** How long a lease holds without being renewed, in milliseconds. */
export const leaseMs = 60_000

/** Thrown inside a transaction whose writer no longer holds the lease; nothing of it is kept. */
export class LeaseLost extends Error {
  constructor() {
    super('Another worker reads this mailbox now.')
  }
}

type Lease = { mailboxId: string; holder: string; now: Date; forMs?: number }

/** Takes a mailbox that nobody holds, or whose holder has gone silent. False when somebody else has it. */
export async function takeLease(db: Db, { mailboxId, holder, now, forMs = leaseMs }: Lease): Promise<boolean> {
  const taken = await db
    .update(mailboxes)
    .set({ leaseHolder: holder, leaseUntil: new Date(now.getTime() + forMs) })
    .where(
      and(
        eq(mailboxes.id, mailboxId),
        eq(mailboxes.state, 'active'),
        or(isNull(mailboxes.leaseHolder), eq(mailboxes.leaseHolder, holder), lt(mailboxes.leaseUntil, now)),
      ),
    )
    .returning({ id: mailboxes.id })
  return taken.length === 1
}

/** Prolongs a lease. False when it is lost, or when the mailbox was paused: the reader must stop at once. */
export async function renewLease(db: Db, { mailboxId, holder, now, forMs = leaseMs }: Lease): Promise<boolean> {
  const renewed = await db
    .update(mailboxes)
    .set({ leaseUntil: new Date(now.getTime() + forMs) })
    .where(and(eq(mailboxes.id, mailboxId), eq(mailboxes.leaseHolder, holder), eq(mailboxes.state, 'active')))
    .returning({ id: mailboxes.id })
  return renewed.length === 1
}

/** Gives a lease back, so that another worker need not wait for it to run out. */
export async function dropLease(db: Db, { mailboxId, holder }: Omit<Lease, 'now'>): Promise<void> {
  await db
    .update(mailboxes)
    .set({ leaseHolder: null, leaseUntil: null })
    .where(and(eq(mailboxes.id, mailboxId), eq(mailboxes.leaseHolder, holder)))
}

/** A lease that renews itself. `signal` is aborted the moment that it can no longer be relied on. */
export type HeldLease = { signal: AbortSignal; drop: () => Promise<void> }

/**
 * Takes a lease and keeps it until it is dropped or `signal` is aborted. Null when somebody else has the mailbox.
 *
 * @param forMs how long the lease holds without being renewed, in milliseconds; it is renewed at a third of that
 */
export async function holdLease(
  db: Db,
  lease: { mailboxId: string; holder: string; clock: () => Date; signal: AbortSignal; forMs?: number },
): Promise<HeldLease | null> {
  const { mailboxId, holder, clock, forMs = leaseMs } = lease
  const lost = new AbortController()
  if (!(await takeLease(db, { mailboxId, holder, now: clock(), forMs }))) return null
  let timer: NodeJS.Timeout
  // Without an answer the lease may have passed on: here it ends well before it does there, also where the database
  // never says a word.
  let end = setTimeout(() => lost.abort(new LeaseLost()), (forMs * 2) / 3)
  const renew = async () => {
    const now = clock()
    const renewed = await renewLease(db, { mailboxId, holder, now, forMs }).catch(() => null)
    if (lost.signal.aborted) return
    if (renewed === false) return lost.abort(new LeaseLost())
    if (renewed) {
      clearTimeout(end)
      const heldFor = (forMs * 2) / 3 - (clock().getTime() - now.getTime())
      end = setTimeout(() => lost.abort(new LeaseLost()), Math.max(0, heldFor))
    }
    timer = setTimeout(renew, renewed ? forMs / 3 : forMs / 12)
  }
  timer = setTimeout(renew, forMs / 3)
  return {
    signal: AbortSignal.any([lease.signal, lost.signal]),
    drop: async () => {
      clearTimeout(timer)
      clearTimeout(end)
      lost.abort(new LeaseLost())
      await dropLease(db, { mailboxId, holder })
    },
  }
}
