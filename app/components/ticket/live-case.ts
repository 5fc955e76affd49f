import { useEffect, useRef, useState } from 'react'
import { useDeskNews } from '#app/components/live/live-desk.tsx'
import { type LiveCase, type LiveCaseText, readLiveCase } from '#app/tickets/live-case.ts'
import type { NoteView } from '#app/tickets/note.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { useDeedUnderWay } from './deed-under-way.ts'

type Drawn = { ticket: TicketPage; notes: readonly NoteView[]; now: Date }

/**
 * An open case with what may change under its reader's eyes as it is now: whose it is, its state, what was added at the
 * end. Mails and evidence stay as they were read; `changed` says that there is more.
 */
export function useLiveCase(drawn: Drawn): Pick<Drawn, 'ticket' | 'notes'> & { changed: boolean } {
  const { id } = drawn.ticket
  const [known, know] = useState<LiveCase | null>(null)
  const reading = useRef<AbortController | null>(null)
  // One's own deed draws the case anew in a moment.
  const busy = useDeedUnderWay()
  useEffect(() => () => reading.current?.abort(), [])
  useDeskNews(({ all, tickets, cases }) => {
    if (!all && !tickets.includes(id) && !cases.includes(id)) return
    reading.current?.abort()
    const read = new AbortController()
    reading.current = read
    // What could not be read is read with the next news.
    readCase(id, read.signal).then(
      (found) => found && !read.signal.aborted && know(found),
      () => {},
    )
  })
  if (!known || known.now <= drawn.now) return { ticket: drawn.ticket, notes: drawn.notes, changed: false }
  const { version, notes, now: _, ...live } = known
  const changed = version > drawn.ticket.version && !busy
  return { ticket: { ...drawn.ticket, ...live }, notes, changed }
}

async function readCase(id: number, signal: AbortSignal): Promise<LiveCase | null> {
  const answer = await fetch(`/tickets/${id}/live`, { signal })
  if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return null
  return readLiveCase((await answer.json()) as LiveCaseText)
}
