import { useNavigate } from '@remix-run/react'
import { type RefObject, useEffect } from 'react'

/**
 * Lets the rows' plain links be followed without loading a page: one listener for all of them. Fifty `<Link>`s cost the
 * server a fifth of the whole page.
 */
export function useRowLinks(pane: RefObject<HTMLElement>): void {
  const navigate = useNavigate()
  useEffect(() => {
    const element = pane.current
    const follow = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-row]')
      if (!link) return
      event.preventDefault()
      navigate(link.pathname + link.search)
    }
    element?.addEventListener('click', follow)
    return () => element?.removeEventListener('click', follow)
  }, [navigate, pane])
}
