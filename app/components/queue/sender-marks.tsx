import { senderFaces } from '#app/components/words.ts'
import { senderLevels } from '#app/mail/sender.ts'
import type { QueueRow } from '#app/tickets/queue.ts'

/** The pictures of the senders in a list, once: its rows only point at them, which makes the page a quarter shorter. */
export function SenderMarks({ rows }: { rows: readonly QueueRow[] }) {
  const drawn = senderLevels.filter((level) => rows.some(({ senderLevel }) => senderLevel === level))
  return (
    <svg aria-hidden="true" className="hidden">
      {drawn.map((level) => {
        const Icon = senderFaces[level].icon
        return (
          <symbol key={level} id={senderMark(level)} viewBox="0 0 24 24">
            <Icon strokeWidth={2.5} />
          </symbol>
        )
      })}
    </svg>
  )
}

/** What a chip names to show the picture of a level. */
export function senderMark(level: QueueRow['senderLevel']): string {
  return `sender-${level}`
}
