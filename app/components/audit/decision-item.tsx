import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { ListedDecision } from '#app/audit/listed.ts'
import { formatBits, formatPercent, groupDigits } from '#app/components/figures.ts'
import { Waterfall } from '#app/components/ticket/waterfall.tsx'
import { Chip, type Tone } from '#app/components/ui/chip.tsx'
import { recommendationWords, routeWords } from '#app/components/words.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import { sentenceFor } from '#app/evidence/sentences.ts'
import { Stamp } from './stamp.tsx'

const rulings: Record<DecisionVerb, { text: string; tone: Tone }> = {
  approve: { text: 'Approved', tone: 'for' },
  propose: { text: 'Proposed', tone: 'warn' },
  ask: { text: 'Asked for more', tone: 'plain' },
  deny: { text: 'Refused', tone: 'against' },
  freeze: { text: 'Frozen', tone: 'warn' },
  escalate: { text: 'Escalated', tone: 'warn' },
}

/** One decision; opened, it shows the reason and the evidence as it stood. */
export function DecisionItem({ decision }: { decision: ListedDecision }) {
  const { verb, person, ticketId, accountNumber, at, override, reason, assessment } = decision
  const ruling = rulings[verb]
  return (
    <li className="border-line border-b">
      <details className="group">
        <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-sunk">
          <span className="w-32 shrink-0">
            <Chip tone={ruling.tone}>{ruling.text}</Chip>
          </span>
          <span className="w-24 shrink-0 truncate font-semibold">{person}</span>
          <span>#{ticketId}</span>
          <span className="text-ink-2">{accountNumber ? groupDigits(accountNumber) : 'no account'}</span>
          {override && <Chip tone="warn">against the recommendation</Chip>}
          <span className="ml-auto text-ink-3 text-sm">
            <Stamp at={at} />
          </span>
        </summary>
        <div className="grid gap-4 border-line border-t bg-bg px-4 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
          <dl className="grid content-start gap-3">
            <Fact term="Case">
              <Link to={`/tickets/${ticketId}`} className="text-accent underline underline-offset-2">
                #{ticketId}
              </Link>
            </Fact>
            <Fact term="Reason">{reason || 'none given; the recommendation was followed'}</Fact>
            <Fact term="Recommended">
              {recommendationWords[decision.recommendation].text}, {routeWords[decision.route].long.toLowerCase()}
              {assessment.because.length > 0 && `: ${assessment.because.join('; ')}`}
            </Fact>
            <Fact term="Score">
              {formatBits(assessment.bits)} bits, {formatPercent(assessment.probability)}
            </Fact>
            <Fact term="Policy">{assessment.policy}</Fact>
            <Fact term="Evidence, SHA-256">
              <span className="break-all font-mono text-xs">{decision.evidenceHash}</span>
            </Fact>
          </dl>
          <section aria-label="Evidence as it stood">
            <h2 className="mb-1 font-semibold text-ink-2 text-sm">Evidence as it stood</h2>
            <Waterfall
              bars={assessment.evidence.map((bar) => ({ ...bar, mark: null, sentence: sentenceFor(bar, assessment) }))}
              lit={null}
              onLight={() => {}}
              firstMark={() => null}
            />
          </section>
        </div>
      </details>
    </li>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-3 text-sm">{term}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}
