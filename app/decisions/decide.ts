import type { LetterKind } from '#app/outbox/letter.ts'
import { holdHoursWhenRestricted } from '#app/resets/approval.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { waitsForSupervisor } from '#app/tickets/act.ts'
import {
  type Recommendation,
  type Route,
  type TicketCategory,
  type TicketState,
  undecidedStates,
} from '#app/tickets/ticket.ts'
import type { DecisionVerb } from './ruling.ts'

/** A ticket as a ruling sees it. */
export type Case = {
  id: number
  category: TicketCategory
  state: TicketState
  version: number
  route: Route
  recommendation: Recommendation | null
  accountNumber: string | null
  assigneeId: string | null
  assigneeName: string | null
  leaseUntil: Date | null
  /** How long an approval would have to rest; null where the link may go at once. */
  holdHours: number | null
  /** Until then the account, handed to a new address of late, gets no link without a hold and to no other address. */
  restrictedUntil: Date | null
  /** A supervisor has stopped every reset. */
  resetsStopped: boolean
  /** Who asked a supervisor, while the question waits; nobody but a supervisor rules meanwhile. */
  escalatedBy: string | null
}

export type Ruling = { verb: DecisionVerb; reason: string; version: number }

/** What a ruling changes: the ticket's next state, the letter it sends, whether a link is made, or a hold that ends in one. */
export type Outcome = {
  state: TicketState
  override: boolean
  reason: string
  letter: LetterKind | null
  reset: boolean
  holdHours: number | null
}

/** Why a ruling was not accepted; shown to the agent as it is. */
export type Refusal = { refusal: string }

type Effect = Pick<Outcome, 'state' | 'letter' | 'reset'>

/** What each verb does. A question to a supervisor is no ruling: it is asked beside them. */
const effects: Record<Exclude<DecisionVerb, 'escalate'>, Effect> = {
  approve: { state: 'link_sent', letter: 'link', reset: true },
  propose: { state: 'proposed', letter: null, reset: false },
  ask: { state: 'waiting', letter: 'ask', reset: false },
  deny: { state: 'denied', letter: 'nothing', reset: false },
  freeze: { state: 'frozen', letter: null, reset: false },
}

/** A case that already moved can still be frozen: stopping is never too late. */
const freezableStates: readonly TicketState[] = [...undecidedStates, 'proposed', 'held', 'link_sent']

/**
 * Rules on a ticket. Changes nothing itself: the caller saves ticket, decision, audit entry and letter in one
 * transaction.
 *
 * @param now the moment of the ruling
 */
export function decide(ticket: Case, ruling: Ruling, person: Person, now: Date): Outcome | Refusal {
  const refusal = findObstacle(ticket, ruling, person, now)
  if (refusal) return { refusal }
  if (ruling.verb === 'escalate') return { refusal: 'Ask a supervisor with a question: it is no ruling.' }
  const holdHours = holdOf(ticket, ruling.verb, now)
  const effect = ruling.verb === 'approve' && holdHours !== null ? onHold : effects[ruling.verb]
  const reason = ruling.reason.trim()
  const override = isOverride(ruling.verb, ticket.recommendation)
  if (override && reason === '') {
    return { refusal: 'This goes against the recommendation: write down why, so that a supervisor can follow it.' }
  }
  if (ruling.verb === 'propose' && reason === '')
    return { refusal: 'Write down what convinces you: it is shown once the second person has judged.' }
  if (ruling.verb === 'freeze' && reason === '') return { refusal: 'Write down why nothing may move on this case.' }
  return { ...effect, override, reason, holdHours }
}

/** The letters of a hold go to the account's own channels, not to whoever wrote. */
const onHold: Effect = { state: 'held', letter: null, reset: false }

/** How long an approval or a proposal rests before its link is made; null where it does not. */
export function holdOf({ holdHours, restrictedUntil }: Case, verb: DecisionVerb, now: Date): number | null {
  if (verb !== 'approve' && verb !== 'propose') return null
  const restricted = restrictedUntil !== null && restrictedUntil > now
  return restricted ? Math.max(holdHours ?? 0, holdHoursWhenRestricted) : holdHours
}

/** A stop agrees with a denial; everything else must be the recommended verb itself. Freezing always stands out. */
export function isOverride(verb: DecisionVerb, recommendation: Recommendation | null): boolean {
  if (recommendation === 'stop') return verb !== 'deny' && verb !== 'freeze'
  return verb !== recommendation
}

function findObstacle(ticket: Case, ruling: Ruling, person: Person, now: Date): string | null {
  if (!may(person.role, 'decide')) return 'Your role does not decide cases.'
  if (ticket.category !== 'recovery') return 'This is no request for recovery: there is nothing to approve or refuse.'
  if (ticket.version !== ruling.version) {
    return 'The case changed while you were reading. Nothing was done: look at what is new, then decide.'
  }
  const open = ruling.verb === 'freeze' ? freezableStates : undecidedStates
  if (!open.includes(ticket.state))
    return `Case ${ticket.id} is ${ticket.state.replace('_', ' ')}: it can’t be decided now.`
  if (ticket.leaseUntil && ticket.leaseUntil > now && ticket.assigneeId !== person.id) {
    return `${ticket.assigneeName ?? 'Somebody else'} works on this case. Take it over first if you must.`
  }
  if (ruling.verb !== 'freeze' && ticket.escalatedBy !== null) {
    if (!may(person.role, 'answer escalation')) return waitsForSupervisor
    if (ticket.escalatedBy === person.id) return 'You asked this yourself: somebody else answers it.'
  }
  if (ruling.verb === 'propose') return findObstacleToProposal(ticket, now)
  return ruling.verb === 'approve' ? findObstacleToApproval(ticket) : null
}

/** The hard rules of a link; the database holds them too. */
function findObstacleToApproval(ticket: Case): string | null {
  if (ticket.resetsStopped) return 'A supervisor has stopped every reset for now. The case keeps its place.'
  if (ticket.accountNumber === null) return 'No account is known for this case, so there is nowhere to send a link.'
  if (ticket.route !== 'registered')
    return 'A link goes to the registered address only, and this case is not on that route.'
  if (ticket.recommendation !== 'approve') {
    return 'The registered address is in doubt (not verified, changed lately, or silent for a year): ask for more first.'
  }
  return null
}

/** Nobody proposes against the recommendation: the account would be handed to an address that is not on it. */
function findObstacleToProposal(ticket: Case, now: Date): string | null {
  if (ticket.resetsStopped) return 'A supervisor has stopped every reset for now. The case keeps its place.'
  if (ticket.accountNumber === null) return 'No account is known for this case, so there is nowhere to send a link.'
  if (ticket.route !== 'new-address' || ticket.recommendation !== 'propose' || ticket.holdHours === null)
    return 'Two people may hand an account to a new address only where the evidence reaches every threshold. Here it does not.'
  if (ticket.restrictedUntil && ticket.restrictedUntil > now)
    return 'This account was handed to a new address within 30 days: freeze the case, a supervisor decides.'
  return null
}
