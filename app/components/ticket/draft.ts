import { useCallback, useEffect, useRef, useState } from 'react'
import { whenAnswering } from '#app/components/live/connection.ts'

/** Typing that rests for so long is kept, in milliseconds. */
const restMs = 600

/** A desk that answers, but so often not to this, keeps it when more is typed. */
const mostTries = 5

export type DraftState = 'as kept' | 'keeping' | 'kept' | 'not kept'

type Draft = {
  text: string
  state: DraftState
  write: (text: string) => void
  /** Waits until nothing is on its way any more, and keeps nothing further until more is written. */
  settle: () => Promise<void>
}

/** What was typed and is not known to be kept, and what is on its way, by where. */
type Keeping = { unkept: string | null; sending: Promise<void> }

/** Outlives the field: it goes when the page fails for a while, and what was typed in it must not. */
const keepings = new Map<string, Keeping>()

/**
 * A text that is kept on the server while it is typed, so that it outlives a reload and waits in another browser. What
 * could not be kept is sent again when the connection is back.
 */
export function useDraft(at: string, begun: string): Draft {
  const [text, setText] = useState(() => keepings.get(at)?.unkept ?? begun)
  const [state, setState] = useState<DraftState>(() => (isUnkept(at) ? 'not kept' : 'as kept'))
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const send = useCallback(() => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    if (!isUnkept(at)) return
    setState('keeping')
    keepAll(at, setState)
  }, [at])

  useEffect(() => {
    // Typed in a field before this one, which alone hears how it goes on.
    send()
    window.addEventListener('pagehide', send)
    return () => {
      window.removeEventListener('pagehide', send)
      send()
    }
  }, [send])

  const write = useCallback(
    (written: string) => {
      setText(written)
      keepings.set(at, { sending: Promise.resolve(), ...keepings.get(at), unkept: written })
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(send, restMs)
    },
    [at, send],
  )
  const settle = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    const keeping = keepings.get(at)
    if (!keeping) return
    keeping.unkept = null
    await keeping.sending
    if (keeping.unkept === null) keepings.delete(at)
  }, [at])
  return { text, state, write, settle }
}

function isUnkept(at: string): boolean {
  return typeof keepings.get(at)?.unkept === 'string'
}

/** Sends what is not kept, and again when the connection is back where it did not arrive. */
function keepAll(at: string, tell: (state: DraftState) => void, tries = 1): void {
  const keeping = keepings.get(at)
  if (!keeping) return
  const send = async () => {
    const given = keeping.unkept
    if (given === null) return
    const kept = await keep(at, given).catch(() => false)
    // What was typed or sent meanwhile has its own turn.
    if (keeping.unkept !== given) return
    tell(kept ? 'kept' : 'not kept')
    if (kept) keepings.delete(at)
    else if (tries < mostTries) whenAnswering().then(() => keeping.unkept === given && keepAll(at, tell, tries + 1))
  }
  // One after the other: the last that was typed is the last that is kept.
  keeping.sending = keeping.sending.then(send)
}

async function keep(at: string, text: string): Promise<boolean> {
  const body = new URLSearchParams({ intent: 'draft', text })
  // Goes out also while the page is being left.
  const answer = await fetch(at, { method: 'POST', body, keepalive: true, redirect: 'error' })
  return answer.ok
}
