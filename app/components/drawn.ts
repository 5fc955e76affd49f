import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'

/**
 * Says on `<html data-drawn>` which address is drawn and answers to keys and clicks: nothing before the scripts run, and
 * while the next page is being made still the old one. For whoever drives the page, like a test.
 */
export function useDrawnMark(): void {
  const { pathname, search } = useLocation()
  useEffect(() => {
    document.documentElement.dataset.drawn = pathname + search
  }, [pathname, search])
}
