import { and, eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { giveBack, isHeldByOther, type Takeable, type Taking, take } from './take.ts'

type Command = { ticketId: number; person: Person; now: Date }
type Answer = { refusal: string } | { version: number }

const changed = 'The case changed at this very moment. Nothing was done: try again.'
const missing = 'There is no such case.'

/**
 * Takes a ticket, or, where the person has it already, begins his time anew.
 *
 * @param over take it even from somebody whose time is not up
 */
export function takeTicket(
  db: Db,
  { ticketId, person, now, over = false }: Command & { over?: boolean },
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const ticket = await readTakeable(tx, ticketId)
    if (!ticket) return { refusal: missing }
    const taking = take(ticket, person, now, over)
    if ('refusal' in taking) return taking
    if (ticket.assigneeId === person.id && ticket.state === taking.state) {
      // More time for the same person changes nothing that a decision rests on: no new version, nothing to audit.
      const kept = await save(tx, ticket, taking, { version: ticket.version })
      return kept ?? { refusal: changed }
    }
    const saved = await save(tx, ticket, taking, { version: ticket.version + 1, changedAt: now })
    if (!saved) return { refusal: changed }
    const details = isHeldByOther(ticket, person, now) ? { over: ticket.assigneeId } : {}
    await appendAudit(tx, [entry('ticket_taken', ticket, person, now, details)])
    return saved
  })
}

/** Gives a ticket back to everybody. */
export function returnTicket(db: Db, { ticketId, person, now }: Command): Promise<Answer> {
  return db.transaction(async (tx) => {
    const ticket = await readTakeable(tx, ticketId)
    if (!ticket) return { refusal: missing }
    const taking = giveBack(ticket, person)
    if ('refusal' in taking) return taking
    const saved = await save(tx, ticket, taking, { version: ticket.version + 1, changedAt: now })
    if (!saved) return { refusal: changed }
    await appendAudit(tx, [entry('ticket_returned', ticket, person, now, {})])
    return saved
  })
}

type Row = Takeable & { version: number; accountNumber: string | null }

async function readTakeable(db: Pick<Db, 'select'>, ticketId: number): Promise<Row | undefined> {
  const [row] = await db
    .select({
      id: tickets.id,
      state: tickets.state,
      assigneeId: tickets.assigneeId,
      assigneeName: staff.name,
      leaseUntil: tickets.leaseUntil,
      version: tickets.version,
      accountNumber: tickets.accountNumber,
    })
    .from(tickets)
    .leftJoin(staff, eq(staff.id, tickets.assigneeId))
    .where(eq(tickets.id, ticketId))
  return row
}

/** Writes only over the version that was read: of two people who take at once, one is told. */
async function save(
  db: Pick<Db, 'update'>,
  read: Row,
  taking: Taking,
  change: { version: number; changedAt?: Date },
): Promise<{ version: number } | null> {
  const [saved] = await db
    .update(tickets)
    .set({ ...taking, ...change })
    .where(and(eq(tickets.id, read.id), eq(tickets.version, read.version)))
    .returning({ version: tickets.version })
  return saved ?? null
}

function entry(
  verb: 'ticket_taken' | 'ticket_returned',
  ticket: Row,
  person: Person,
  at: Date,
  details: Record<string, unknown>,
) {
  return { verb, at, staffId: person.id, ticketId: ticket.id, accountNumber: ticket.accountNumber, details }
}
