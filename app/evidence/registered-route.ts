import type { WholeCase } from './compare.ts'
import { monthsBefore } from './months.ts'
import { type Score, shownFacts } from './score.ts'
import type { Subject } from './subject.ts'

const dayMs = 86_400_000

/** Can a link to the registered address be trusted to reach the owner? The clauses say why not, the decisive first. */
export type RegisteredRoute = { state: 'good' | 'doubtful' | 'closed'; why: readonly string[] }

/**
 * Judges the registered address, not the mail: the link goes nowhere else, so that what the mail says only sorts the
 * queue. Closed means that nobody could receive the link.
 */
export function judgeRegisteredRoute({ account, surroundings, sender, now, policy }: WholeCase): RegisteredRoute {
  if (account.registeredEmail === null) return closed('The account has no registered address.')
  if (surroundings.registeredRouteDead) return closed('The registered address refuses mail for good.')
  const { unchangedDays, aliveMonths } = policy.registered
  const since = monthsBefore(now, aliveMonths)
  const dormantSince = monthsBefore(now, policy.context.dormantMonths)
  const alive = [account.lastSeenAt, surroundings.linkUsedAt].some((at) => at !== null && at >= since)
  const changedMs = account.emailChangedAt ? now.getTime() - account.emailChangedAt.getTime() : Number.POSITIVE_INFINITY
  const dormant = account.lastSeenAt !== null && account.lastSeenAt < dormantSince
  const doubts: [boolean, string][] = [
    [!account.emailVerified, 'The registered address was never verified.'],
    [changedMs < unchangedDays * dayMs, `The registered address changed less than ${unchangedDays} days ago.`],
    [!alive, `Nothing shows that the registered address was alive within ${aliveMonths} months.`],
    // A mailbox that wakes up after its owner fell silent may have been recycled.
    [alive && dormant && sender.level === 'strong', 'Nobody signed in for long, and now the mailbox writes.'],
  ]
  const why = doubts.filter(([holds]) => holds).map(([, clause]) => clause)
  if (why.length > 0) return { state: 'doubtful', why }
  return { state: 'good', why: [`The registered address is verified, unchanged for ${unchangedDays} days and alive.`] }
}

/**
 * Was a fact stated right that the mailbox cannot contain and the account's page does not show? A single answer, number
 * or date is enough if it weighs against whoever reads the mailbox.
 */
export function showsFactBeyondMailbox(
  subject: Subject,
  { facts }: Score,
  { policy }: Pick<WholeCase, 'policy'>,
): boolean {
  const { beyondMailbox, beyondMailboxBits } = policy.registered
  const shown = shownFacts(subject, policy)
  return facts.some(
    ({ kind, weights }) =>
      beyondMailbox.includes(kind) && !shown.includes(kind) && weights.hijacker >= beyondMailboxBits,
  )
}

function closed(clause: string): RegisteredRoute {
  return { state: 'closed', why: [clause] }
}
