import type { AttackerClass } from './assessment.ts'
import type { Policy } from './policy.ts'
import type { Subject } from './subject.ts'
import { type ByClass, byClass } from './weighed-fact.ts'

/** Class shares after the rules that raise one of them; the others shrink in proportion. */
export function reweigh(subject: Subject, policy: Policy): ByClass {
  const { senderIsFriend, dormantStrong } = policy.context.reweight
  let shares: ByClass = policy.attackers
  if (subject.friends?.senderIsFriend) shares = withShare(shares, senderIsFriend.attacker, senderIsFriend.to)
  if (subject.dormant && subject.sender === 'strong') {
    const { attacker, times, atMost } = dormantStrong
    shares = withShare(shares, attacker, Math.min(atMost, shares[attacker] * times))
  }
  return shares
}

/** What the context takes away, in bits: never above 0, never below the policy's floor. */
export function contextBits(subject: Subject, policy: Policy, reweighed: number): number {
  const { floor, signals } = policy.context
  const seen = new Set<string>(subject.signals)
  if (subject.sender === 'near') seen.add('senderNear')
  if (seen.has('mailChanged7')) seen.delete('mailChanged30')
  if (seen.has('moreRivals')) seen.delete('oneRival')
  const bits = [...seen].reduce((total, signal) => total + (signals[signal] ?? 0), Math.min(0, reweighed))
  return Math.max(floor, bits)
}

function withShare(shares: ByClass, attacker: AttackerClass, share: number): ByClass {
  const scale = (1 - share) / (1 - shares[attacker])
  return byClass((name) => (name === attacker ? share : shares[name] * scale))
}
