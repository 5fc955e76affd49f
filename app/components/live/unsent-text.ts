import { useRouteLoaderData } from '@remix-run/react'
import { useCallback, useEffect, useState } from 'react'

/** By who writes and what for. Only browsers write: the server draws no question that somebody answers. */
const texts = new Map<string, string>()

/** A text that was written for something and not sent: it outlives the question where it is asked for, not a reload. */
export function useUnsentText(what: string, sent: boolean): [text: string, write: (text: string) => void] {
  const key = useKey()(what)
  const [text, write] = useState(() => texts.get(key) ?? '')
  useEffect(() => {
    if (sent || text === '') texts.delete(key)
    else texts.set(key, text)
  }, [key, text, sent])
  return [text, write]
}

/** Forgets such a text, where its question is gone before it is known that it was done. */
export function useForgetText(): (what: string) => void {
  const keyOf = useKey()
  return useCallback((what) => texts.delete(keyOf(what)), [keyOf])
}

/** Whoever signs in next in this tab reads nothing of it. */
function useKey(): (what: string) => string {
  const id = useRouteLoaderData<{ person: { id: string } }>('routes/_desk')?.person.id
  return useCallback((what) => `${id} ${what}`, [id])
}
