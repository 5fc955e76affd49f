import type { SenderVerdict } from './sender.ts'

/** How far the domain of a sender is proved, the least first. */
export const proofs = ['broken', 'none', 'medium', 'strong'] as const
export type Proof = (typeof proofs)[number]

/** The proof that a verdict gives for its own address, whatever account it is held against. */
export function proofOf(verdict: SenderVerdict): Proof {
  if (verdict.address === null || verdict.malformed.length > 0) return 'broken'
  const { result, policy, by } = verdict.dmarc
  if (result === 'pass') return by === 'dkim' && policy !== 'none' && !isSignedInPart(verdict) ? 'strong' : 'medium'
  if (result === 'none' && verdict.dkim.some(counts)) return 'medium'
  return result === 'fail' && verdict.arc.result !== 'pass' ? 'broken' : 'none'
}

/** Whether a signature stands for the address in From. */
export function counts(signature: SenderVerdict['dkim'][number]): boolean {
  return signature.result === 'pass' && signature.aligned && signature.faults.length === 0
}

/** Whether it stands for the address in From, but leaves something for others to write. */
export function standsInPart(signature: SenderVerdict['dkim'][number]): boolean {
  return signature.result === 'pass' && signature.aligned && signature.inPart === true
}

/** Whether only such signatures stand for the address in From. */
export function isSignedInPart({ dkim }: Pick<SenderVerdict, 'dkim'>): boolean {
  return dkim.some(standsInPart) && !dkim.some(counts)
}
