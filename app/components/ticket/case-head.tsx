import { Link, useFetcher } from '@remix-run/react'
import { ScanSearch, Siren } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatMoment } from '#app/components/clock.ts'
import { groupDigits } from '#app/components/figures.ts'
import { joins } from '#app/components/joins.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { useActs } from '#app/components/queue/acts.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { longestQuestion, writeCases } from '#app/tickets/act.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { caseWords } from './case-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Head = { ticket: TicketPage; mayAnswer: boolean; personId: string; query: string }

/** What must be known before anything is read: that it is difficult, asked about, resting, merged. */
export function CaseHead({ ticket, mayAnswer, personId, query }: Head) {
  const words = useWords(caseWords)
  const { gap } = useWords(joins)
  const language = useLanguage()
  const { open } = useActs()
  const { difficulty, question, snoozedUntil, tags } = ticket
  const shown = [
    difficulty && (
      <div key="difficult" className="rounded-md border border-against bg-against-soft p-3 text-against" role="note">
        <p className="flex items-center gap-2 font-semibold">
          <Siren aria-hidden="true" className="size-4 shrink-0" />
          {words.difficultTitles[difficulty]}
        </p>
        <p className="mt-1 max-w-[70ch] text-ink">{words.difficultSteps[difficulty] + gap + words.difficultFoot}</p>
        {!question && (
          <div className="mt-2">
            <Button kind={difficulty === 'self_harm' ? 'go' : 'plain'} keys="Q" onClick={() => open('escalate')}>
              {words.askSupervisor}
            </Button>
          </div>
        )}
      </div>
    ),
    question && <Question key="question" ticket={ticket} mayAnswer={mayAnswer && question.askedBy !== personId} />,
    <FoundByFact key="found" ticket={ticket} />,
    <Ties key="ties" ticket={ticket} query={query} />,
    snoozedUntil && (
      <Notice key="snoozed" action={<HeadButton onClick={() => open('snooze')}>{words.endSnooze}</HeadButton>}>
        {words.snoozed(formatMoment(snoozedUntil, language))}
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
function Question({ ticket, mayAnswer }: { ticket: TicketPage; mayAnswer: boolean }) {
  const words = useWords(caseWords)
  const language = useLanguage()
  const fetcher = useFetcher({ key: 'acts' })
  const [answer, write] = useState('')
  const { question } = ticket
  if (!question) return null
  return (
    <section className="rounded-md border border-warn bg-warn-soft p-3" aria-label={words.answer}>
      <p className="font-semibold text-warn">{words.question(question.by, formatMoment(question.at, language))}</p>
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

/** Where the case went, and where it came from. */
function Ties({ ticket, query }: { ticket: TicketPage; query: string }) {
  const words = useWords(caseWords)
  const language = useLanguage()
  const [asked, ask] = useState(false)
  const { mergedInto, splitFrom, splitOff, linked } = ticket.links
  const to = (id: number) => `/tickets/${id}${query}`
  return (
    <>
      {mergedInto && (
        <Notice
          tone="accent"
          action={
            <span className="flex shrink-0 gap-3">
              <Link to={to(mergedInto.id)} className="font-semibold underline underline-offset-2">
                {words.open}
              </Link>
              <HeadButton onClick={() => ask(true)}>{words.undoMerge}</HeadButton>
            </span>
          }
        >
          {words.mergedInto(mergedInto.id, mergedInto.by, formatMoment(mergedInto.at, language))}
        </Notice>
      )}
      {splitFrom !== null && (
        <p className="text-ink-2 text-sm">
          <Link to={to(splitFrom)} className="text-accent hover:underline">
            {words.splitFrom(splitFrom)}
          </Link>
        </p>
      )}
      {linked.length > 0 && (
        <p className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
          {words.linked}
          {linked.map((id) => (
            <Link key={id} to={to(id)} className="text-accent hover:underline">
              #{id}
            </Link>
          ))}
        </p>
      )}
      {splitOff.length > 0 && (
        <p className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
          {words.splitOff('')}
          {splitOff.map((id) => (
            <Link key={id} to={to(id)} className="text-accent hover:underline">
              #{id}
            </Link>
          ))}
        </p>
      )}
      {asked && (
        <ConfirmDialog
          title={words.undoMergeTitle}
          effect={[words.undoMergeEffect]}
          submit={words.undoMerge}
          ticketId={ticket.id}
          query={query}
          fields={{ intent: 'undo merge', version: ticket.version }}
          onClose={() => ask(false)}
        />
      )}
    </>
  )
}

function HeadButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" onClick={onClick} className="shrink-0 font-semibold underline underline-offset-2">
      {children}
    </button>
  )
}
