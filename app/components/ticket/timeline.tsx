import { formatMoment } from '#app/components/clock.ts'
import { classNames } from '#app/components/ui/class-names.ts'
import type { MailView, TicketEvent, TicketPage } from '#app/tickets/ticket-page.ts'
import { MailCard } from './mail-card.tsx'
import type { Lit } from './marked-text.tsx'

type Item = { at: Date; mail: MailView } | { at: Date; event: TicketEvent }

/** Mails and what was done about them, in the order that it happened. */
export function Timeline({ ticket, lit, sourceOpen }: { ticket: TicketPage; sourceOpen: boolean } & Lit) {
  const items: Item[] = [
    ...ticket.mails.map((mail) => ({ at: mail.arrivedAt, mail })),
    ...ticket.events.map((event) => ({ at: event.at, event })),
  ]
  items.sort((one, other) => one.at.getTime() - other.at.getTime())
  const first = ticket.mails[0]?.id
  return (
    <ol className="grid gap-3">
      {items.map((item, index) =>
        'mail' in item ? (
          <li key={`mail ${item.mail.id}`} className="min-w-0">
            <MailCard mail={item.mail} lit={lit} subjectShown={item.mail.id !== first} sourceOpen={sourceOpen} />
          </li>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: two letters may be sent in the same moment, and the order never changes.
          <EventLine key={`event ${index}`} event={item.event} />
        ),
      )}
    </ol>
  )
}

const dots = { plain: 'bg-line-2', for: 'bg-for', against: 'bg-against', warn: 'bg-warn' }

function EventLine({ event: { at, text, detail, tone } }: { event: TicketEvent }) {
  return (
    <li className="flex gap-2.5 px-4 text-ink-3 text-sm">
      <span aria-hidden="true" className={classNames('mt-[0.4rem] size-1.5 shrink-0 rounded-full', dots[tone])} />
      <div className="min-w-0 break-words">
        <span className="text-ink-2">{text}</span>{' '}
        <time dateTime={at.toISOString()} className="whitespace-nowrap">
          {formatMoment(at)}
        </time>
        {detail && <p className="mt-0.5 border-line-2 border-l-2 pl-2">{detail}</p>}
      </div>
    </li>
  )
}
