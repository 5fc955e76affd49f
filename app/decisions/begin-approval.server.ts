import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import type { ApprovalRoute } from '#app/resets/approval.ts'
import { type Approval, tellOfHold } from '#app/resets/approvals.server.ts'
import { may, roles } from '#app/staff/permissions.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { findOtherUnderWay, readGround, wasRefused } from './approval-ground.server.ts'
import type { DecisionKeys } from './decision-keys.server.ts'
import { drawSecond } from './draw-second.ts'

type Beginning = {
  ticketId: number
  decisionId: number
  accountNumber: string
  route: ApprovalRoute
  holdHours: number
  decidedBy: string
  evidenceHash: Uint8Array
  now: Date
  keys: DecisionKeys
}

/**
 * Begins what leads to a link only later, in the deciding transaction: a hold, or the wait for a second person whom the
 * desk draws.
 *
 * @returns a refusal that the agent can read; nothing may be left behind then
 */
export async function beginApproval(tx: Tx, given: Beginning): Promise<Begun | { refusal: string }> {
  const { ticketId, decisionId, accountNumber, route, holdHours, decidedBy, evidenceHash, now, keys } = given
  const ground = await readGround(tx, ticketId, route, now)
  if (!ground) {
    return {
      refusal:
        route === 'registered'
          ? 'The account has no registered address that mail can be sent to.'
          : 'The mails of this case come from several addresses: a link goes to the one that the case was opened from, or to none.',
    }
  }
  const other = await findOtherUnderWay(tx, accountNumber)
  if (other !== null) return { refusal: `Another approval of this account is under way, on case ${other}.` }
  const rest = { ticketId, decisionId, route, accountNumber, ...ground, decidedBy, holdHours, createdAt: now }
  if (route === 'registered') {
    const approval = await insert(tx, { ...rest, state: 'holding', heldAt: now, holdUntil: now, expiresAt: now })
    return { approval, channelsTold: await tellOfHold(tx, approval, { ...keys, now }), second: null }
  }
  if (await wasRefused(tx, accountNumber, ground.binding))
    return {
      refusal: 'A second person refused this on the same evidence: it needs something new to be proposed again.',
    }
  const drawing = { ticketId, evidenceHash, turn: 0 }
  const pool = await listSeconds(tx)
  const secondBy = drawSecond(keys.messageIdKey, drawing, pool, [decidedBy])
  if (secondBy === null) return { refusal: 'There is nobody else who may give the second verdict.' }
  const approval = await insert(tx, { ...rest, state: 'waiting', secondBy, drawnAt: now })
  return { approval, channelsTold: 0, second: { drawn: secondBy, of: pool.length } }
}

/** `second`: whom the desk drew, among how many. */
type Begun = { approval: Approval; channelsTold: number; second: { drawn: string; of: number } | null }

async function insert(tx: Tx, row: typeof approvals.$inferInsert): Promise<Approval> {
  const [made] = await tx.insert(approvals).values(row).returning()
  return made as Approval
}

const secondRoles = roles.filter((role) => may(role, 'give second verdict'))

/** Everybody who may be drawn for a second verdict. */
export async function listSeconds(tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(inArray(staff.role, secondRoles), isNull(staff.disabledAt)))
  return rows.map(({ id }) => id)
}

/** Whether a person may still be asked for a second verdict. */
export async function isSecond(tx: Tx, id: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, id), inArray(staff.role, secondRoles), isNull(staff.disabledAt)))
  return found !== undefined
}
