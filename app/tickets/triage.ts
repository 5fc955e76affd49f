import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { isHeldByOther, type Takeable } from './take.ts'
import type { TicketCategory } from './ticket.ts'

/** What can be done with a case that is no request for recovery. */
export const triageVerbs = ['close', 'recover'] as const
export type TriageVerb = (typeof triageVerbs)[number]

/** What can be done with a mail that was set beside a case. */
export const besideVerbs = ['accept', 'separate', 'set-aside'] as const
export type BesideVerb = (typeof besideVerbs)[number]

/** A ticket as triage sees it. */
export type Triageable = Takeable & { category: TicketCategory; version: number }

/** Why a verb is not open to a person now; null where it is. */
export type OpenTriage = Record<TriageVerb | BesideVerb, string | null>

export function openTriage(ticket: Triageable, person: Person, now: Date): OpenTriage {
  const triage = (verb: TriageVerb) => findTriageObstacle(ticket, verb, ticket.version, person, now)
  const beside = (verb: BesideVerb) => findBesideObstacle(ticket, verb, ticket.version, person, now)
  return {
    close: triage('close'),
    recover: triage('recover'),
    accept: beside('accept'),
    separate: beside('separate'),
    'set-aside': beside('set-aside'),
  }
}

/** @param version the version that the person saw */
export function findTriageObstacle(
  ticket: Triageable,
  verb: TriageVerb,
  version: number,
  person: Person,
  now: Date,
): string | null {
  const obstacle = findObstacle(ticket, person, now) ?? findChange(ticket, version)
  if (obstacle) return obstacle
  if (ticket.category === 'recovery') {
    return verb === 'close'
      ? 'This is a request for recovery: it ends by a decision.'
      : 'This case is treated as recovery already.'
  }
  return verb === 'close' && ticket.state === 'closed' ? 'This case is closed already.' : null
}

/** @param version the version that the person saw; only what enters the case depends on it */
export function findBesideObstacle(
  ticket: Triageable,
  verb: BesideVerb,
  version: number,
  person: Person,
  now: Date,
): string | null {
  return findObstacle(ticket, person, now) ?? (verb === 'accept' ? findChange(ticket, version) : null)
}

function findObstacle(ticket: Triageable, person: Person, now: Date): string | null {
  if (!may(person.role, 'decide')) return 'Your role does not decide cases.'
  if (isHeldByOther(ticket, person, now)) {
    return `${ticket.assigneeName ?? 'Somebody else'} works on this case. Take it over first if you must.`
  }
  return null
}

function findChange(ticket: Triageable, version: number): string | null {
  return ticket.version === version
    ? null
    : 'The case changed while you were reading. Nothing was done: look at what is new first.'
}
