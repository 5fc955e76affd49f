import type { Range } from '#app/mail/parsed-mail.ts'

/** A text with what was searched for marked in it; ranges in order that do not overlap. */
export function Marked({ text, marks }: { text: string; marks: readonly Range[] }) {
  if (marks.length === 0) return <>{text}</>
  const last = marks.at(-1)?.end ?? 0
  return (
    <>
      {marks.map(({ start, end }, at) => (
        <span key={start}>
          {text.slice(marks[at - 1]?.end ?? 0, start)}
          <mark className="rounded-[2px] bg-mark text-ink">{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(last)}
    </>
  )
}
