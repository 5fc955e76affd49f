import { type RefObject, useCallback, useEffect, useState } from 'react'
import { type CalmList, calmList, plainList, scrolledList } from '#app/tickets/calm-list.ts'

type Calm<Row> = { key: string; latest: readonly Row[]; list: CalmList<Row> }

/**
 * A list that changes in place and does not move while the mouse or the focus is in it, or while it is scrolled.
 *
 * @param key which list it is: another one is drawn as it comes
 * @param pane what scrolls
 * @returns the list to draw, and how to let in what waits
 */
export function useCalmRows<Row extends { id: number }>(
  latest: readonly Row[],
  key: string,
  pane: RefObject<HTMLElement>,
): CalmList<Row> & { letIn: () => void } {
  const [calm, keep] = useState<Calm<Row>>({ key, latest, list: plainList(latest) })
  let { list } = calm
  if (calm.key !== key || calm.latest !== latest) {
    // Looked up while drawing: a row that were gone from the page for a moment would lose the focus.
    list = calm.key === key ? draw(calm.list.rows, latest, pane.current) : plainList(latest)
    keep({ key, latest, list })
  }
  const letIn = useCallback(() => keep((before) => ({ ...before, list: plainList(before.latest) })), [])
  useEffect(() => {
    const element = pane.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      clearTimeout(timer)
      // A moment later: when the focus leaves one row it is nowhere before it is on the next.
      timer = setTimeout(() => {
        keep((before) => {
          if (before.list.gone.size + before.list.held === 0) return before
          const list = draw(before.list.rows, before.latest, pane.current)
          return list.gone.size === before.list.gone.size && list.held === before.list.held
            ? before
            : { ...before, list }
        })
      }, 150)
    }
    const signs = ['pointerleave', 'focusout', 'scroll'] as const
    for (const sign of signs) element.addEventListener(sign, settle)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) element.removeEventListener(sign, settle)
    }
  }, [pane])
  return { ...list, letIn }
}

function draw<Row extends { id: number }>(shown: readonly Row[], latest: readonly Row[], pane: HTMLElement | null) {
  if (pane && (pane.matches(':hover') || pane.contains(document.activeElement))) return calmList(shown, latest)
  return pane && isScrolled(pane) ? scrolledList(shown, latest) : plainList(latest)
}

/** The pane by itself, or on a phone the page with it. */
function isScrolled(pane: HTMLElement): boolean {
  return pane.scrollTop > 0 || (window.scrollY > 0 && pane.offsetParent !== null)
}
