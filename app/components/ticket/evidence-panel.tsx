import { CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatBits, formatMargin, formatPercent } from '#app/components/figures.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Chip } from '#app/components/ui/chip.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { kindWords, routeTones } from '#app/components/words.ts'
import { attackerClasses } from '#app/evidence/assessment.ts'
import { labelOf, suspectSentence } from '#app/evidence/sentences.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { undecidedStates } from '#app/tickets/ticket.ts'
import type { AssessmentView, TicketPage } from '#app/tickets/ticket-page.ts'
import { AccountRecord } from './account-record.tsx'
import { CorrectClaims } from './correct-claims.tsx'
import { evidenceWords } from './evidence-words.ts'
import { Related } from './related.tsx'
import { decidingStep, useStepOutcome } from './step-outcome.ts'
import { Waterfall } from './waterfall.tsx'

type Panel = {
  ticket: TicketPage
  person: Person
  now: Date
  /** The list's query, kept in the links to other cases. */
  query: string
}

/** What the evidence says, how it came to that, what the account has on record, and which cases lie near. */
export function EvidencePanel({ ticket, person, now, query }: Panel) {
  const { assessment } = ticket
  const language = useLanguage()
  const words = useWords(evidenceWords)
  return (
    <>
      {assessment ? (
        <>
          <Verdict ticket={ticket} assessment={assessment} />
          {assessment.bars.length > 0 && (
            <Section title={words.evidence} aside={words.evidenceUnits}>
              <Waterfall bars={assessment.bars} firstMark={(mark) => placeOf(ticket, mark)} />
              {assessment.notStated.length > 0 && (
                <p className="mt-3 text-ink-3 text-sm">
                  {words.notStated(assessment.notStated.map((kind) => labelOf(kind, language).toLowerCase()))}
                </p>
              )}
            </Section>
          )}
        </>
      ) : (
        <div className="mx-5 border-line border-b">
          <EmptyState icon={CircleHelp} title={words.notWeighed}>
            {ticket.category === 'recovery' ? words.noAccount : <TakenFor ticket={ticket} />}
          </EmptyState>
        </div>
      )}
      {ticket.category === 'recovery' && undecidedStates.includes(ticket.state) && may(person.role, 'decide') && (
        <CorrectClaims
          ticketId={ticket.id}
          version={ticket.version}
          mailIds={ticket.mails.map(({ id }) => id)}
          claims={ticket.claims}
        />
      )}
      {ticket.account && (
        <Section title={words.onRecord} aside={words.onRecordHow}>
          <AccountRecord account={ticket.account} ticketId={ticket.id} mayReveal={may(person.role, 'reveal')} />
        </Section>
      )}
      <Section title={words.related} aside={ticket.related.length === 0 ? undefined : words.relatedHow}>
        <Related related={ticket.related} accountKnown={ticket.accountNumber !== null} now={now} query={query} />
      </Section>
      {assessment && (
        <p className="mx-5 border-line border-t py-3 text-ink-3 text-xs">{words.policy(assessment.policy)}</p>
      )}
    </>
  )
}

function Verdict({ ticket, assessment }: { ticket: TicketPage; assessment: AssessmentView }) {
  const { probability, bits, because, margins } = assessment
  const language = useLanguage()
  const words = useWords(evidenceWords)
  const kinds = useWords(kindWords)
  const retold = useRetold()
  const recommendation = ticket.recommendation && kinds.recommendation[ticket.recommendation]
  // Without an account nothing is compared, and a half is no probability.
  const weighed = assessment.bars.length > 0
  const weakest = attackerClasses.reduce((one, other) => (margins[other] < margins[one] ? other : one))
  return (
    <section aria-labelledby="verdict" className="mx-5 border-line border-b py-4">
      <h2 id="verdict" className="sr-only">
        {words.verdict}
      </h2>
      {weighed ? (
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <p className="font-bold text-2xl tracking-tight" title={words.probability}>
            {formatPercent(probability)}
          </p>
          <p className="text-ink-2">{words.bits(formatBits(bits))}</p>
        </div>
      ) : (
        <p className="font-bold text-xl tracking-tight">{words.notWeighed}</p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1">
        <p>
          <span className="text-ink-2">{words.recommended}</span>
          <b className="font-semibold">{recommendation ?? words.nothingYet}</b>
        </p>
        <span className="ml-auto">
          <Chip tone={routeTones[ticket.route]}>{kinds.routeLong[ticket.route]}</Chip>
        </span>
      </div>
      <ul className="mt-1 grid list-disc gap-0.5 pl-4 text-ink-2 marker:text-ink-3">
        {because.map((clause) => (
          <li key={clause}>{sentence(retold(clause))}</li>
        ))}
      </ul>
      {weighed && (
        <>
          <p className="mt-2 text-ink-2">{suspectSentence(assessment, language)}</p>
          <dl className="mt-4 flex gap-1" aria-label={words.margins}>
            {attackerClasses.map((attacker) => (
              <div
                key={attacker}
                className={classNames(
                  'min-w-0 flex-auto rounded-md border px-1.5 py-1',
                  attacker === weakest ? 'border-warn bg-warn-soft text-warn' : 'border-line bg-pane',
                )}
              >
                <dt className={classNames('text-xs', attacker !== weakest && 'text-ink-3')}>
                  {kinds.attacker[attacker]}
                </dt>
                <dd className="font-semibold">{formatMargin(margins[attacker])}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-1.5 text-ink-3 text-xs">{words.weakest(kinds.attacker[weakest].toLowerCase())}</p>
        </>
      )}
    </section>
  )
}

/** What a mail is taken for instead, and why. */
function TakenFor({ ticket: { mails } }: { ticket: TicketPage }) {
  const words = useWords(evidenceWords)
  const said = useStepOutcome()
  const step = decidingStep(mails[0]?.trace ?? [])
  return (
    <>
      {words.noRecovery}
      {step && <span className="mt-2 block text-ink">{words.takenFor(said(step.outcome))}</span>}
    </>
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
  const whole = (clause.charAt(0).toUpperCase() + clause.slice(1)).replace(/(?<=\s)-(?=\d)/g, '−')
  return /[.!?。]$/.test(whole) ? whole : `${whole}.`
}
