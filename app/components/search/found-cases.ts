import { useEffect, useState } from 'react'
import type { FoundCases } from '#app/tickets/search-answer.ts'

/** Shorter than a keystroke's rest, so that a fast typist asks once. */
const restMs = 70

/** `state`: asking while an answer is under way, failed where none came. */
export type Finding = FoundCases & { for: string; state: 'answered' | 'asking' | 'failed' }

const nothing: FoundCases = { rows: [], more: false, faults: [] }

/** The first cases for what is typed, asked as it is typed; an answer to what was typed before is dropped. */
export function useFoundCases(typed: string): Finding {
  const asked = typed.trimStart()
  const [finding, setFinding] = useState<Finding>({ ...nothing, for: '', state: 'answered' })
  useEffect(() => {
    if (asked.trim() === '') {
      setFinding({ ...nothing, for: '', state: 'answered' })
      return
    }
    setFinding((before) => ({ ...before, state: 'asking' }))
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/palette?${new URLSearchParams({ q: asked })}`, { signal: stop.signal })
        if (!answer.ok) throw new Error(`The search answered ${answer.status}`)
        const found = (await answer.json()) as FoundCases
        if (!stop.signal.aborted) setFinding({ ...found, for: asked, state: 'answered' })
      } catch {
        // Offline, or signed out meanwhile: the page says so, and the next letter asks again.
        if (!stop.signal.aborted) setFinding((before) => ({ ...before, state: 'failed' }))
      }
    }, restMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [asked])
  return finding
}
