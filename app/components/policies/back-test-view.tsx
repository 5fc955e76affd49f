import { Link } from '@remix-run/react'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { Notice } from '#app/components/ui/notice.tsx'
import { kindWords } from '#app/components/words.ts'
import type { BackTest } from '#app/evidence/back-test.ts'
import { policiesWords } from './policies-words.ts'

/** How many changed cases are listed one by one. */
const mostShown = 50

type Tested = { days: number; tested: Omit<BackTest, 'changed'> & { changed: readonly DrawnCase[] } }
/** As it came over the wire: a date may be its text. */
type DrawnCase = Omit<BackTest['changed'][number], 'decidedAt'> & { decidedAt: Date | string }

/** What a policy would have recommended on decisions that were made. */
export function BackTestView({ days, tested }: Tested) {
  const words = useWords(policiesWords)
  const named = useWords(kindWords).recommendation
  const language = useLanguage()
  const moments = useMoments()
  const bits = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const { decisions, changed, moves, approvedAgainst } = tested
  if (decisions === 0) return <p className="text-ink-3">{words.nothingDecided(days)}</p>
  return (
    <div className="grid gap-3">
      <p className="text-ink-3 text-sm">{words.backTestOf(decisions, days)}</p>
      <p className="font-semibold">
        {changed.length === 0 ? words.nothingWouldChange : words.wouldChange(changed.length)}
      </p>
      {approvedAgainst > 0 && <Notice tone="warn">{words.approvedAgainst(approvedAgainst)}</Notice>}
      {moves.length > 0 && (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {moves.map(({ before, after, count }) => (
            <li key={`${before} ${after}`}>
              <span className="font-semibold">{count}</span> {named[before]} → {named[after]}
            </li>
          ))}
        </ul>
      )}
      {changed.length > 0 && (
        <div className="overflow-x-auto">
          <table className="w-full text-left">
            <thead className="text-ink-3 text-sm">
              <tr>
                {[words.case, words.decided, words.recommended, words.bits].map((head) => (
                  <th key={head} className="py-1 pr-4 font-medium">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changed.slice(0, mostShown).map((one) => (
                <tr key={one.decisionId} className="border-line border-t">
                  <td className="py-1 pr-4">
                    <Link to={`/tickets/${one.ticketId}`} className="text-accent underline">
                      {one.ticketId}
                    </Link>
                  </td>
                  <td className="whitespace-nowrap py-1 pr-4 text-ink-3">{moments.day(new Date(one.decidedAt))}</td>
                  <td className="whitespace-nowrap py-1 pr-4">
                    {named[one.before]} → <strong>{named[one.after]}</strong>
                  </td>
                  <td className="whitespace-nowrap py-1">
                    {bits.format(one.bits.before)} → {bits.format(one.bits.after)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {changed.length > mostShown && <p className="text-ink-3 text-sm">{words.newestShown(mostShown)}</p>}
    </div>
  )
}
