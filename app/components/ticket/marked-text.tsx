import { Fragment } from 'react'
import { useWords } from '#app/components/language.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Passage, Segment } from '#app/tickets/marked-text.ts'
import { barId, unweighedAt, useClaimLight, useLighting } from './claim-light.tsx'
import { mailWords } from './mail-words.ts'

/** A mail's text with its claims marked; quoted history is folded, not cut. */
export function MarkedText({ passages, mailId }: { passages: readonly Passage[]; mailId: number }) {
  const words = useWords(mailWords)
  return (
    <div className="max-w-[68ch] whitespace-pre-wrap break-words text-read [overflow-wrap:anywhere]">
      {passages.filter(isWritten).map(({ quoted, lines, segments }) =>
        quoted ? (
          <details key={segments[0]?.start ?? 0} className="my-2 text-ink-3 text-sm">
            <summary className="w-fit rounded-sm py-0.5 hover:text-ink">{words.quoted(lines)}</summary>
            <div className="mt-1 border-line-2 border-l-2 pl-3">
              <Segments segments={segments} mailId={mailId} />
            </div>
          </details>
        ) : (
          <Segments key={segments[0]?.start ?? 0} segments={segments} mailId={mailId} />
        ),
      )}
    </div>
  )
}

/** Blank lines between stretches of history say nothing. */
function isWritten({ segments }: Passage): boolean {
  return segments.some(({ text }) => text.trim() !== '')
}

/** Text in which the stretches that claims were read from are numbered; each number leads to its bar. */
export function Segments({ segments, mailId }: { segments: readonly Segment[]; mailId?: number }) {
  return segments.map((segment) =>
    segment.marks.length === 0 ? (
      <Fragment key={segment.start}>{segment.text}</Fragment>
    ) : (
      <Marked
        key={segment.start}
        segment={segment}
        id={mailId === undefined ? null : `mail-${mailId}-${segment.start}`}
      />
    ),
  )
}

function Marked({ segment: { text, marks, ends, kinds }, id }: { segment: Segment; id: string | null }) {
  const { lit } = useClaimLight()
  const lighting = useLighting(marks[0] ?? null)
  const words = useWords(mailWords)
  return (
    <mark
      {...(id === null ? {} : { id })}
      {...lighting}
      title={kinds.map((kind) => words.claims[kind]).join(', ')}
      className={classNames(
        'scroll-my-24 rounded-[3px] px-0.5 py-px text-inherit',
        lit !== null && marks.includes(lit)
          ? 'bg-accent-soft shadow-[inset_0_-2px_var(--color-accent)]'
          : 'bg-mark shadow-[inset_0_-1.5px_var(--color-mark-line)]',
      )}
    >
      <Numbered text={text} numbers={ends} />
    </mark>
  )
}

/** The number stays on the line of the last letter: Chinese may break anywhere. */
function Numbered({ text, numbers }: { text: string; numbers: readonly number[] }) {
  if (numbers.length === 0) return text
  const last = [...text].at(-1) ?? ''
  return (
    <>
      {text.slice(0, text.length - last.length)}
      <span className="whitespace-nowrap">
        {last}
        {numbers.map((mark) => (
          <ClaimNumber key={mark} mark={mark} />
        ))}
      </span>
    </>
  )
}

/** What is weighed leads to its bar; what is not is only numbered. */
function ClaimNumber({ mark }: { mark: number }) {
  const { weighed } = useClaimLight()
  const words = useWords(mailWords)
  const face = 'ml-0.5 select-none font-semibold text-[0.5625rem] text-ink-2'
  if (!weighed.has(mark))
    return (
      <sup className={classNames(face, 'scroll-my-24 rounded-sm')} tabIndex={-1} {...{ [unweighedAt]: mark }}>
        <span className="sr-only"> {words.claim} </span>
        {mark}
      </sup>
    )
  return (
    <sup className={face}>
      <a href={`#${barId(mark)}`} aria-label={words.claimInEvidence(mark)} className="rounded-sm hover:underline">
        {mark}
      </a>
    </sup>
  )
}
