import type { Recommendation } from '#app/tickets/ticket.ts'
import type { Assessment } from './assessment.ts'
import { missingForNewAddress } from './new-address-route.ts'
import type { Policy } from './policy.ts'
import { countsAsNamed } from './recommend.ts'
import { showsFactBeyondMailbox } from './registered-route.ts'
import { type Score, score } from './score.ts'
import type { Subject } from './subject.ts'

export type Rescored = { bits: number; probability: number; recommendation: Recommendation; changed: boolean }

/**
 * What another policy would make of an assessment that is kept. Only the evidence is weighed anew: levels, ties and
 * signals stand as they were compared then, and so does what the registered address is worth.
 */
export function rescore(
  { subject, before }: { subject: Subject | null; before: Assessment },
  policy: Policy,
): Rescored {
  const { bits, probability, recommendation } = before
  if (subject === null) return { bits, probability, recommendation, changed: false }
  const result = score(subject, policy)
  const now = recommendAnew(subject, result, before, policy)
  return { bits: result.bits, probability: result.probability, recommendation: now, changed: now !== recommendation }
}

function recommendAnew(
  subject: Subject,
  result: Score,
  { route, recommendation, holdHours }: Assessment,
  policy: Policy,
): Recommendation {
  if (subject.signals?.some((signal) => policy.context.stops.includes(signal))) return 'stop'
  if (recommendation === 'stop') return 'ask'
  // Which route it would have had as a named one is not on record: it stays as careful as it was.
  if (!countsAsNamed(subject, result, policy) && route !== 'registered') {
    return recommendation === 'deny' ? 'deny' : 'ask'
  }
  if (route === 'new-address') {
    if (missingForNewAddress(subject, result, policy).length === 0) return 'propose'
    return recommendation === 'deny' ? 'deny' : 'ask'
  }
  // An approval with a hold stands on a fact that the mailbox cannot contain.
  const onFact = route === 'registered' && recommendation === 'approve' && holdHours !== undefined
  return onFact && !showsFactBeyondMailbox(subject, result, { policy }) ? 'ask' : recommendation
}
