import { type RefObject, useEffect, useState } from 'react'

/**
 * Whether a `<details>` was ever unfolded: what nobody has seen yet needs not be drawn, least of all by the server.
 *
 * @returns also what its `<summary>` hears, so that the content is there before it shows
 */
export function useUnfolded(details: RefObject<HTMLDetailsElement>): [boolean, { onClick: () => void }] {
  const [unfolded, unfold] = useState(false)
  useEffect(() => {
    // Somebody was quicker than the scripts.
    if (details.current?.open) unfold(true)
  }, [details])
  return [unfolded, { onClick: () => unfold(true) }]
}
