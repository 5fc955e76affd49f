import { and, eq, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { mostCodeTries } from './approval.ts'
import { askToEndHold, lockApproval, voidApproval } from './approvals.server.ts'
import { isCode, selectorOf } from './confirm-code.ts'

/**
 * Takes the code that was typed for a new address, once. It decides nothing: the hold goes on, and its link is made when
 * both are done. The fifth wrong try ends the approval.
 *
 * @param key env.keys.formCode
 * @returns false where the code is wrong, spent, or for nothing that still runs; nobody is told which
 */
export function confirmAddress(
  db: Db,
  { code, key, now }: { code: string; key: Uint8Array; now: Date },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const codeSelector = selectorOf(code)
    if (codeSelector === null) return false
    const [meant] = await tx
      .select({ id: approvals.id })
      .from(approvals)
      .where(and(eq(approvals.codeSelector, codeSelector), eq(approvals.state, 'holding')))
    const locked = meant && (await lockApproval(tx, meant.id))
    if (locked?.approval.state !== 'holding') return false
    const { approval } = locked
    const { id, ticketId, accountNumber, codeHash, expiresAt } = approval
    if (!codeHash || !expiresAt || now >= expiresAt) return false
    const right = isCode(key, code, codeHash)
    // Typed twice is typed right; a wrong one after a right one proves nothing and costs nothing.
    if (approval.confirmedAt) return right
    if (!right) {
      const codeTries = approval.codeTries + 1
      await tx.update(approvals).set({ codeTries }).where(eq(approvals.id, id))
      if (codeTries >= mostCodeTries)
        await voidApproval(tx, approval, 'The code for the new address was typed wrong five times.', now)
      return false
    }
    await tx.update(approvals).set({ confirmedAt: now }).where(eq(approvals.id, id))
    await tx
      .update(tickets)
      .set({ version: sql`${tickets.version} + 1`, changedAt: now })
      .where(eq(tickets.id, ticketId))
    await askToEndHold(tx, id, approval.holdUntil)
    const details = { approval: id }
    await appendAudit(tx, [{ verb: 'address_confirmed', at: now, staffId: null, ticketId, accountNumber, details }])
    return true
  })
}
