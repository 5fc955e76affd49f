import { type Assessment, type EvidenceKind, evidenceKinds } from '#app/evidence/assessment.ts'
import { sentenceFor } from '#app/evidence/sentences.ts'
import type { ClaimMark } from './claim-marks.ts'
import type { AssessmentView } from './ticket-page.ts'

/** Bars that are drawn whatever they weigh. */
const steady: readonly EvidenceKind[] = ['prior', 'sender', 'total']

/** Bars that no mail states. */
const ownBars: readonly EvidenceKind[] = ['prior', 'sender', 'cap', 'context', 'total']

/** An assessment with each bar tied to its claim's number; facts that nobody stated are named, not drawn. */
export function viewAssessment(
  { evidence, ...assessment }: Assessment,
  madeAt: Date,
  marks: ReadonlyMap<string, ClaimMark>,
): AssessmentView {
  const markOf = (kind: EvidenceKind) => [...marks.values()].find(({ bar }) => bar === kind)?.mark ?? null
  const drawn = evidence.filter(({ kind, level, bits }) => level !== null || bits !== 0 || steady.includes(kind))
  const stated = new Set(drawn.map(({ kind }) => kind))
  return {
    bits: assessment.bits,
    probability: assessment.probability,
    margins: assessment.margins,
    ifNot: assessment.ifNot,
    because: assessment.because,
    bars: drawn.map((bar) => ({ ...bar, mark: markOf(bar.kind), sentence: sentenceFor(bar, assessment) })),
    notStated: evidenceKinds.filter((kind) => !stated.has(kind) && !ownBars.includes(kind)),
    holdHours: assessment.holdHours ?? null,
    policy: assessment.policy,
    madeAt,
  }
}
