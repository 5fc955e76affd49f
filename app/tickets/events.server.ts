import { and, asc, eq, inArray } from 'drizzle-orm'
import type { AuditVerb } from '#app/audit/entry.ts'
import type { Db } from '#app/db/db.server.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { LetterKind, LetterLanguage } from '#app/outbox/letter.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { decisions } from '#drizzle/schema/decisions.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { staff } from '#drizzle/schema/staff.ts'
import type { TicketEvent } from './ticket-page.ts'

/** What was done on a ticket beside its mails: letters, rulings, who took it; oldest first. */
export async function readEvents(db: Db, ticketId: number): Promise<TicketEvent[]> {
  const [written, ruled, done] = await Promise.all([
    db
      .select({
        kind: letters.kind,
        language: letters.language,
        state: letters.state,
        lastError: letters.lastError,
        bouncedAt: letters.bouncedAt,
        createdAt: letters.createdAt,
        sentAt: letters.sentAt,
      })
      .from(letters)
      .where(eq(letters.ticketId, ticketId))
      .orderBy(asc(letters.id)),
    db
      .select({
        verb: decisions.verb,
        override: decisions.override,
        reason: decisions.reason,
        decidedAt: decisions.decidedAt,
        name: staff.name,
      })
      .from(decisions)
      .innerJoin(staff, eq(staff.id, decisions.staffId))
      .where(eq(decisions.ticketId, ticketId))
      .orderBy(asc(decisions.id)),
    db
      .select({ verb: auditEntries.verb, at: auditEntries.at, name: staff.name, id: auditEntries.id })
      .from(auditEntries)
      .leftJoin(staff, eq(staff.id, auditEntries.staffId))
      .where(and(eq(auditEntries.ticketId, ticketId), inArray(auditEntries.verb, Object.keys(deeds) as AuditVerb[])))
      .orderBy(asc(auditEntries.id)),
  ])
  const events = [
    ...done.map(deedEvent),
    ...ruled.map(rulingEvent),
    // Sent in the same moment as the ruling that asked for it: the sort is stable, so it stays below.
    ...written.map(letterEvent),
  ]
  return events.sort((one, other) => one.at.getTime() - other.at.getTime())
}

const letterNames: Record<LetterKind, string> = {
  received: 'We have your mail',
  ask: 'Please tell us more',
  link: 'A link to a new password',
  nothing: 'Nothing we can do',
  password_changed: 'The password was changed',
}

const languages: Record<LetterLanguage, string> = { en: 'in English', zh: 'in Chinese', both: 'in English and Chinese' }

type LetterRow = {
  kind: LetterKind
  language: LetterLanguage
  state: 'queued' | 'sent' | 'failed' | 'suppressed'
  lastError: string | null
  bouncedAt: Date | null
  createdAt: Date
  sentAt: Date | null
}

function letterEvent(letter: LetterRow): TicketEvent {
  const name = `Letter “${letterNames[letter.kind]}”`
  const at = letter.sentAt ?? letter.createdAt
  if (letter.bouncedAt) return { at, text: `${name} came back`, detail: null, tone: 'warn' }
  if (letter.state === 'sent')
    return { at, text: `${name} sent ${languages[letter.language]}`, detail: null, tone: 'plain' }
  if (letter.state === 'failed')
    return { at, text: `${name} could not be sent`, detail: letter.lastError, tone: 'against' }
  if (letter.state === 'suppressed')
    return { at, text: `${name} was held back`, detail: letter.lastError, tone: 'plain' }
  return { at, text: `${name} waits to be sent`, detail: letter.lastError, tone: 'plain' }
}

const rulings: Record<DecisionVerb, { text: string; tone: TicketEvent['tone'] }> = {
  approve: { text: 'approved: a link goes out', tone: 'for' },
  propose: { text: 'proposed to approve', tone: 'for' },
  ask: { text: 'asked for more', tone: 'plain' },
  deny: { text: 'refused', tone: 'against' },
  freeze: { text: 'froze the case', tone: 'warn' },
  escalate: { text: 'handed it to a supervisor', tone: 'plain' },
}

type RulingRow = { verb: DecisionVerb; override: boolean; reason: string; decidedAt: Date; name: string }

function rulingEvent({ verb, override, reason, decidedAt, name }: RulingRow): TicketEvent {
  const { text, tone } = rulings[verb]
  const against = override ? ', against the recommendation' : ''
  return { at: decidedAt, text: `${name} ${text}${against}`, detail: reason || null, tone }
}

/** Only deeds that are not told by a letter or a ruling already. */
const deeds: Partial<Record<AuditVerb, { text: string; tone: TicketEvent['tone'] }>> = {
  ticket_taken: { text: 'took the case', tone: 'plain' },
  ticket_returned: { text: 'returned the case', tone: 'plain' },
  ticket_closed: { text: 'closed the case', tone: 'plain' },
  ticket_treated_as_recovery: { text: 'made it a request for recovery', tone: 'plain' },
  quarantined_mail_accepted: { text: 'accepted a mail that was set beside', tone: 'warn' },
  quarantined_mail_separated: { text: 'opened a case of its own for a mail that was set beside', tone: 'plain' },
  quarantined_mail_set_aside: { text: 'set a mail aside that stood beside this case', tone: 'plain' },
  reset_completed: { text: 'The person set a new password', tone: 'for' },
  reset_disavowed: { text: 'The owner said: this was not me. Nothing moves.', tone: 'against' },
  reset_tries_spent: { text: 'The link was closed after five tries', tone: 'warn' },
}

function deedEvent({ verb, at, name }: { verb: AuditVerb; at: Date; name: string | null }): TicketEvent {
  const { text, tone } = deeds[verb] ?? { text: verb, tone: 'plain' }
  return { at, text: name ? `${name} ${text}` : text, detail: null, tone }
}
