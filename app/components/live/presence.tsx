import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { useWords } from '#app/components/language.tsx'
import { Avatar } from '#app/components/ui/avatar.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { othersOn, type Presence, presenceBeatMs } from '#app/tickets/presence.ts'
import { watchAttention } from './attention.ts'
import { useDeskNews } from './live-desk.tsx'
import { liveWords } from './live-words.ts'

type Known = { presences: readonly Presence[]; personId: string }

const PresenceContext = createContext<Known>({ presences: [], personId: '' })

/** More faces than this are a number. */
const mostFaces = 3

/** Knows who has which case open. */
export function PresenceProvider({ personId, children }: { personId: string; children: ReactNode }) {
  const [presences, know] = useState<readonly Presence[]>([])
  const ask = useRef(() => {})
  const someThere = presences.some(({ id }) => id !== personId)
  useEffect(() => {
    let stopped = false
    ask.current = () => {
      // Who else is there is worth no error: the next news asks again.
      readPresences().then(
        (found) => !stopped && know(found),
        () => {},
      )
    }
    ask.current()
    return () => {
      stopped = true
    }
  }, [])
  // A sign of life is no news, its absence neither.
  useEffect(() => {
    if (!someThere) return
    const attention = watchAttention(() => ask.current())
    const timer = setInterval(() => attention.isThere() && ask.current(), presenceBeatMs)
    return () => {
      attention.stop()
      clearInterval(timer)
    }
  }, [someThere])
  useDeskNews((news) => {
    if (news.all || news.presences.length > 0) ask.current()
  })
  return <PresenceContext.Provider value={{ presences, personId }}>{children}</PresenceContext.Provider>
}

/** Who else has a case open. */
function useOthers(ticketId: number, now: Date): Presence[] {
  const { presences, personId } = useContext(PresenceContext)
  return othersOn(presences, { ticketId, personId, now })
}

/** The faces of those who have a case open beside its reader; nothing where nobody has. */
export function Others({ ticketId, now }: { ticketId: number; now: Date }) {
  const words = useWords(liveWords)
  const others = useOthers(ticketId, now)
  if (others.length === 0) return null
  const more = others.length - mostFaces
  return (
    <span className="inline-flex shrink-0 items-center gap-1">
      {others.slice(0, mostFaces).map(({ id, name, writing }) => (
        <span
          key={id}
          className={classNames('inline-flex rounded-full', writing ? 'ring-2 ring-warn' : 'ring-1 ring-line-2')}
        >
          <Avatar name={name} label={writing ? words.writesToo(name) : words.looksToo(name)} />
        </span>
      ))}
      {more > 0 && <span className="text-ink-3 text-xs">{words.andMore(more)}</span>}
    </span>
  )
}

/** Tells the others that this case is open here, while somebody sits before it. */
export function useBeHere(ticketId: number): void {
  useEffect(() => {
    let saidAt = 0
    let saidWriting = false
    const say = () => {
      const writing = isWriting()
      if (!attention.isThere() || (writing === saidWriting && Date.now() - saidAt < presenceBeatMs)) return
      saidAt = Date.now()
      saidWriting = writing
      send({ ticket: String(ticketId), writing: writing ? 'yes' : 'no' })
    }
    const attention = watchAttention(() => say())
    const leave = () => {
      if (saidAt === 0) return
      saidAt = 0
      navigator.sendBeacon('/presences', new URLSearchParams({ ticket: String(ticketId), leave: 'yes' }))
    }
    say()
    const timer = setInterval(say, 1_000)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      attention.stop()
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [ticketId])
}

/** A note or a ruling is under way. */
function isWriting(): boolean {
  return document.querySelector('dialog[open]') !== null || document.activeElement?.closest('[data-writing]') != null
}

function send(fields: Record<string, string>): void {
  fetch('/presences', { method: 'POST', body: new URLSearchParams(fields) }).catch(() => {})
}

async function readPresences(): Promise<Presence[]> {
  const answer = await fetch('/presences')
  if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return []
  const told = (await answer.json()) as (Omit<Presence, 'seenAt'> & { seenAt: string })[]
  return told.map((one) => ({ ...one, seenAt: new Date(one.seenAt) }))
}
