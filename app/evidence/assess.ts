import type { Account } from '#app/accounts/account.ts'
import type { Assessment } from './assessment.ts'
import { compare, settledLevel, type WholeCase } from './compare.ts'
import type { Policy } from './policy.ts'
import { recommend, recommendWithoutAccount } from './recommend.ts'
import { calibrated, score } from './score.ts'
import type { Subject } from './subject.ts'
import { byClass } from './weighed-fact.ts'

/** A case of which the account may be unknown. */
export type OpenCase = Omit<WholeCase, 'account'> & { account: Account | null }

/**
 * Weighs a case and says what to do. Without an account there is no subject, and the assessment is empty: 0 bits.
 * @throws if the sender's level is "retry": a DNS time-out is no evidence, the mail is to be judged again first
 */
export function assess({ account, ...rest }: OpenCase): { subject: Subject | null; assessment: Assessment } {
  settledLevel(rest.sender)
  if (account === null) return { subject: null, assessment: emptyAssessment(rest.policy, rest.surroundings.asked) }
  const whole: WholeCase = { ...rest, account }
  const subject = compare(whole)
  const result = score(subject, rest.policy)
  const { bits, probability, margins, ifNot, waterfall } = result
  const advice = recommend(subject, result, whole)
  return {
    subject,
    assessment: { bits, probability, margins, ifNot, ...advice, evidence: waterfall, policy: rest.policy.version },
  }
}

function emptyAssessment(policy: Policy, asked: boolean): Assessment {
  return {
    bits: 0,
    probability: calibrated(0, policy),
    margins: byClass(() => 0),
    ifNot: policy.attackers,
    ...recommendWithoutAccount(asked),
    evidence: [],
    policy: policy.version,
  }
}
