import { Link, useFetcher } from '@remix-run/react'
import { ScanSearch, Siren } from 'lucide-react'
import { groupDigits } from '#app/components/figures.ts'
import { joins } from '#app/components/joins.ts'
import { useWords } from '#app/components/language.tsx'
import { useUnsentText } from '#app/components/live/unsent-text.ts'
import { useMoments } from '#app/components/moments.ts'
import { useActs } from '#app/components/queue/acts.tsx'
import { textFor } from '#app/components/queue/asked.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import { longestQuestion, writeCases } from '#app/tickets/act.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { caseWords } from './case-words.ts'
import { HeadButton } from './head-button.tsx'
import { Ties } from './ties.tsx'

type Head = { ticket: TicketPage; person: Person; query: string }

/** What must be known before anything is read: that it is difficult, asked about, resting, merged. */
export function CaseHead({ ticket, person, query }: Head) {
  const words = useWords(caseWords)
  const { gap } = useWords(joins)
  const moments = useMoments()
  const { open } = useActs()
  const { difficulty, question, snoozedUntil, tags } = ticket
  const sorts = may(person.role, 'sort tickets')
  const shown = [
    difficulty && (
      <div key="difficult" className="rounded-md border border-against bg-against-soft p-3 text-against" role="note">
        <p className="flex items-center gap-2 font-semibold">
          <Siren aria-hidden="true" className="size-4 shrink-0" />
          {words.difficultTitles[difficulty]}
        </p>
        <p className="mt-1 max-w-[70ch] text-ink">{words.difficultSteps[difficulty] + gap + words.difficultFoot}</p>
        {!question && may(person.role, 'escalate') && (
          <div className="mt-2">
            <Button kind={difficulty === 'self_harm' ? 'go' : 'plain'} keys="Q" onClick={() => open('escalate')}>
              {words.askSupervisor}
            </Button>
          </div>
        )}
      </div>
    ),
    question && <Question key="question" ticket={ticket} person={person} />,
    <FoundByFact key="found" ticket={ticket} />,
    <Ties key="ties" ticket={ticket} person={person} query={query} />,
    snoozedUntil && (
      <Notice key="snoozed" action={sorts && <HeadButton onClick={() => open('snooze')}>{words.endSnooze}</HeadButton>}>
        {words.snoozed(moments.zoned(snoozedUntil))}
      </Notice>
    ),
    tags.length > 0 && (
      <ul key="tags" aria-label={words.tags} className="flex flex-wrap gap-1.5">
        {tags.map((tag) => (
          <li key={tag}>
            <Link to={`/queue?view=all&tag=${encodeURIComponent(tag)}`} className="hover:underline">
              <Chip>{tag}</Chip>
            </Link>
          </li>
        ))}
      </ul>
    ),
  ]
  return <div className="mb-3 grid gap-2 empty:hidden">{shown}</div>
}

/** A question that waits, and for a supervisor the hand to answer it. */
function Question({ ticket, person }: Omit<Head, 'query'>) {
  const words = useWords(caseWords)
  const moments = useMoments()
  const fetcher = useFetcher({ key: 'acts' })
  const about = textFor('answer', [{ ticketId: ticket.id }])
  // Whether it arrived is heard where all acts are: there it is forgotten.
  const [answer, write] = useUnsentText(about, false)
  const { question } = ticket
  if (!question) return null
  const mayAnswer = may(person.role, 'answer escalation') && question.askedBy !== person.id
  return (
    <section className="rounded-md border border-warn bg-warn-soft p-3" aria-label={words.answer}>
      <p className="font-semibold text-warn">{words.question(question.by, moments.zoned(question.at))}</p>
      <p className="mt-1 max-w-[70ch] whitespace-pre-wrap break-words text-ink">{question.text}</p>
      {mayAnswer ? (
        <fetcher.Form method="post" action="/queue?index" className="mt-3 grid gap-2">
          <input type="hidden" name="intent" value="act" />
          <input type="hidden" name="kind" value="answer" />
          <input type="hidden" name="cases" value={writeCases([{ ticketId: ticket.id, version: ticket.version }])} />
          <TextArea
            label={words.answerLabel}
            name="answer"
            value={answer}
            onChange={({ target }) => write(target.value)}
            required
            maxLength={longestQuestion}
          />
          <div className="flex justify-end">
            <Button type="submit" kind="go">
              {words.answer}
            </Button>
          </div>
        </fetcher.Form>
      ) : (
        <p className="mt-2 text-ink-2 text-sm">{words.onlySupervisor}</p>
      )}
    </section>
  )
}

/** An account that nobody named: which fact led to it, and what that means for an answer. */
function FoundByFact({ ticket: { accountNumber, foundByFact } }: { ticket: TicketPage }) {
  const words = useWords(caseWords)
  const { gap } = useWords(joins)
  if (accountNumber === null || foundByFact === null) return null
  return (
    <div className="flex gap-2 rounded-md border border-warn bg-warn-soft p-3" role="note">
      <ScanSearch aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
      <p className="max-w-[70ch] text-ink">
        <span className="font-semibold text-warn">{words.foundByFact(groupDigits(accountNumber))}</span>
        {gap + words.foundBy[foundByFact] + gap}
        <span className="text-ink-2">{words.foundByFactFoot}</span>
      </p>
    </div>
  )
}
