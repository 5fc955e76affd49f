import { useFetchers, useNavigation, useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useRef } from 'react'

/** The page asks for what is new at most this often, in milliseconds. */
const leastGapMs = 1_000

/**
 * Answers a function that brings the page up to date: soon, but never under a dialog, where something is decided, and
 * never while something else is under way: it would break off the reading anew after a person's own deed, and that
 * reads more than this.
 */
export function useCatchUp(): () => void {
  const { revalidate, state } = useRevalidator()
  const atRest = [{ state }, useNavigation(), ...useFetchers()].every(({ state }) => state === 'idle')
  const latest = useRef({ revalidate, atRest })
  latest.current = { revalidate, atRest }
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const askedAt = useRef(0)
  const settle = useCallback(() => {
    const restMs = askedAt.current + leastGapMs - Date.now()
    const busy = !latest.current.atRest || document.querySelector('dialog[open]')
    if (restMs > 0 || busy) {
      timer.current = setTimeout(settle, Math.max(restMs, 300))
      return
    }
    timer.current = null
    askedAt.current = Date.now()
    latest.current.revalidate()
  }, [])
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  return useCallback(() => {
    if (!timer.current) settle()
  }, [settle])
}
