import { useLocation } from '@remix-run/react'
import { createContext, useContext, useEffect, useLayoutEffect, useRef } from 'react'

/** Whether single characters act; a person can switch them off (WCAG 2.1.4). Esc and Enter act all the same. */
const SingleKeys = createContext(true)
export const SingleKeysProvider = SingleKeys.Provider

/** Whether this person has single characters act. */
export function useSingleKeys(): boolean {
  return useContext(SingleKeys)
}

/** A shortcut to draw or to announce; undefined where it would not act. */
export function useShownKeys(keys: string | undefined): string | undefined {
  const on = useContext(SingleKeys)
  return on || (keys !== undefined && /\w{2}/.test(keys)) ? keys : undefined
}

/** What each key does; false where just now it is nothing, and another may hear it. */
type Keys = Readonly<Record<string, () => unknown>>

/** A key that came before what it is for was drawn waits for so long, in milliseconds. */
const patienceMs = 2_000

/** Whoever hears keys now; the first that has something to do for a key has it. */
const hearers = new Set<(key: string) => boolean>()

/** The address of what is drawn: behind the browser's own while the next page is still being made. */
let drawnAt: string | null = null

/** "g" and when it was pressed: the key after it says where to. */
let prefix: { key: string; at: number } | null = null

let early: { key: string; at: number } | null = null

/** Before the first paint, so that no key falls between drawing and hearing; the server draws without either. */
const useBeforePaint = typeof document === 'undefined' ? useEffect : useLayoutEffect

/**
 * Hears single keys while this is drawn, and "g" with the letter after it: never in a field, beside a modifier or under
 * a dialog. Small and capital letters are the same key. A key pressed while the address is new and the page still the old one is meant for the
 * new page, and waits for it.
 */
export function useKeys(keys: Keys): void {
  const { pathname, search } = useLocation()
  const on = useContext(SingleKeys)
  const latest = useRef({ keys, on })
  useBeforePaint(() => {
    latest.current = { keys, on }
  })
  useBeforePaint(() => {
    const hear = (key: string) => {
      const { keys, on } = latest.current
      const act = on || /^\w{2,}$/.test(key) ? (keys[key] ?? keys[key.toLowerCase()]) : undefined
      return act !== undefined && act() !== false
    }
    hearers.add(hear)
    return () => {
      hearers.delete(hear)
    }
  }, [])
  useEffect(() => {
    drawnAt = pathname + search
    const waiting = early
    if (!waiting || !isDrawn()) return
    // After the effects of all others, so that whoever is for it hears already.
    const timer = setTimeout(() => {
      if (early !== waiting) return
      early = null
      if (Date.now() - waiting.at < patienceMs && !document.querySelector('dialog[open]')) tell(waiting.key)
    })
    return () => clearTimeout(timer)
  }, [pathname, search])
}

function hearKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (isTyping(event.target)) return
  // A dialog that is still there then belongs to the page that goes.
  if (!isDrawn()) {
    // Before anything was drawn nothing waits: a change in the middle of hydration breaks it.
    if (drawnAt !== null && event.key.length === 1) early = { key: event.key, at: Date.now() }
    return
  }
  if (document.querySelector('dialog[open]')) return
  early = null
  if (tell(event.key)) event.preventDefault()
}

/** Once for all, from the moment that this is loaded. */
if (typeof window !== 'undefined') window.addEventListener('keydown', hearKey)

function isDrawn(): boolean {
  return drawnAt === window.location.pathname + window.location.search
}

function tell(key: string): boolean {
  if (key === 'Shift') return false
  const before = prefix && Date.now() - prefix.at < patienceMs ? `${prefix.key} ` : ''
  prefix = null
  if ([...hearers].some((hear) => hear(before + key)) || before !== '') return true
  if (key.toLowerCase() === 'g') prefix = { key: 'g', at: Date.now() }
  return false
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"])'))
  )
}
