import type { Policy } from './policy.ts'
import type { FactKind } from './subject.ts'
import type { ContextSignal, OtherClaimant, SentMail } from './surroundings.ts'

/**
 * What the cases of others mean for this one. Only a credible claimant is a rival: anybody can name an account, and
 * junk must change nothing, or a stranger could keep the owner out. For the same reason a report of a hijack counts
 * from the registered mailbox alone.
 */
export function weighOthers(
  others: readonly OtherClaimant[],
  { context }: Pick<Policy, 'context'>,
): { signals: ContextSignal[]; guesses: Record<FactKind, number> } {
  const credible = others.filter(({ bits }) => bits > (context.credibleBits ?? 0))
  const rivals = credible.filter(({ recent }) => recent).length
  const signals: ContextSignal[] = []
  if (rivals > 0) signals.push(rivals > 1 ? 'moreRivals' : 'oneRival')
  if (others.some(({ hijacked, fromMailbox }) => hijacked && fromMailbox)) signals.push('hijackReported90')
  const guesses: Record<FactKind, number> = {}
  // A near miss that is tried again is a guess; a stranger who gets all wrong only makes noise.
  const guessers = context.credibleBits === undefined ? others : credible
  for (const { wrong } of guessers) for (const kind of new Set(wrong)) guesses[kind] = (guesses[kind] ?? 0) + 1
  return { signals, guesses }
}

/**
 * Signals from what one sender sent about other accounts. A mail that proves nothing may be anybody's: counted, it would
 * let a stranger stop the owner's case by writing in his name.
 */
export function clusterSignals(sent: readonly SentMail[]): ContextSignal[] {
  const accounts = new Set(sent.filter(({ proved }) => proved).map(({ account }) => account)).size
  if (accounts < 3) return []
  return [accounts >= 5 ? 'cluster5' : 'cluster3']
}
