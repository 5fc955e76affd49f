import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { mailboxes, mailboxHours } from '#drizzle/schema/mailboxes.ts'
import { LeaseLost } from './lease.server.ts'

/**
 * How a mailbox's place changes: a numbering never seen before begins; new mail is read on; old mail is read on; or
 * nothing moves, where single mails are fetched again.
 */
export type Advance =
  | { to: 'begin'; startUid: number; lastUid: number; renumbered: boolean }
  | { to: 'new'; lastUid: number }
  | { to: 'old'; backfillUid: number; backfillDone: number; backfillTotal: number }
  | { to: 'stay' }

type Move = { mailboxId: string; uidvalidity: number; advance: Advance; holder?: string; now: Date }

/**
 * Moves a mailbox's cursor and locks its row until the transaction ends. Within one numbering it never goes back.
 *
 * @throws LeaseLost when another worker has the mailbox, or its folder was numbered anew meanwhile
 */
export async function moveCursor(tx: Tx, { mailboxId, uidvalidity, advance, holder, now }: Move): Promise<void> {
  const ours = and(
    eq(mailboxes.id, mailboxId),
    holder === undefined ? undefined : eq(mailboxes.leaseHolder, holder),
    advance.to === 'begin' ? undefined : eq(mailboxes.uidvalidity, uidvalidity),
  )
  const changes = advance.to === 'stay' ? null : { ...placeAfter(advance, uidvalidity), lastSuccessAt: now }
  const moved = changes
    ? await tx.update(mailboxes).set(changes).where(ours).returning({ id: mailboxes.id })
    : await tx.select({ id: mailboxes.id }).from(mailboxes).where(ours).for('update')
  if (moved.length === 0) throw new LeaseLost()
}

function placeAfter(advance: Exclude<Advance, { to: 'stay' }>, uidvalidity: number) {
  switch (advance.to) {
    case 'begin': {
      const { startUid, lastUid, renumbered } = advance
      // Numbered anew, old mail and new are read as one from the beginning: nothing is left to the backfill.
      const backfillTotal = renumbered ? sql`${mailboxes.backfillDone}` : null
      const backfillDone = renumbered ? sql`${mailboxes.backfillDone}` : 0
      return { uidvalidity, startUid, lastUid, backfillUid: 0, backfillTotal, backfillDone }
    }
    case 'new':
      return { lastUid: sql`greatest(${mailboxes.lastUid}, ${advance.lastUid})` }
    case 'old': {
      const { backfillUid, backfillDone, backfillTotal } = advance
      return { backfillUid, backfillDone, backfillTotal }
    }
  }
}

/** Adds to what came in this hour. */
export async function countHour(
  tx: Tx,
  { mailboxId, now, sizes }: { mailboxId: string; now: Date; sizes: readonly number[] },
): Promise<void> {
  if (sizes.length === 0) return
  const hour = new Date(Math.floor(now.getTime() / hourMs) * hourMs)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  await tx
    .insert(mailboxHours)
    .values({ mailboxId, hour, mails: sizes.length, bytes })
    .onConflictDoUpdate({
      target: [mailboxHours.mailboxId, mailboxHours.hour],
      set: {
        mails: sql`${mailboxHours.mails} + excluded.mails`,
        bytes: sql`${mailboxHours.bytes} + excluded.bytes`,
      },
    })
}

const hourMs = 3_600_000
