import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { may, roles } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { type Act, type Actable, type AskedAct, applyAct, type Change, type ListedCase } from './act.ts'
import { type LastDeed, undo, undoable } from './undo.ts'

type ActOn = ListedCase & { person: Person; now: Date }

/** The version that it made, and whether it can be undone. */
export type Acted = { version: number; undoable: boolean }

const changed = 'The case changed while you were reading. Nothing was done: look at what is new first.'
const missing = 'There is no such case.'

/** Sorts one case, in one transaction with its audit entry; only on the version that the person saw. */
export function actOnTicket(
  db: Db,
  { ticketId, version, person, now, act }: ActOn & { act: AskedAct },
): Promise<Acted | { refusal: string }> {
  return db.transaction(async (tx) => {
    const ticket = await lockActable(tx, ticketId)
    if (!ticket) return { refusal: missing }
    if (ticket.version !== version) return { refusal: changed }
    const known = await resolve(tx, act)
    if (!known) return { refusal: 'This person does not decide cases on this desk.' }
    const outcome = applyAct(ticket, known, person, now)
    if ('refusal' in outcome) return outcome
    const { deed, change, before, details } = outcome
    const next = await save(tx, ticket, change, now)
    await record(tx, deed, ticket, person, now, { ...details, version: next, ...(before ? { before } : {}) })
    return { version: next, undoable: before !== null }
  })
}

/** Takes back one's own last act on a case; see {@link undo}. */
export function undoAct(db: Db, { ticketId, version, person, now }: ActOn): Promise<Acted | { refusal: string }> {
  return db.transaction(async (tx) => {
    const ticket = await lockActable(tx, ticketId)
    if (!ticket) return { refusal: missing }
    const last = await readLastDeed(tx, ticketId)
    const outcome = undo(ticket, last, version, person, now)
    if ('refusal' in outcome) return outcome
    const next = await save(tx, ticket, outcome.change, now)
    await record(tx, 'deed_undone', ticket, person, now, { undone: last?.verb ?? '', version: next })
    return { version: next, undoable: false }
  })
}

/** Everybody who may be given a case, by name. */
export function listAssignable(db: Db): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(and(inArray(staff.role, deciding), isNull(staff.disabledAt)))
    .orderBy(staff.name)
}

const deciding = roles.filter((role) => may(role, 'decide'))

type Locked = Actable & { accountNumber: string | null }

async function lockActable(tx: Tx, ticketId: number): Promise<Locked | null> {
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update')
  if (!ticket) return null
  const [assignee] = ticket.assigneeId
    ? await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, ticket.assigneeId))
    : []
  return { ...ticket, assigneeName: assignee?.name ?? null }
}

async function resolve(tx: Tx, act: AskedAct): Promise<Act | null> {
  if (act.kind !== 'assign') return act
  if (act.to === null) return { kind: 'assign', to: null }
  const [to] = await tx
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(and(eq(staff.id, act.to), inArray(staff.role, deciding), isNull(staff.disabledAt)))
  return to ? { kind: 'assign', to } : null
}

async function save(tx: Tx, ticket: Locked, change: Change, now: Date): Promise<number> {
  const version = ticket.version + 1
  await tx
    .update(tickets)
    .set({ ...change, version, changedAt: now })
    .where(eq(tickets.id, ticket.id))
  return version
}

/** What was before is in the audit: it cannot be changed there, and undoing needs no table of its own. */
async function readLastDeed(tx: Tx, ticketId: number): Promise<LastDeed | null> {
  const [entry] = await tx
    .select({
      verb: auditEntries.verb,
      staffId: auditEntries.staffId,
      at: auditEntries.at,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .where(and(eq(auditEntries.ticketId, ticketId), inArray(auditEntries.verb, [...undoable, 'deed_undone'])))
    .orderBy(desc(auditEntries.id))
    .limit(1)
  if (!entry) return null
  const { version, before } = entry.details as { version?: unknown; before?: Change & { snoozedUntil?: string | null } }
  // JSON has no moments.
  const snoozed = before?.snoozedUntil ? { snoozedUntil: new Date(before.snoozedUntil) } : {}
  return { ...entry, version, before: before ? { ...before, ...snoozed } : null }
}

function record(
  tx: Tx,
  verb: Parameters<typeof appendAudit>[1][number]['verb'],
  { id, accountNumber }: Locked,
  { id: staffId }: Person,
  at: Date,
  details: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ verb, at, staffId, ticketId: id, accountNumber, details }])
}
