import { useEffect, useState } from 'react'

/**
 * While there is no connection no form is sent: it would end in an error page, and what was typed would be gone.
 *
 * @returns how many were held back
 */
export function useSendNothing(lost: boolean): number {
  const [unsent, count] = useState(0)
  useEffect(() => {
    if (!lost) return
    count(0)
    const hold = (event: Event) => {
      event.preventDefault()
      event.stopPropagation()
      count((before) => before + 1)
    }
    // Before anybody else hears of it.
    window.addEventListener('submit', hold, true)
    return () => window.removeEventListener('submit', hold, true)
  }, [lost])
  return unsent
}
