import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/**
 * Asks the server again and again how things stand, while somebody looks and no question is open.
 *
 * @param everyMs in milliseconds
 */
export function useAskAgain(everyMs: number): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.hidden || state !== 'idle' || document.querySelector('dialog[open]')) return
      revalidate()
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs, revalidate, state])
}
