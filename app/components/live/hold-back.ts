import { useBlocker } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { fetchPatiently } from './patient-fetch.ts'

/** What did not go as it was asked for, since the connection was lost. */
type HeldBack = {
  /** A deed was not sent. */
  unsent: boolean
  /** A page was not opened. */
  unopened: boolean
  /** Something waits and will come. */
  waiting: boolean
  /** A deed was on its way, and may have been done; stays until that was read. */
  unsure: boolean
}

const nothing: HeldBack = { unsent: false, unopened: false, waiting: false, unsure: false }

/**
 * While there is no connection no form is sent and no page is opened: it would end in an error page, and what was typed
 * would be gone. What was on its way already waits.
 */
export function useHoldBack(lost: boolean): { held: HeldBack; readUnsure: () => void } {
  const [held, hold] = useState(nothing)
  const known = useRef(lost)
  known.current = lost
  const { add, readUnsure } = useMemo(() => {
    const add = (more: Partial<HeldBack>) => hold((before) => ({ ...before, ...more }))
    return { add, readUnsure: () => add({ unsure: false }) }
  }, [])

  useEffect(
    () =>
      fetchPatiently({
        isLost: () => known.current,
        onWaiting: (count) => add({ waiting: count > 0 }),
        onUnsent: (unsure) => add(unsure ? { unsure } : { unsent: true }),
      }),
    [add],
  )

  // Ways by keys and commands: within the desk's own pages, Remix leads.
  const blocker = useBlocker(
    ({ currentLocation: here, nextLocation: there }) =>
      lost && (here.pathname !== there.pathname || here.search !== there.search),
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    blocker.reset()
    add({ unopened: true })
  }, [blocker, add])

  useEffect(() => {
    if (!lost) return
    add({ unsent: false, unopened: false })
    const stop = (event: Event, more: Partial<HeldBack>) => {
      event.preventDefault()
      event.stopPropagation()
      add(more)
    }
    const send = (event: Event) => stop(event, { unsent: true })
    const follow = (event: Event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]')
      if (link && !link.getAttribute('href')?.startsWith('#')) stop(event, { unopened: true })
    }
    // Before anybody else hears of it.
    window.addEventListener('submit', send, true)
    window.addEventListener('click', follow, true)
    return () => {
      window.removeEventListener('submit', send, true)
      window.removeEventListener('click', follow, true)
    }
  }, [lost, add])
  return { held, readUnsure }
}
