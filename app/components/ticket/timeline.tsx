import { StickyNote } from 'lucide-react'
import { useWords } from '#app/components/language.tsx'
import { Moment } from '#app/components/moment.tsx'
import { useMoments } from '#app/components/moments.ts'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import type { NoteView } from '#app/tickets/note.ts'
import type { TicketEvent } from '#app/tickets/ticket-event.ts'
import type { MailView, TicketPage } from '#app/tickets/ticket-page.ts'
import { MailCard } from './mail-card.tsx'
import { timelineWords } from './timeline-words.ts'

type Item = { at: Date; mail: MailView } | { at: Date; event: TicketEvent } | { at: Date; note: NoteView }

type Story = { ticket: TicketPage; notes: readonly NoteView[]; sourceOpen: boolean }

/** Mails, notes, and what was done about them, in the order that it happened. */
export function Timeline({ ticket, notes, sourceOpen }: Story) {
  const words = useWords(timelineWords)
  const items: Item[] = [
    ...ticket.mails.map((mail) => ({ at: mail.arrivedAt, mail })),
    ...ticket.events.map((event) => ({ at: event.at, event })),
    ...notes.map((note) => ({ at: note.writtenAt, note })),
  ]
  items.sort((one, other) => one.at.getTime() - other.at.getTime())
  const first = ticket.mails[0]?.id
  return (
    <ol aria-label={words.story} className="grid gap-3">
      {items.map((item, index) => {
        if ('mail' in item)
          return (
            <li key={`mail ${item.mail.id}`} className="min-w-0">
              <MailCard mail={item.mail} subjectShown={item.mail.id !== first} sourceOpen={sourceOpen} />
            </li>
          )
        if ('note' in item)
          return (
            <li key={`note ${item.note.id}`} className="min-w-0">
              <Note note={item.note} />
            </li>
          )
        // biome-ignore lint/suspicious/noArrayIndexKey: two letters may be sent in the same moment, and the order never changes.
        return <EventLine key={`event ${index}`} event={item.event} />
      })}
    </ol>
  )
}

function Note({ note: { id, name, text, writtenAt } }: { note: NoteView }) {
  const words = useWords(timelineWords)
  const moments = useMoments()
  return (
    <article
      aria-label={`${words.internal}: ${name}, ${moments.short(writtenAt)}`}
      id={`note-${id}`}
      className="rounded-md border border-line border-l-[3px] border-l-mark-line bg-sunk px-4 py-3"
    >
      <p className="mb-1 flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
        <Avatar name={name} />
        <b className="font-semibold text-ink">{name}</b>
        <Moment at={writtenAt} />
        <span className="ml-auto inline-flex items-center gap-1 text-xs">
          <StickyNote aria-hidden="true" className="size-3.5" />
          {words.internal}
        </span>
      </p>
      <p className="max-w-[68ch] whitespace-pre-wrap break-words [overflow-wrap:anywhere]">{text}</p>
    </article>
  )
}

const dots = { plain: 'bg-line-2', for: 'bg-for', against: 'bg-against', warn: 'bg-warn' }

function EventLine({ event }: { event: TicketEvent }) {
  const { at, detail, tone } = event
  const text = useEventText(event)
  const retold = useRetold()
  return (
    <li className="flex gap-2.5 px-4 text-ink-3 text-sm">
      <span aria-hidden="true" className={classNames('mt-[0.4rem] size-1.5 shrink-0 rounded-full', dots[tone])} />
      <div className="min-w-0 break-words">
        <span className="text-ink-2">{text}</span> <Moment at={at} />
        {detail && (
          <p className="mt-0.5 whitespace-pre-wrap border-line-2 border-l-2 pl-2 [overflow-wrap:anywhere]">
            {event.kind === 'deed' ? retold(detail) : detail}
          </p>
        )}
      </div>
    </li>
  )
}

function useEventText(event: TicketEvent): string {
  const words = useWords(timelineWords)
  const name = event.name ?? words.desk
  switch (event.kind) {
    case 'letter':
      return words.fates[event.fate](words.letters[event.letter], words.languages[event.language])
    case 'ruling':
      return `${words.rulings[event.verb](name)}${event.override ? words.override : ''}`
    case 'deed':
      return words.deeds[event.verb](name, event.about === 'nobody' ? words.nobody : event.about)
  }
}
