import { useCallback, useEffect, useRef, useState } from 'react'

/** Typing that rests for so long is kept, in milliseconds. */
const restMs = 600

export type DraftState = 'as kept' | 'keeping' | 'kept' | 'not kept'

type Draft = {
  text: string
  state: DraftState
  write: (text: string) => void
  /** Waits until nothing is on its way any more, and keeps nothing further. */
  settle: () => Promise<void>
}

/** A text that is kept on the server while it is typed, so that it outlives a reload and waits in another browser. */
export function useDraft(at: string, begun: string): Draft {
  const [text, setText] = useState(begun)
  const [state, setState] = useState<DraftState>('as kept')
  const unsent = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const sending = useRef<Promise<void>>(Promise.resolve())

  const send = useCallback(() => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    const given = unsent.current
    if (given === null) return
    unsent.current = null
    setState('keeping')
    // One after the other: the last that was typed is the last that is kept.
    sending.current = sending.current
      .then(() => keep(at, given))
      .then(
        (kept) => setState(kept ? 'kept' : 'not kept'),
        () => setState('not kept'),
      )
  }, [at])

  useEffect(() => {
    window.addEventListener('pagehide', send)
    return () => {
      window.removeEventListener('pagehide', send)
      send()
    }
  }, [send])

  const write = useCallback(
    (written: string) => {
      setText(written)
      unsent.current = written
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(send, restMs)
    },
    [send],
  )
  const settle = useCallback(async () => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = null
    unsent.current = null
    await sending.current
  }, [])
  return { text, state, write, settle }
}

async function keep(at: string, text: string): Promise<boolean> {
  const body = new URLSearchParams({ intent: 'draft', text })
  // Goes out also while the page is being left.
  const answer = await fetch(at, { method: 'POST', body, keepalive: true, redirect: 'error' })
  return answer.ok
}
