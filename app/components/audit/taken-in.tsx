import { Link } from '@remix-run/react'
import { joins } from '#app/components/joins.ts'
import { useWords } from '#app/components/language.tsx'
import { auditWords } from './audit-words.ts'

/** One mail of a batch as the audit keeps it. */
type TakenIn = { id: number; ticket: number | null; outcome: string }

/** So many cases of a batch are named at once; the others unfold. */
const mostNamed = 6

/** Reads what the audit keeps of a batch; null where it is something else. */
export function readTakenIn(value: unknown): readonly TakenIn[] | null {
  const whole =
    Array.isArray(value) && value.every((one) => typeof one?.id === 'number' && typeof one.outcome === 'string')
  return whole ? (value as TakenIn[]) : null
}

/** A batch of mails: how many, what became of them, and their cases. */
export function TakenInMails({ mails }: { mails: readonly TakenIn[] }) {
  const words = useWords(auditWords)
  const { comma, colon } = useWords(joins)
  const outcomes: Readonly<Record<string, string>> = words.outcomes
  const counts = new Map<string, number>()
  for (const { outcome } of mails) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const told = [...counts].map(([outcome, count]) => `${count} ${outcomes[outcome] ?? outcome}`)
  const cases = mails.flatMap(({ ticket }) => (ticket === null ? [] : [ticket]))
  return (
    <span className="min-w-0 text-ink-2 text-sm">
      {words.mails(mails.length) + colon + told.join(comma)}{' '}
      {cases.length > mostNamed ? (
        <details className="inline">
          <summary className="inline text-accent">{words.theirCases}</summary> <Cases cases={cases} />
        </details>
      ) : (
        <Cases cases={cases} />
      )}
    </span>
  )
}

function Cases({ cases }: { cases: readonly number[] }) {
  return [...new Set(cases)].map((id) => (
    <Link key={id} to={`/tickets/${id}`} className="mr-1.5 inline-block text-accent underline-offset-2 hover:underline">
      #{id}
    </Link>
  ))
}
