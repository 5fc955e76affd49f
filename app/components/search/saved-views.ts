import { useEffect, useState } from 'react'
import type { SavedView } from '#app/tickets/views.ts'

/** The views that the reader kept and those of the team, asked for once; none until they are there. */
export function useSavedViews(): readonly SavedView[] {
  const [views, keep] = useState<readonly SavedView[]>([])
  useEffect(() => {
    const stop = new AbortController()
    const read = async () => {
      try {
        const answer = await fetch('/palette', { signal: stop.signal })
        if (answer.ok) keep((await answer.json()) as readonly SavedView[])
      } catch {
        // Offline: the palette has all its other ways.
      }
    }
    read()
    return () => stop.abort()
  }, [])
  return views
}
