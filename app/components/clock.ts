import { useEffect, useState } from 'react'

/** The server's moment while the page is new, so that both draw the same; then it goes on by itself. */
export function useNow(served: Date): Date {
  const [now, setNow] = useState(served)
  useEffect(() => {
    const lead = served.getTime() - Date.now()
    setNow(served)
    const timer = setInterval(() => setNow(new Date(Date.now() + lead)), 15_000)
    return () => clearInterval(timer)
  }, [served])
  return now
}
