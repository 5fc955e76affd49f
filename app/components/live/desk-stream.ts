import type { DeskNews } from '#app/tickets/desk-news.ts'

/** What a tab hears of the desk. `open`: from now on nothing is missed · `down`: something may be · `ended`: signed out. */
export type Told = { kind: 'open' } | { kind: 'down' } | { kind: 'ended' } | { kind: 'news'; news: DeskNews }

/** Between tabs: what was told, or the question how it stands and its answer. */
type Said = Told | { kind: 'who' } | { kind: 'stands'; told: Told }

/** A stream that says nothing for so long is lost, in milliseconds; the server says something every 15 seconds. */
const silentMs = 40_000

/** Rests before a stream that the server refused is asked for again, in milliseconds; the last one repeats. */
const restsMs = [1_000, 3_000, 10_000, 30_000]

const name = 'latchkey-live'

/**
 * Hears what changes on the desk. A browser gives a site six connections over HTTP/1.1, so its tabs share one stream:
 * the tab that holds the lock hears, and tells the others; when it closes, another takes the lock.
 *
 * @returns how to stop
 */
export function hearDesk(tell: (told: Told) => void): () => void {
  if (!('locks' in navigator) || !('BroadcastChannel' in window)) return hearSource(tell)
  const tabs = new BroadcastChannel(name)
  const say = (said: Said) => tabs.postMessage(said)
  const leave = new AbortController()
  let latest: Told = { kind: 'down' }
  let heard = false
  let stopSource: (() => void) | null = null
  tabs.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.kind === 'who') {
      if (stopSource) say({ kind: 'stands', told: latest })
      return
    }
    if (data.kind === 'stands' && heard) return
    heard = true
    tell(data.kind === 'stands' ? data.told : data)
  }
  say({ kind: 'who' })
  const lead = () =>
    new Promise<void>((release) => {
      if (leave.signal.aborted) return release()
      leave.signal.addEventListener('abort', () => release(), { once: true })
      stopSource = hearSource((told) => {
        if (told.kind !== 'news') latest = told
        say(told)
        tell(told)
      })
    })
  // Aborted before it was this tab's turn: another goes on.
  navigator.locks.request(name, { signal: leave.signal }, lead).catch(() => {})
  return () => {
    stopSource?.()
    stopSource = null
    leave.abort()
    tabs.close()
  }
}

function hearSource(tell: (told: Told) => void): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let closed = false

  const stop = () => {
    clearTimeout(timer)
    source?.close()
    source = null
  }
  const lose = () => {
    stop()
    if (closed) return
    tell({ kind: 'down' })
    timer = setTimeout(open, restsMs[Math.min(failures, restsMs.length - 1)])
    failures += 1
  }
  const live = () => {
    clearTimeout(timer)
    timer = setTimeout(lose, silentMs)
  }
  const open = () => {
    stop()
    if (closed || !navigator.onLine) return
    source = new EventSource('/live')
    live()
    source.addEventListener('hello', () => {
      failures = 0
      live()
      tell({ kind: 'open' })
    })
    source.addEventListener('beat', live)
    source.addEventListener('news', ({ data }) => {
      live()
      tell({ kind: 'news', news: JSON.parse(data) as DeskNews })
    })
    source.addEventListener('ended', () => {
      closed = true
      stop()
      tell({ kind: 'ended' })
    })
    source.onerror = lose
  }
  const offline = () => {
    stop()
    tell({ kind: 'down' })
  }
  window.addEventListener('online', open)
  window.addEventListener('offline', offline)
  open()
  return () => {
    closed = true
    window.removeEventListener('online', open)
    window.removeEventListener('offline', offline)
    stop()
  }
}
