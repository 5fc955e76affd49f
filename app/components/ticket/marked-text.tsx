import { Fragment } from 'react'
import { classNames } from '#app/components/ui/class-names.ts'
import type { Passage, Segment } from '#app/tickets/marked-text.ts'

/** Which claim's number the pointer is on; its marks are lit. */
export type Lit = { lit: number | null }

/** A mail's text with its claims marked; quoted history is folded, not cut. */
export function MarkedText({ passages, lit, mailId }: { passages: readonly Passage[]; mailId: number } & Lit) {
  return (
    <div className="max-w-[68ch] whitespace-pre-wrap break-words text-read [overflow-wrap:anywhere]">
      {passages.map(({ quoted, lines, segments }) =>
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

/** Text in which the stretches that claims were read from are numbered. */
export function Segments({ segments, lit, mailId }: { segments: readonly Segment[]; mailId?: number } & Lit) {
  return segments.map(({ text, marks, ends, start }) =>
    marks.length === 0 ? (
      <Fragment key={start}>{text}</Fragment>
    ) : (
      <mark
        key={start}
        {...(mailId === undefined ? {} : { id: `mail-${mailId}-${start}` })}
        data-marks={marks.join(' ')}
        className={classNames(
          'scroll-my-24 rounded-[3px] px-0.5 py-px text-inherit',
          lit !== null && marks.includes(lit)
            ? 'bg-accent-soft shadow-[inset_0_-2px_var(--color-accent)]'
            : 'bg-mark shadow-[inset_0_-1.5px_var(--color-mark-line)]',
        )}
      >
        {text}
        {ends.length > 0 && (
          <sup className="ml-0.5 select-none font-semibold text-[0.5625rem] text-ink-2">
            <span className="sr-only"> claim </span>
            {ends.join(' ')}
          </sup>
        )}
      </mark>
    ),
  )
}
