import type { ReactNode } from 'react'
import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Chip, type Tone } from '#app/components/ui/chip.tsx'
import { kindWords } from '#app/components/words.ts'
import { type Check, explainFilters } from '#app/mail/how-judged.ts'
import type { MailView } from '#app/tickets/ticket-page.ts'
import { Questions, Steps } from './judged-trace.tsx'
import { judgedWords } from './judged-words.ts'

const tones: Record<Check['outcome'], Tone> = {
  passed: 'for',
  failed: 'against',
  nothing: 'plain',
  noted: 'plain',
  waits: 'warn',
}

/** How the sender's level came about: the rule, every check, what DNS answered, and the steps that the mail took. */
export function Judged({ mail: { judged, trace, reasons, level } }: { mail: MailView }) {
  const words = useWords(judgedWords)
  const kinds = useWords(kindWords)
  const filterNames: Readonly<Record<string, string>> = words.filterNames
  const { rule, checks, questions } = judged
  const filters = trace.find(({ step }) => step === 'filters')
  return (
    <div className="grid gap-5 p-4 text-sm">
      <Part title={words.level}>
        <p className="font-semibold">{kinds.senderLong[level]}</p>
        <p className="text-ink-2">{words.rules[rule]}</p>
        <List items={reasons} />
      </Part>
      <Part title={words.checks} aside={words.checksHow}>
        <ul className="grid gap-2">
          {checks.map(({ check, outcome, of, says }, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a mail may carry two signatures of one domain, and the order never changes.
              key={index}
              className="grid grid-cols-1 gap-x-3 sm:grid-cols-[11rem_minmax(0,1fr)]"
            >
              <span className="text-ink-3">{words.check[check]}</span>
              <span className="min-w-0 break-words [overflow-wrap:anywhere]">
                <Chip tone={tones[outcome]}>{words.outcomes[outcome]}</Chip>{' '}
                {of && <b className="font-semibold">{of}</b>}
                <List items={says} />
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.questions}>
        <Questions questions={questions} />
      </Part>
      {filters && (
        <Part title={words.filters} aside={words.filtersHow}>
          <ol className="flex flex-wrap gap-1.5">
            {explainFilters(filters.filter ?? null).map(({ filter, outcome }) => (
              <li key={filter}>
                <Chip tone={outcome === 'decided' ? 'accent' : 'plain'}>
                  {words.because(filterNames[filter] ?? filter, words.filterOutcomes[outcome])}
                </Chip>
              </li>
            ))}
          </ol>
        </Part>
      )}
      {trace.length > 0 && (
        <Part title={words.steps} aside={words.stepsHow}>
          <Steps trace={trace} />
        </Part>
      )}
    </div>
  )
}

function Part({ title, aside, children }: { title: string; aside?: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1.5 flex items-baseline gap-3 font-semibold text-ink-2">
        {title}
        {aside && <span className="ml-auto font-normal text-ink-3">{aside}</span>}
      </h3>
      {children}
    </section>
  )
}

function List({ items }: { items: readonly string[] }) {
  const retold = useRetold()
  if (items.length === 0) return null
  return (
    <ul className="grid gap-0.5 text-ink-2">
      {items.map((item) => (
        <li key={item}>{retold(item)}</li>
      ))}
    </ul>
  )
}
