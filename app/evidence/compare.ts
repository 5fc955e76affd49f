import { isProvedLevel, type Sender } from '#app/mail/sender.ts'
import { type Case, type Comparison, levelsStated, wrongLevel } from './comparison.ts'
import { comparisons as shippedComparisons } from './comparisons/index.ts'
import { listFriends } from './friend-numbers.ts'
import { casesOf, withAnswersElsewhere, withMissesElsewhere, wrongElsewhere } from './ledger.ts'
import { monthsBefore } from './months.ts'
import { clusterSignals, weighOthers } from './others.ts'
import type { Subject } from './subject.ts'
import type { ContextSignal } from './surroundings.ts'

const dayMs = 86_400_000

/** A sender as the evidence sees him, with what his mail alone says of the replies. */
export type EvidenceSender = Sender & {
  replyElsewhere?: boolean
  /** The domain of his address proves all his mails; missing: as far as the level says. */
  proved?: boolean
}

/** Verified security answers. Hashes are compared before, because a rule cannot. */
export type Answers = { right: number; wrong: number }

export type WholeCase = Omit<Case, 'sender'> & {
  sender: EvidenceSender
  answers?: Answers | undefined
  /** Nobody named the account: the facts led to it. */
  foundByFacts?: boolean
}

/**
 * Compares all claims with the account: levels, never values.
 * @throws if the sender is still to be judged; a DNS time-out is no evidence
 */
export function compare(whole: WholeCase, comparisons: readonly Comparison[] = shippedComparisons): Subject {
  const { sender, account, surroundings } = whole
  const level = settledLevel(sender)
  const claimant = {
    asOwner: sender.address !== null && sender.address === account.registeredEmail,
    proved: sender.proved ?? isProvedLevel(level),
  }
  const own = casesOf(claimant, surroundings.ownCases ?? [])
  const wrong = wrongElsewhere(own)
  const answers = withAnswersElsewhere(whole.answers, own)
  const stated = comparisons
    .filter(({ coveredBySender }) => !coveredBySender || !whole.policy.sender.equalsRegistered.includes(level))
    .map((comparison) => ({ comparison, here: levelsStated(comparison, whole) }))
    .filter(({ here }) => here.length > 0)
  const reached = stated.map(({ comparison, here }) => ({
    kind: comparison.kind,
    levels: wrong.has(comparison.kind) ? [...new Set([...here, wrongLevel(comparison)])] : here,
    onlyElsewhere: wrong.has(comparison.kind) && !here.includes(wrongLevel(comparison)),
  }))
  const contradicted = reached.filter(({ levels }) => levels.length > 1)
  const onlyElsewhere = reached.filter((fact) => fact.onlyElsewhere).map(({ kind }) => kind)
  const friends = withMissesElsewhere(listFriends(whole), own)
  const others = weighOthers(surroundings.others ?? [], whole.policy)
  return {
    visibility: account.visibility === 'public' ? 'public' : 'private',
    frequency: surroundings.frequency,
    sender: level,
    facts: Object.fromEntries(reached.map(({ kind, levels }) => [kind, levels.at(-1) as string])),
    ...(contradicted.length > 0 && {
      contradicted: Object.fromEntries(contradicted.map(({ kind, levels }) => [kind, levels.slice(0, -1)])),
    }),
    ...(onlyElsewhere.length > 0 && { wrongElsewhere: onlyElsewhere }),
    ...(answers && answers.right + answers.wrong > 0 && { answers }),
    ...(friends && { friends }),
    signals: signalsOf(whole, others.signals),
    guesses: { ...others.guesses, ...surroundings.guesses },
    dormant: isDormant(whole),
    ...(whole.foundByFacts && { foundByFacts: true as const }),
  }
}

/** The level of a sender who has been judged. */
export function settledLevel({ level }: Sender): Subject['sender'] {
  if (level === 'retry') {
    throw new Error(`Cannot weigh a sender of level "${level}": judge him again when DNS answers, then assess`)
  }
  return level
}

/**
 * Signals from other tickets, and those that follow from the account and the mail. A hijack that this very mail reports
 * is none of them: whoever is silent about it must not stand better.
 */
function signalsOf(
  { account, surroundings, sender, now, policy }: WholeCase,
  ofOthers: readonly ContextSignal[],
): ContextSignal[] {
  const { mailChanged30, mailChanged7 } = policy.context.days
  const changedMs = account.emailChangedAt ? now.getTime() - account.emailChangedAt.getTime() : Number.POSITIVE_INFINITY
  const derived: [ContextSignal, boolean][] = [
    ['mailChanged30', changedMs <= mailChanged30 * dayMs],
    ['mailChanged7', changedMs <= mailChanged7 * dayMs],
    ['replyElsewhere', sender.replyElsewhere === true],
    ['valuable', account.valuable],
  ]
  const seen = derived.filter(([, holds]) => holds).map(([signal]) => signal)
  // Whoever writes in the owner's name to many accounts must not stop the owner.
  const ofSender = sender.address === account.registeredEmail ? [] : clusterSignals(surroundings.sent ?? [])
  return [...new Set([...surroundings.signals, ...ofOthers, ...ofSender, ...seen])].sort()
}

/** Nobody signed in for long. An account that never says when anybody did is not called dormant. */
function isDormant({ account, now, policy }: WholeCase): boolean {
  return account.lastSeenAt !== null && account.lastSeenAt < monthsBefore(now, policy.context.dormantMonths)
}
