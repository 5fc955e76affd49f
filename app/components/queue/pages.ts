import { useEffect, useRef } from 'react'

/**
 * The pages beside the one that is shown, as the queries of their URLs. A page tells only where the next one begins: the
 * one before is known to whoever came from it.
 */
export function usePages(query: string, after: string | null): { after: string | null; before: () => string | null } {
  const seen = useRef(new Map<string, string>())
  useEffect(() => {
    if (after !== null) seen.current.set(after, query)
  }, [query, after])
  return { after, before: () => seen.current.get(query) ?? null }
}
