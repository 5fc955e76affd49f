import type { AuditVerb } from '#app/audit/entry.ts'
import { may, type Verb } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { findSnoozeFault } from './snooze.ts'
import { changeTags, mostTags } from './tags.ts'
import { isHeldByOther, type Takeable } from './take.ts'
import { leaseMs, openStateOf, type TicketCategory, undecidedStates } from './ticket.ts'

/** So long a question to a supervisor, and its answer, may be. */
export const longestQuestion = 2000

/** What sorts a case without ruling on it. */
export type Act =
  | { kind: 'assign'; to: { id: string; name: string } | null }
  | { kind: 'tag'; add: readonly string[]; remove: readonly string[] }
  /** Null: back into the queue now. */
  | { kind: 'snooze'; until: Date | null }
  | { kind: 'spam' }
  | { kind: 'escalate'; question: string }
  | { kind: 'answer'; answer: string }

/** An act as a form asks for it: whom a case is given to is only a number yet. */
export type AskedAct = Exclude<Act, { kind: 'assign' }> | { kind: 'assign'; to: string | null }

/** Case, and the version of it that the person saw. */
export type ListedCase = { ticketId: number; version: number }

/** Cases as a form names them. */
export function writeCases(cases: readonly ListedCase[]): string {
  return cases.map(({ ticketId, version }) => `${ticketId}:${version}`).join(',')
}

export const actKinds = ['assign', 'tag', 'snooze', 'spam', 'escalate', 'answer'] as const satisfies Act['kind'][]
export type ActKind = (typeof actKinds)[number]

/** A ticket as these acts see it. */
export type Actable = Takeable & {
  category: TicketCategory
  version: number
  tags: readonly string[]
  snoozedUntil: Date | null
  escalatedAt: Date | null
  escalatedBy: string | null
}

/** The fields of a ticket that an act changes. */
export type Change = Partial<{
  state: Takeable['state']
  category: TicketCategory
  assigneeId: string | null
  leaseUntil: Date | null
  tags: string[]
  snoozedUntil: Date | null
  escalatedAt: Date | null
  escalatedBy: string | null
  escalatedQuestion: string | null
}>

/** What an act does: the fields it sets, what they were where it can be undone, and what the audit keeps. */
export type Deed = { deed: AuditVerb; change: Change; before: Change | null; details: Record<string, unknown> }

/** Said to whoever would rule while a supervisor is asked. */
export const waitsForSupervisor =
  'A supervisor was asked: nobody else rules until he has answered. Freezing is always open.'

/** The right that each kind of act needs. */
export const actVerbs: Record<ActKind, Verb> = {
  assign: 'assign tickets',
  tag: 'sort tickets',
  snooze: 'sort tickets',
  spam: 'sort tickets',
  escalate: 'escalate',
  answer: 'answer escalation',
}

/**
 * Sorts a ticket. Changes nothing itself: the caller saves the fields with the next version, which voids whatever was
 * about to be approved on the one before.
 */
export function applyAct(ticket: Actable, act: Act, person: Person, now: Date): Deed | { refusal: string } {
  if (!may(person.role, actVerbs[act.kind])) return { refusal: 'Your role does not allow this.' }
  const supervises = may(person.role, 'answer escalation')
  const overLease = act.kind === 'answer' || (act.kind === 'assign' && supervises)
  if (!overLease && isHeldByOther(ticket, person, now))
    return { refusal: `${ticket.assigneeName ?? 'Somebody else'} works on this case. Take it over first if you must.` }
  switch (act.kind) {
    case 'assign':
      return assign(ticket, act.to, person, now)
    case 'tag':
      return tag(ticket, act)
    case 'snooze':
      return snooze(ticket, act.until, now)
    case 'spam':
      return ticket.escalatedAt && !supervises ? { refusal: waitsForSupervisor } : markSpam(ticket)
    case 'escalate':
      return escalate(ticket, act.question, person, now)
    case 'answer':
      return answer(ticket, act.answer, person)
  }
}

type Outcome = Deed | { refusal: string }

function assign(ticket: Actable, to: { id: string; name: string } | null, person: Person, now: Date): Outcome {
  const ended = findEnd(ticket)
  if (ended) return ended
  const assigneeId = to?.id ?? null
  if (assigneeId === ticket.assigneeId)
    return { refusal: to ? `Case ${ticket.id} is with ${to.name} already.` : `Case ${ticket.id} is nobody’s already.` }
  const { state, assigneeId: earlier } = ticket
  return {
    deed: 'ticket_assigned',
    change: {
      state: state === 'waiting' ? state : openStateOf({ assigneeId }),
      assigneeId,
      leaseUntil: assigneeId === person.id ? new Date(now.getTime() + leaseMs) : null,
    },
    before: { state, assigneeId: earlier },
    details: { to: to?.name ?? 'nobody', from: ticket.assigneeName ?? 'nobody' },
  }
}

function tag(ticket: Actable, { add, remove }: { add: readonly string[]; remove: readonly string[] }): Outcome {
  const tags = changeTags(ticket.tags, { add, remove })
  if (!tags) return { refusal: `A case has ${mostTags} tags at most.` }
  if (tags.join() === [...ticket.tags].sort().join()) return { refusal: 'These tags change nothing.' }
  return {
    deed: 'ticket_tagged',
    change: { tags },
    before: { tags: [...ticket.tags] },
    details: { tags: tags.join(' ') },
  }
}

function snooze(ticket: Actable, until: Date | null, now: Date): Outcome {
  const ended = findEnd(ticket)
  if (ended) return ended
  if (until === null && ticket.snoozedUntil === null) return { refusal: `Case ${ticket.id} is not snoozed.` }
  const fault = until && findSnoozeFault(until, now)
  if (fault) return { refusal: fault }
  return {
    deed: 'ticket_snoozed',
    change: { snoozedUntil: until, leaseUntil: null },
    before: { snoozedUntil: ticket.snoozedUntil },
    details: { until: until?.toISOString() ?? 'now' },
  }
}

/** Set aside with what is no request for recovery; nobody is written to, and it can be treated as recovery again. */
function markSpam(ticket: Actable): Outcome {
  const ended = findEnd(ticket)
  if (ended) return ended
  const { state, category, snoozedUntil } = ticket
  return {
    deed: 'ticket_marked_spam',
    change: { state: 'set_aside', category: 'other', snoozedUntil: null, leaseUntil: null },
    before: { state, category, snoozedUntil },
    details: { was: category },
  }
}

/** State and owner stay, so that the answer finds him; nobody but a supervisor rules until it is there. */
function escalate(ticket: Actable, question: string, person: Person, now: Date): Outcome {
  if (['done', 'denied', 'closed', 'set_aside'].includes(ticket.state))
    return { refusal: `Case ${ticket.id} has ended: nothing is left to ask.` }
  if (ticket.escalatedAt) return { refusal: 'A question on this case waits for a supervisor already.' }
  const asked = question.trim()
  if (asked === '') return { refusal: 'Write down what you ask.' }
  return {
    deed: 'ticket_escalated',
    change: {
      escalatedAt: now,
      escalatedBy: person.id,
      escalatedQuestion: asked.slice(0, longestQuestion),
      leaseUntil: null,
    },
    before: null,
    details: { question: asked.slice(0, longestQuestion) },
  }
}

function answer(ticket: Actable, text: string, person: Person): Outcome {
  if (!ticket.escalatedAt) return { refusal: 'No question on this case waits for an answer.' }
  if (ticket.escalatedBy === person.id) return { refusal: 'You asked this yourself: somebody else answers it.' }
  const said = text.trim()
  if (said === '') return { refusal: 'Write down your answer.' }
  return {
    deed: 'escalation_answered',
    change: { escalatedAt: null, escalatedBy: null, escalatedQuestion: null },
    before: null,
    details: { answer: said.slice(0, longestQuestion) },
  }
}

function findEnd(ticket: Actable): { refusal: string } | null {
  if (undecidedStates.includes(ticket.state)) return null
  return { refusal: `Case ${ticket.id} is ${ticket.state.replace('_', ' ')}: this can’t be done with it now.` }
}
