import { useFetcher } from '@remix-run/react'
import { useCallback } from 'react'

/** Asks for the case as it is now. Until then the page stays as it was read, whatever happens to the case. */
export function useLookAgain(ticketId: number, query: string): () => void {
  const { submit } = useFetcher()
  return useCallback(
    () => submit({ intent: 'look' }, { method: 'post', action: `/tickets/${ticketId}${query}` }),
    [submit, ticketId, query],
  )
}
