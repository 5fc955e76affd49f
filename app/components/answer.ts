import { useActionData, useLocation } from '@remix-run/react'
import { useRef } from 'react'

/**
 * What the route answered to its form, for as long as the page stays where it is. Remix forgets it as soon as the page
 * is brought up to date, which happens whenever somebody else does something: what was typed would be gone.
 */
export function useAnswer<Action>(): ReturnType<typeof useActionData<Action>> {
  const { key } = useLocation()
  const answer = useActionData<Action>()
  const kept = useRef({ key, answer })
  if (answer !== undefined || kept.current.key !== key) kept.current = { key, answer }
  return kept.current.answer
}
