import { useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

/**
 * Lets plain links, those with `data-row` or `data-way`, be followed without loading a page: one listener for all of
 * them. Fifty `<Link>`s cost the server a fifth of the whole page.
 */
export function usePlainLinks(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-row], a[data-way]')
      if (!link) return
      event.preventDefault()
      const to = link.pathname + link.search
      navigate(to, { replace: to === window.location.pathname + window.location.search })
    }
    window.addEventListener('click', follow)
    return () => window.removeEventListener('click', follow)
  }, [navigate])
}
