import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { sealedReason } from '#app/audit/sealed-reason.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { writtenOnce } from '#app/db/written-once.server.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { staff } from '#drizzle/schema/staff.ts'
import { type EventTone, type LetterFate, type TicketEvent, type ToldDeed, toldDeeds } from './ticket-event.ts'

/** What was done on a ticket beside its mails and notes: letters, rulings, who took it; oldest first. */
export async function readEvents(db: Db, ticketId: number): Promise<TicketEvent[]> {
  const [written, ruled, done] = await Promise.all([
    readLetters(db, ticketId),
    readRulings(db, ticketId),
    readDeeds(db, ticketId),
  ])
  // A letter sent in the same moment as the ruling that asked for it stays below: the sort is stable.
  const events: TicketEvent[] = [...done, ...ruled, ...written]
  return events.sort((one, other) => one.at.getTime() - other.at.getTime())
}

const fateTones: Record<LetterFate, EventTone> = {
  queued: 'plain',
  sent: 'plain',
  failed: 'against',
  suppressed: 'plain',
  bounced: 'warn',
  complained: 'warn',
}

const id = sql.placeholder('id')

const askLetters = writtenOnce((db) =>
  db
    .select({
      letter: letters.kind,
      language: letters.language,
      state: letters.state,
      lastError: letters.lastError,
      bouncedAt: letters.bouncedAt,
      complainedAt: letters.complainedAt,
      createdAt: letters.createdAt,
      sentAt: letters.sentAt,
    })
    .from(letters)
    .where(eq(letters.ticketId, id))
    .orderBy(asc(letters.id)),
)

async function readLetters(db: Db, ticketId: number): Promise<TicketEvent[]> {
  const rows = await askLetters(db, { id: ticketId })
  return rows.map(({ letter, language, state, lastError, bouncedAt, complainedAt, createdAt, sentAt }) => {
    const fate = bouncedAt ? 'bounced' : complainedAt ? 'complained' : state
    const detail = fate === state && fate !== 'sent' ? lastError : null
    return {
      kind: 'letter',
      letter,
      language,
      fate,
      name: null,
      at: sentAt ?? createdAt,
      detail,
      tone: fateTones[fate],
    }
  })
}

const rulingTones: Record<DecisionVerb, EventTone> = {
  approve: 'for',
  propose: 'for',
  ask: 'plain',
  deny: 'against',
  freeze: 'warn',
  escalate: 'plain',
}

const askRulings = writtenOnce((db) =>
  db
    .select({
      verb: decisions.verb,
      override: decisions.override,
      reason: sealedReason,
      at: decisions.decidedAt,
      name: staff.name,
    })
    .from(decisions)
    .innerJoin(staff, eq(staff.id, decisions.staffId))
    .where(eq(decisions.ticketId, id))
    .orderBy(asc(decisions.id)),
)

async function readRulings(db: Db, ticketId: number): Promise<TicketEvent[]> {
  const rows = await askRulings(db, { id: ticketId })
  return rows.map(({ reason, ...row }) => ({
    kind: 'ruling',
    ...row,
    detail: reason || null,
    tone: rulingTones[row.verb],
  }))
}

const askDeeds = writtenOnce((db) =>
  db
    .select({ verb: auditEntries.verb, at: auditEntries.at, name: staff.name, details: auditEntries.details })
    .from(auditEntries)
    .leftJoin(staff, eq(staff.id, auditEntries.staffId))
    .where(and(eq(auditEntries.ticketId, id), inArray(auditEntries.verb, Object.keys(toldDeeds) as ToldDeed[])))
    .orderBy(asc(auditEntries.id)),
)

async function readDeeds(db: Db, ticketId: number): Promise<TicketEvent[]> {
  const rows = await askDeeds(db, { id: ticketId })
  return rows.map(({ at, name, details, ...row }) => {
    const verb = row.verb as ToldDeed
    const about = first(details, abouts[verb] ?? []) ?? ''
    return {
      kind: 'deed',
      verb,
      about,
      at,
      name,
      detail: first(details, told[verb] ?? ['question', 'answer']),
      tone: toldDeeds[verb],
    }
  })
}

/** Under which names an entry says why, where that is no question or answer. */
const told: Partial<Record<ToldDeed, readonly string[]>> = { proposal_refused: ['reason'], approval_voided: ['reason'] }

/** Under which names an entry says what it was about. */
const abouts: Partial<Record<ToldDeed, readonly string[]>> = {
  ticket_assigned: ['to'],
  ticket_tagged: ['tags'],
  ticket_merged: ['into', 'from'],
  merge_undone: ['into', 'from'],
  mail_split_off: ['openedCase'],
}

/** What an entry says under the first of these names. */
function first(details: Readonly<Record<string, unknown>>, names: readonly string[]): string | null {
  const found = names.map((name) => details[name]).find((said) => typeof said === 'string' || typeof said === 'number')
  return found === undefined ? null : String(found)
}
