import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { ListedDecision } from '#app/audit/listed.ts'
import { formatBits, formatPercent, groupDigits } from '#app/components/figures.ts'
import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Waterfall } from '#app/components/ticket/waterfall.tsx'
import { Chip, type Tone } from '#app/components/ui/chip.tsx'
import { kindWords } from '#app/components/words.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import { auditWords } from './audit-words.ts'
import { Stamp } from './stamp.tsx'

const tones: Record<DecisionVerb, Tone> = {
  approve: 'for',
  propose: 'warn',
  ask: 'plain',
  deny: 'against',
  freeze: 'warn',
  escalate: 'warn',
}

/** One decision; opened, it shows the reason and the evidence as it stood. */
export function DecisionItem({ decision }: { decision: ListedDecision }) {
  const { verb, person, ticketId, accountNumber, at, override, reason, assessment } = decision
  const words = useWords(auditWords)
  const kinds = useWords(kindWords)
  const retold = useRetold()
  return (
    <li className="border-line border-b">
      <details className="group">
        <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-sunk">
          <span className="w-32 shrink-0">
            <Chip tone={tones[verb]}>{words.rulings[verb]}</Chip>
          </span>
          <span className="w-24 shrink-0 truncate font-semibold">{person}</span>
          <span>#{ticketId}</span>
          <span className="text-ink-2">{accountNumber ? groupDigits(accountNumber) : words.noAccount}</span>
          {override && <Chip tone="warn">{words.override}</Chip>}
          <span className="ml-auto text-ink-3 text-sm">
            <Stamp at={at} />
          </span>
        </summary>
        <div className="grid gap-4 border-line border-t bg-bg px-4 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
          <dl className="grid content-start gap-3">
            <Fact term={words.case}>
              <Link to={`/tickets/${ticketId}`} className="text-accent underline underline-offset-2">
                #{ticketId}
              </Link>
            </Fact>
            <Fact term={words.reason}>{reason || words.noReason}</Fact>
            <Fact term={words.recommended}>
              {words.recommendation(kinds.recommendation[decision.recommendation], kinds.routeLong[decision.route])}
              {assessment.because.length > 0 && words.because(assessment.because.map((clause) => retold(clause)))}
            </Fact>
            <Fact term={words.score}>
              {words.scored(formatBits(assessment.bits), formatPercent(assessment.probability))}
            </Fact>
            <Fact term={words.policy}>{assessment.policy}</Fact>
            <Fact term={words.hash}>
              <span className="break-all font-mono text-xs">{decision.evidenceHash}</span>
            </Fact>
          </dl>
          <section aria-label={words.evidence}>
            <h2 className="mb-1 font-semibold text-ink-2 text-sm">{words.evidence}</h2>
            <Waterfall bars={assessment.evidence.map((bar) => ({ ...bar, mark: null }))} firstMark={() => null} />
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
