import type { ClaimKind } from '#app/claims/claim.ts'
import type { EvidenceKind } from '#app/evidence/assessment.ts'

/** Claims that are weighed together in one bar. */
const barOf: Partial<Record<ClaimKind, EvidenceKind>> = {
  registered_email: 'registered_email',
  birth_date: 'birth_date',
  real_name: 'real_name',
  nickname: 'nickname',
  city: 'city',
  province: 'city',
  gender: 'gender',
  sign_up: 'sign_up',
  phone: 'phone',
  security_answer: 'security_answers',
  friend_numbers: 'friend_numbers',
  blocked_number: 'friend_numbers',
}

/** The number that is drawn beside a claim and beside its bar; `bar` is null for what is not weighed. */
export type ClaimMark = { mark: number; kind: ClaimKind; bar: EvidenceKind | null }

/**
 * Numbers claims in the order that they are read: five friend numbers share one number, as they share one bar.
 *
 * @param kinds the kinds of all claims of a ticket, in reading order
 */
export function numberClaims(kinds: readonly ClaimKind[]): Map<ClaimKind, ClaimMark> {
  const marks = new Map<ClaimKind, ClaimMark>()
  const byTopic = new Map<string, number>()
  for (const kind of kinds) {
    if (marks.has(kind)) continue
    const bar = barOf[kind] ?? null
    const topic = bar ?? kind
    const mark = byTopic.get(topic) ?? byTopic.size + 1
    byTopic.set(topic, mark)
    marks.set(kind, { mark, kind, bar })
  }
  return marks
}
