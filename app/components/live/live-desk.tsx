import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { allNews, type DeskNews, isNews, joinNews, noNews } from '#app/tickets/desk-news.ts'
import { watchAttention } from './attention.ts'
import { useCatchUp } from './catch-up.ts'
import { answers } from './connection.ts'
import { hearDesk } from './desk-stream.ts'

type Hear = (news: DeskNews) => void

type Live = {
  /** Since when nothing is heard of the desk; null while it is. */
  lostSince: Date | null
  subscribe: (hear: Hear) => () => void
}

const LiveContext = createContext<Live>({ lostSince: null, subscribe: () => () => {} })

/** A stream that comes back within this is not worth a word, in milliseconds. */
const graceMs = 2_000

/** Without a stream the desk is asked this often; where it does not answer, this often whether it does; in milliseconds. */
const pollMs = 10_000
const tryMs = 3_000

/** With a stream too, now and then, to be safe, in milliseconds. */
const safetyMs = 60_000

/** Keeps everything under it up to date: by the stream, and where there is none by asking. */
export function LiveDesk({ children }: { children: ReactNode }) {
  const [lostSince, lose] = useState<Date | null>(null)
  const hearers = useRef(new Set<Hear>())
  const catchUp = useCatchUp()

  useEffect(() => {
    const tell = (news: DeskNews) => {
      for (const hear of hearers.current) hear(news)
      if (news.all || news.desk || news.tickets.length > 0) catchUp()
    }
    // Whoever is away hears it all when he comes back: asking would keep his idle session alive.
    let kept = noNews
    const attention = watchAttention(() => {
      const news = kept
      kept = noNews
      if (isNews(news)) tell(news)
    })
    const stop = followDesk({
      tell: (news) => {
        if (attention.isThere()) tell(news)
        else kept = joinNews(kept, news)
      },
      lose,
    })
    return () => {
      stop()
      attention.stop()
    }
  }, [catchUp])

  const subscribe = useCallback((hear: Hear) => {
    hearers.current.add(hear)
    return () => hearers.current.delete(hear)
  }, [])
  const live = useMemo(() => ({ lostSince, subscribe }), [lostSince, subscribe])
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>
}

/** Whether the desk is heard. */
export function useLive(): Pick<Live, 'lostSince'> {
  return useContext(LiveContext)
}

/** Hears what changed, while this is drawn. */
export function useDeskNews(hear: Hear): void {
  const { subscribe } = useContext(LiveContext)
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => subscribe((news) => latest.current(news)), [subscribe])
}

type Following = { tell: (news: DeskNews) => void; lose: (since: Date | null) => void }

/** Hears the stream; while it is down, asks whether the desk answers, and polls it or says that it is lost. */
function followDesk({ tell, lose }: Following): () => void {
  let streaming = false
  let downAt: number | null = null
  let lost = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const lookIn = (ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(look, ms)
  }
  const reach = () => {
    lost = false
    downAt = null
    lose(null)
  }
  const look = async () => {
    if (streaming || (await answers())) {
      tell(allNews)
      reach()
    } else if (!lost && !stopped) {
      lost = true
      lose(new Date(downAt ?? Date.now()))
    }
    lookIn(streaming ? safetyMs : lost ? tryMs : pollMs)
  }
  const stopHearing = hearDesk((told) => {
    if (told.kind === 'news') return tell(told.news)
    // Signed out or idle for too long: what stands here is no longer this person's to see.
    if (told.kind === 'ended') return window.location.reload()
    if (told.kind === 'open') {
      document.documentElement.dataset.live = 'open'
      // After the first opening the page is still as new as it was drawn.
      if (streaming || lost || downAt !== null) tell(allNews)
      streaming = true
      reach()
      return lookIn(safetyMs)
    }
    delete document.documentElement.dataset.live
    streaming = false
    downAt ??= Date.now()
    lookIn(navigator.onLine ? graceMs : 0)
  })
  lookIn(pollMs)
  return () => {
    stopped = true
    stopHearing()
    clearTimeout(timer)
    delete document.documentElement.dataset.live
  }
}
