import { type RefObject, useEffect, useRef } from 'react'
import { useKeys } from '#app/components/keys.ts'

type Page = {
  /** Which page is shown. */
  query: string
  /** Goes to the next page, or to the one before; false where there is none. */
  on: () => boolean
  back: () => boolean
}

/** A page that j or k asked for is waited for so long, in milliseconds; until then they ask for no further one. */
const turningMs = 2_000

/**
 * Moves the focus along the rows of a list and on to its next page, into the case that one of them opens, and back to
 * its row. All rows and their marks are one stop of the Tab key: arrows, j and k go along them.
 *
 * @param current the case that is open
 */
export function useRowFocus(pane: RefObject<HTMLElement>, current: number | null, page: Page): void {
  const stop = useRef<string | undefined>(undefined)
  /** Where in the list the focus was last: its row may be gone by now. */
  const place = useRef(0)
  const byKey = useRef(false)
  const before = useRef(current)

  useEffect(() => {
    const element = pane.current
    if (!element) return
    const settle = () => {
      const rows = rowsOf(element)
      const one =
        rows.find(({ dataset }) => dataset.row === stop.current) ??
        rows.find((row) => row.hasAttribute('aria-current')) ??
        rows[0]
      for (const part of element.querySelectorAll<HTMLElement>('[data-row]')) {
        const index = part === one ? 0 : -1
        if (part.getAttribute('tabindex') !== String(index)) part.tabIndex = index
      }
      if (one) place.current = rows.indexOf(one)
    }
    const hearFocus = ({ target }: Event) => {
      const row = rowOf(target as Element)
      if (row === undefined) return
      stop.current = row
      settle()
    }
    const hearClick = ({ detail }: MouseEvent) => {
      byKey.current = detail === 0
    }
    settle()
    const watch = new MutationObserver(settle)
    watch.observe(element, { childList: true, subtree: true })
    element.addEventListener('focusin', hearFocus)
    element.addEventListener('click', hearClick, { capture: true })
    return () => {
      watch.disconnect()
      element.removeEventListener('focusin', hearFocus)
      element.removeEventListener('click', hearClick, { capture: true })
    }
  }, [pane])

  useEffect(() => {
    const was = before.current
    before.current = current
    const element = pane.current
    if (was === current || !element) return
    const active = document.activeElement
    const nowhere = active === null || active === document.body
    if (current === null) {
      const rows = rowsOf(element)
      if (nowhere) goTo(rows.find(({ dataset }) => Number(dataset.row) === was) ?? rows[place.current] ?? rows.at(-1))
      return
    }
    stop.current = String(current)
    // Whoever opened it by the mouse may go on in the list by the keys of the browser.
    if (nowhere || (byKey.current && rowOf(active) === stop.current))
      document.getElementById('case')?.focus({ preventScroll: true })
  }, [pane, current])

  const { query } = page
  const shown = useRef(query)
  const turning = useRef<{ by: 1 | -1; at: number } | null>(null)
  useEffect(() => {
    if (shown.current === query) return
    shown.current = query
    const rows = rowsOf(pane.current)
    const by = turning.current?.by
    turning.current = null
    // Another list or page is read from its top.
    pane.current?.scrollTo({ top: 0 })
    if (by !== undefined) goTo(by > 0 ? rows[0] : rows.at(-1))
    else rows.find((row) => row.hasAttribute('aria-current'))?.scrollIntoView({ block: 'nearest' })
  }, [pane, query])

  const step = (by: 1 | -1) => {
    if (turning.current && Date.now() - turning.current.at < turningMs) return
    const rows = rowsOf(pane.current)
    const from = rowOf(document.activeElement) ?? (current === null ? undefined : String(current))
    const at = rows.findIndex(({ dataset }) => dataset.row === from)
    // The row is gone: the next one has moved into its place.
    const next = at >= 0 ? at + by : current === null ? 0 : place.current + (by > 0 ? 0 : by)
    const beyond = at >= 0 && (next < 0 || next >= rows.length)
    if (beyond && (by > 0 ? page.on() : page.back())) turning.current = { by, at: Date.now() }
    else goTo(rows[Math.min(Math.max(next, 0), rows.length - 1)])
  }
  const onRow = (go: (row: string) => void) => () => {
    const row = pane.current?.contains(document.activeElement) ? rowOf(document.activeElement) : undefined
    if (row !== undefined) go(row)
    return row !== undefined
  }
  const partOf = (kind: 'a' | 'input') =>
    onRow((row) => focusOn(pane.current?.querySelector(`${kind}[data-row="${row}"]`)))
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: onRow(() => step(1)),
    ArrowUp: onRow(() => step(-1)),
    Home: onRow(() => goTo(rowsOf(pane.current)[0])),
    End: onRow(() => goTo(rowsOf(pane.current).at(-1))),
    ArrowLeft: partOf('input'),
    ArrowRight: partOf('a'),
  })
}

function rowsOf(pane: HTMLElement | null): HTMLElement[] {
  return [...(pane?.querySelectorAll<HTMLElement>('a[data-row]') ?? [])]
}

function rowOf(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>('[data-row]')?.dataset.row
}

function focusOn(part: HTMLElement | null | undefined): void {
  part?.focus({ preventScroll: true })
}

function goTo(row: HTMLElement | undefined): void {
  focusOn(row)
  row?.scrollIntoView({ block: 'nearest' })
}
