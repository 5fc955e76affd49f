import { CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatBits, formatMargin, formatPercent } from '#app/components/figures.ts'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { attackerWords, recommendationWords, routeWords } from '#app/components/words.ts'
import { attackerClasses } from '#app/evidence/assessment.ts'
import { labelOf, suspectSentence } from '#app/evidence/sentences.ts'
import type { AssessmentView, TicketPage } from '#app/tickets/ticket-page.ts'
import { AccountRecord } from './account-record.tsx'
import { Related } from './related.tsx'
import { Waterfall } from './waterfall.tsx'

type Panel = {
  ticket: TicketPage
  lit: number | null
  onLight: (mark: number | null) => void
  now: Date
  /** The list's query, kept in the links to other cases. */
  query: string
}

/** What the evidence says, how it came to that, what the account has on record, and which cases lie near. */
export function EvidencePanel({ ticket, lit, onLight, now, query }: Panel) {
  const { assessment } = ticket
  return (
    <>
      {assessment ? (
        <>
          <Verdict ticket={ticket} assessment={assessment} />
          <Section title="Evidence" aside="bits, alone in outline">
            <Waterfall bars={assessment.bars} lit={lit} onLight={onLight} firstMark={(mark) => placeOf(ticket, mark)} />
            {assessment.notStated.length > 0 && (
              <p className="mt-3 text-ink-3 text-sm">
                Not stated: {assessment.notStated.map((kind) => labelOf(kind).toLowerCase()).join(', ')}.
              </p>
            )}
          </Section>
        </>
      ) : (
        <div className="mx-5 border-line border-b">
          <EmptyState icon={CircleHelp} title="Not weighed">
            {ticket.category === 'recovery' ? 'No account fits what the mail names.' : 'Only recovery mail is weighed.'}
          </EmptyState>
        </div>
      )}
      {ticket.account && (
        <Section title="On record" aside="levels, never values">
          <AccountRecord account={ticket.account} />
        </Section>
      )}
      <Section title="Related cases" aside={ticket.related.length === 0 ? undefined : 'same account or sender'}>
        <Related related={ticket.related} now={now} query={query} />
      </Section>
      {assessment && (
        <p className="mx-5 border-line border-t py-3 text-ink-3 text-xs">Weighed under {assessment.policy}.</p>
      )}
    </>
  )
}

function Verdict({ ticket, assessment }: { ticket: TicketPage; assessment: AssessmentView }) {
  const { probability, bits, because, margins } = assessment
  const route = routeWords[ticket.route]
  const recommendation = ticket.recommendation && recommendationWords[ticket.recommendation].text
  const weakest = attackerClasses.reduce((one, other) => (margins[other] < margins[one] ? other : one))
  return (
    <section aria-labelledby="verdict" className="mx-5 border-line border-b py-4">
      <h2 id="verdict" className="sr-only">
        Verdict
      </h2>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="font-bold text-2xl tracking-tight" title="How many in 100 such mails are the owner's">
          {formatPercent(probability)}
        </p>
        <p className="text-ink-2">{formatBits(bits)} bits</p>
      </div>
      <div className="mt-2 flex items-center gap-2">
        <p>
          <span className="text-ink-2">Recommended: </span>
          <b className="font-semibold">{recommendation ?? 'nothing yet'}</b>
        </p>
        <span className="ml-auto">
          <Chip tone={route.tone}>{route.long}</Chip>
        </span>
      </div>
      <ul className="mt-1 grid gap-0.5 text-ink-2">
        {because.map((clause) => (
          <li key={clause}>{sentence(clause)}</li>
        ))}
      </ul>
      <p className="mt-2 text-ink-2">{suspectSentence(assessment)}</p>
      <dl className="mt-4 flex gap-1" aria-label="How surely each kind of attacker is excluded, in bits">
        {attackerClasses.map((attacker) => (
          <div
            key={attacker}
            className={classNames(
              'min-w-0 flex-auto rounded-md border px-1.5 py-1',
              attacker === weakest ? 'border-warn bg-warn-soft text-warn' : 'border-line bg-pane',
            )}
          >
            <dt className={classNames('text-xs', attacker !== weakest && 'text-ink-3')}>{attackerWords[attacker]}</dt>
            <dd className="font-semibold">{formatMargin(margins[attacker])}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-1.5 text-ink-3 text-xs">
        Margins in bits: how surely each is excluded. Weakest: {attackerWords[weakest].toLowerCase()}.
      </p>
    </section>
  )
}

function Section({ title, aside, children }: { title: string; aside?: string | undefined; children: ReactNode }) {
  return (
    <section aria-label={title} className="mx-5 border-line border-b py-4 last:border-b-0">
      <h2 className="mb-2 flex items-baseline gap-3 font-semibold text-ink-2 text-sm">
        {title}
        {aside && <span className="ml-auto font-normal text-ink-3">{aside}</span>}
      </h2>
      {children}
    </section>
  )
}

/** The fragment of the first stretch of text that carries a number. */
function placeOf({ mails, quarantined }: TicketPage, mark: number): string | null {
  for (const mail of [...mails, ...quarantined]) {
    const found = mail.passages.flatMap(({ segments }) => segments).find(({ marks }) => marks.includes(mark))
    if (found) return `#mail-${mail.id}-${found.start}`
  }
  return null
}

/** A clause as a sentence. */
function sentence(clause: string): string {
  const whole = clause.charAt(0).toUpperCase() + clause.slice(1)
  return /[.!?。]$/.test(whole) ? whole : `${whole}.`
}
