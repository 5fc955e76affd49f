import { useLanguage, useWords } from '#app/components/language.tsx'
import type { Question } from '#app/mail/how-judged.ts'
import type { MailView } from '#app/tickets/ticket-page.ts'
import { judgedWords } from './judged-words.ts'
import { useStepOutcome } from './step-outcome.ts'

const cell = 'py-1 pr-3 align-top text-left font-normal last:pr-0'

/** Every question to the DNS with what came back, as it is kept with the mail. */
export function Questions({ questions }: { questions: readonly Question[] }) {
  const words = useWords(judgedWords)
  if (questions.length === 0) return <p className="text-ink-3">{words.noQuestions}</p>
  return (
    <table className="w-full table-fixed">
      <thead className="sr-only">
        <tr>
          <th scope="col">{words.question}</th>
          <th scope="col">{words.answer}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {questions.map((question) => (
          <tr key={`${question.type} ${question.name}`} className="max-sm:grid">
            <th scope="row" className={`${cell} w-2/5 break-all text-ink-2 max-sm:w-full`}>
              <span className="text-ink-3">{question.type}</span> {question.name}
            </th>
            <td className={`${cell} break-all font-mono text-xs leading-5`}>
              <Answer question={question} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Answer({ question: { answers, error } }: { question: Question }) {
  const words = useWords(judgedWords)
  if (error !== null) {
    const silent = /TIMEOUT|SERVFAIL|REFUSED/.test(error)
    const known = /^E?(NOTFOUND|NODATA|NXDOMAIN)$/.test(error)
    return (
      <span className={silent ? 'font-sans text-warn' : 'font-sans text-ink-3'}>
        {silent ? words.silent : known ? words.noRecord : words.errorCode(error)}
      </span>
    )
  }
  // biome-ignore lint/suspicious/noArrayIndexKey: two records may be alike, and the order never changes.
  return answers.map((answer, index) => <p key={index}>{answer}</p>)
}

/** The steps that the mail took, each with what came out and how long it took. */
export function Steps({ trace }: { trace: MailView['trace'] }) {
  const words = useWords(judgedWords)
  const number = new Intl.NumberFormat(useLanguage(), { maximumFractionDigits: 1 })
  const names: Readonly<Record<string, string>> = words.stepNames
  const said = useStepOutcome()
  const together = trace.reduce((sum, { ms }) => sum + ms, 0)
  return (
    <table className="w-full">
      <thead className="sr-only">
        <tr>
          <th scope="col">{words.step}</th>
          <th scope="col">{words.outcome}</th>
          <th scope="col">{words.took}</th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {trace.map(({ step, outcome, ms }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mail may take the same step twice, and the order never changes.
          <tr key={index}>
            <th scope="row" className={`${cell} w-24 text-ink-3`}>
              {names[step] ?? step}
            </th>
            <td className={`${cell} break-words text-ink-2 [overflow-wrap:anywhere]`}>{said(outcome)}</td>
            <td className={`${cell} w-20 whitespace-nowrap text-right text-ink-3`}>{words.ms(number.format(ms))}</td>
          </tr>
        ))}
        <tr>
          <th scope="row" className={`${cell} text-ink-3`}>
            {words.total}
          </th>
          <td className={cell} />
          <td className={`${cell} whitespace-nowrap text-right text-ink-2`}>{words.ms(number.format(together))}</td>
        </tr>
      </tbody>
    </table>
  )
}
