import { Fragment } from 'react'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Passage, Segment } from '#app/tickets/marked-text.ts'

/** Which claim's number the pointer is on; its marks are lit. */
export type Lit = { lit: number | null }

/** A mail's text with its claims marked; quoted history is folded, not cut. */
export function MarkedText({ passages, lit, mailId }: { passages: readonly Passage[]; mailId: number } & Lit) {
  return (
    <div className="max-w-[68ch] whitespace-pre-wrap break-words text-read [overflow-wrap:anywhere]">
      {passages.filter(isWritten).map(({ quoted, lines, segments }) =>
        quoted ? (
          <details key={segments[0]?.start ?? 0} className="my-2 text-ink-3 text-sm">
            <summary className="w-fit rounded-sm py-0.5 hover:text-ink">
              {lines === 1 ? '1 quoted line' : `${lines} quoted lines`}
            </summary>
            <div className="mt-1 border-line-2 border-l-2 pl-3">
              <Segments segments={segments} lit={lit} mailId={mailId} />
            </div>
          </details>
        ) : (
          <Segments key={segments[0]?.start ?? 0} segments={segments} lit={lit} mailId={mailId} />
        ),
      )}
    </div>
  )
}

/** Blank lines between stretches of history say nothing. */
function isWritten({ segments }: Passage): boolean {
  return segments.some(({ text }) => text.trim() !== '')
}

/** Text in which the stretches that claims were read from are numbered. */
export function Segments({ segments, lit, mailId }: { segments: readonly Segment[]; mailId?: number } & Lit) {
  return segments.map(({ text, marks, ends, kinds, start }) =>
    marks.length === 0 ? (
      <Fragment key={start}>{text}</Fragment>
    ) : (
      <mark
        key={start}
        {...(mailId === undefined ? {} : { id: `mail-${mailId}-${start}` })}
        title={kinds.map((kind) => kind.replaceAll('_', ' ')).join(', ')}
        className={classNames(
          'scroll-my-24 rounded-[3px] px-0.5 py-px text-inherit',
          lit !== null && marks.includes(lit)
            ? 'bg-accent-soft shadow-[inset_0_-2px_var(--color-accent)]'
            : 'bg-mark shadow-[inset_0_-1.5px_var(--color-mark-line)]',
        )}
      >
        <Numbered text={text} numbers={ends} />
      </mark>
    ),
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
        <sup className="ml-0.5 select-none font-semibold text-[0.5625rem] text-ink-2">
          <span className="sr-only"> claim </span>
          {numbers.join(' ')}
        </sup>
      </span>
    </>
  )
}
