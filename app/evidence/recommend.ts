import type { Account } from '#app/accounts/account.ts'
import type { ClaimKind } from '#app/claims/claim.ts'
import { isProvedLevel, type Sender } from '#app/mail/sender.ts'
import type { Recommendation, Route } from '#app/tickets/ticket.ts'
import type { WholeCase } from './compare.ts'
import { missingForNewAddress } from './new-address-route.ts'
import type { Policy } from './policy.ts'
import { judgeRegisteredRoute, showsFactBeyondMailbox } from './registered-route.ts'
import type { Score } from './score.ts'
import type { Subject } from './subject.ts'

const dayMs = 86_400_000

/** What the desk should do. `because` holds plain clauses, the decisive one first, and never a value of the account. */
export type Advice = { route: Route; recommendation: Recommendation; because: readonly string[]; holdHours?: number }

const wasAsked = 'The person was asked and has answered.'

const pretends: Readonly<Partial<Record<Subject['sender'], string>>> = {
  fail: 'The sender pretends to write from the registered address, or the mail is malformed.',
  near: 'The sender writes from a look-alike of the registered address.',
}

/**
 * Chooses the route and what to do on it.
 *
 * Two questions, never one threshold. A link to the registered address needs no score and, for the same reason, no
 * proved sender: it can only arrive where the account already points, as from the Lost Password form. Forged and
 * look-alike mail still gets no approval: somebody is trying, and the owner should not be bothered at his wish. The
 * score decides on the new-address route alone. What is contested, formerly the account's or said to be hijacked does
 * not move; such a case is not denied either, so that a rival cannot shut the owner out.
 */
export function recommend(subject: Subject, result: Score, whole: WholeCase): Advice {
  const advised = recommendNamed(subject, result, whole)
  return countsAsNamed(subject, result, whole.policy) ? advised : adviseUnnamed(advised, subject, whole)
}

/** Did the person name the account, or do its facts stand for the name by what the policy says? */
export function countsAsNamed(
  { foundByFacts }: Pick<Subject, 'foundByFacts'>,
  { margins }: Pick<Score, 'margins'>,
  { foundByFacts: enough }: Policy,
): boolean {
  return !foundByFacts || (enough !== undefined && margins.blind >= enough.strangerBits)
}

/**
 * An account that facts led to moves nothing: among many accounts a stranger's facts fit one, and whoever tries facts
 * must get the very letters that he gets where none fits. Only a hard stop stays, and a link to the registered mailbox
 * for whoever writes from it: nobody else learns of that.
 */
function adviseUnnamed(advised: Advice, subject: Subject, { surroundings, policy }: WholeCase): Advice {
  const { route, recommendation, because } = advised
  if (recommendation === 'stop') return advised
  if (route === 'registered' && policy.sender.equalsRegistered.includes(subject.sender)) return advised
  const found = 'The account was found by its facts, not named by the person: ask as if none had been found.'
  const clauses = because.filter((clause) => clause !== wasAsked)
  return askThenDeny(surroundings.asked, 'none', [found, ...clauses])
}

function recommendNamed(subject: Subject, result: Score, whole: WholeCase): Advice {
  const { surroundings, policy, sender } = whole
  const said = (kind: ClaimKind) => whole.claims.some((claim) => claim.kind === kind)
  const missing = missingForNewAddress(subject, result, policy)
  const settle = (route: Route, because: readonly string[]) => askThenDeny(surroundings.asked, route, because)

  if (subject.signals?.some((signal) => policy.context.stops.includes(signal))) {
    return advice('none', 'stop', ['The same sender or the same values were used for too many accounts.'])
  }
  if (surroundings.contested) return advice('none', 'ask', ['The case is contested: freeze it, a supervisor decides.'])
  if (subject.sender === 'former') {
    return advice('none', 'ask', [
      'The sender writes from an address that the account had before: freeze it, a supervisor decides.',
    ])
  }
  const pretence = pretends[subject.sender]
  if (pretence) return settle('none', [pretence])
  if (said('third_party')) return settle('none', ["The mail asks for somebody else's account."])
  if (said('hijacked')) {
    const freeze = 'The mail reports that the account was taken over: freeze it, a supervisor decides.'
    return missing.length === 0 ? advice('none', 'ask', [freeze]) : settle('none', [freeze, ...missing])
  }

  const registered = judgeRegisteredRoute(whole)
  const atMailbox = policy.sender.equalsRegistered.includes(subject.sender)
  const proved = isProvedLevel(subject.sender)
  // Whoever was asked and still provably writes from the mailbox has not lost it, whatever he called it at first.
  const lost = said('mailbox_lost') && !(surroundings.asked && proved)
  const lostClause = lost ? ['The mail says that the mailbox is lost.'] : []

  if (registered.state === 'good' && !lost) return advice('registered', 'approve', registered.why)
  if (atMailbox) {
    if (
      registered.state === 'doubtful' &&
      !lost &&
      surroundings.asked &&
      showsFactBeyondMailbox(subject, result, whole)
    ) {
      const shown = 'The mail states a fact that the mailbox cannot contain.'
      return {
        ...advice('registered', 'approve', [shown, ...registered.why]),
        holdHours: policy.registered.doubtfulHoldHours,
      }
    }
    const ask = registered.state === 'doubtful' ? ['It takes a fact that the mailbox cannot contain, and a hold.'] : []
    return settle('registered', [...lostClause, ...(registered.state === 'good' ? [] : registered.why), ...ask])
  }
  if (sender.address === null) return settle('none', ['There is no single sender address that a link could go to.'])
  const why = [...lostClause, ...(registered.state === 'good' ? [] : registered.why)]
  if (missing.length > 0) return settle('new-address', [...missing, ...why])
  const enough = 'The evidence reaches every threshold of the new-address route; two people decide.'
  const rivalled = subject.signals?.some((signal) => signal === 'oneRival' || signal === 'moreRivals') ?? false
  const rivals = rivalled ? ['Another claimant comes as near: the hold is the longer one.'] : []
  return {
    ...advice('new-address', 'propose', [enough, ...rivals, ...why]),
    holdHours: newAddressHold(whole, rivalled),
  }
}

/** Without an account nothing can be weighed: everybody is asked once, and told the end after. */
export function recommendWithoutAccount(asked: boolean): Advice {
  return askThenDeny(asked, 'none', ['No account fits what the mail names.'])
}

/** Where the link would go: never an address that an agent typed. */
export function targetOf(route: Route, account: Account | null, sender: Sender): string | null {
  if (route === 'registered') return account?.registeredEmail ?? null
  return route === 'new-address' ? sender.address : null
}

/** Everybody is asked first, in the same words whatever the score, so that the answer gives nothing away. */
function askThenDeny(asked: boolean, route: Route, because: readonly string[]): Advice {
  return advice(route, asked ? 'deny' : 'ask', asked ? [...because, wasAsked] : because)
}

function newAddressHold({ account, now, policy }: WholeCase, rivalled: boolean): number {
  const { holdHours, cautiousHoldHours, cautiousMailChangedDays } = policy.newAddress
  const changedAt = account.emailChangedAt?.getTime() ?? Number.NEGATIVE_INFINITY
  const changed = now.getTime() - changedAt <= cautiousMailChangedDays * dayMs
  return account.valuable || changed || rivalled ? cautiousHoldHours : holdHours
}

function advice(route: Route, recommendation: Recommendation, because: readonly string[]): Advice {
  return { route, recommendation, because }
}
