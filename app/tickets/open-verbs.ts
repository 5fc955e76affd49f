import { type Case, decide, holdOf, isOverride } from '#app/decisions/decide.ts'
import type { Person } from '#app/staff/person.ts'

export const deskVerbs = ['approve', 'propose', 'ask', 'deny', 'freeze'] as const
/** The rulings that the desk has buttons for. */
export type DeskVerb = (typeof deskVerbs)[number]

/** Whether a ruling is open to a person now: why not, whether it goes against the recommendation, how long it rests. */
export type OpenVerb = { refusal: string | null; override: boolean; holdHours: number | null }

export function openVerbs(ticket: Case, person: Person, now: Date): Record<DeskVerb, OpenVerb> {
  const open = (verb: DeskVerb): OpenVerb => {
    // The reason is asked for in the dialog: here only the case itself can refuse.
    const outcome = decide(ticket, { verb, reason: '-', version: ticket.version }, person, now)
    const refusal = 'refusal' in outcome ? outcome.refusal : null
    return { refusal, override: isOverride(verb, ticket.recommendation), holdHours: holdOf(ticket, verb, now) }
  }
  return {
    approve: open('approve'),
    propose: open('propose'),
    ask: open('ask'),
    deny: open('deny'),
    freeze: open('freeze'),
  }
}
