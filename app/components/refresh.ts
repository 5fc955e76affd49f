import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** How often an open desk asks for what is new, in milliseconds. */
const everyMs = 10_000

/** A desk where nobody moved for this long asks no more, so that an idle session can end, in milliseconds. */
const idleMs = 5 * 60_000

/** Asks the server for what is new while somebody looks: not in a hidden tab, not under a dialog, not for ever. */
export function useRefresh(): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    let movedAt = Date.now()
    const moved = () => {
      movedAt = Date.now()
    }
    const signs = ['pointermove', 'keydown', 'wheel', 'touchstart'] as const
    for (const sign of signs) window.addEventListener(sign, moved, { passive: true })
    const timer = setInterval(() => {
      const idle = Date.now() - movedAt > idleMs
      if (idle || document.hidden || state !== 'idle' || document.querySelector('dialog[open]')) return
      revalidate()
    }, everyMs)
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, moved)
    }
  }, [revalidate, state])
}
