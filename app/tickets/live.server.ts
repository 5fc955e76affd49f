import { forgetKept } from '#app/db/fewer-questions.server.ts'
import { type Listener, listen } from '#app/db/listen.server.ts'
import { webEnv } from '#app/db/web.server.ts'
import { addNews, allNews, type DeskNews, isNews, joinNews, noNews } from './desk-news.ts'

/** Somebody who wants to hear what changes. `end` is called when nothing more will come. */
export type LiveHearer = { staffId: string; tell: (news: DeskNews) => void; end: () => void }

/** Hears the database once and tells everybody. */
export type LiveHub = {
  /** Answers how to leave, or null where this person has as many streams as anybody may have. */
  join: (hearer: LiveHearer) => (() => void) | null
  close: () => Promise<void>
}

/** One person's browsers and machines; a browser needs one, however many tabs it has. */
export const mostStreamsEach = 8

/** At most this often is anybody told, in milliseconds: the first change at once, what follows together. */
const tellEveryMs = 500

/** Opens the hub on one listening connection. */
export function openLiveHub({ url, restsMs }: { url: string; restsMs?: readonly number[] }): LiveHub {
  const hearers = new Set<LiveHearer>()
  let waiting = noNews
  let timer: NodeJS.Timeout | null = null

  const tellAll = () => {
    timer = null
    if (!isNews(waiting)) return
    const news = waiting
    waiting = noNews
    forgetKept(new Date(), 'now')
    for (const hearer of hearers) hearer.tell(news)
    timer = setTimeout(tellAll, tellEveryMs)
  }
  const take = (news: DeskNews) => {
    waiting = joinNews(waiting, news)
    // What one transaction tells arrives in one go: the first is told with those that came along.
    timer ??= setTimeout(tellAll, 5)
  }
  const listener: Listener = listen({
    url,
    channel: 'desk',
    hear: (payload) => take(addNews(noNews, payload)),
    begun: (again) => again && take(allNews),
    ...(restsMs && { restsMs }),
  })
  return {
    join: (hearer) => {
      if ([...hearers].filter(({ staffId }) => staffId === hearer.staffId).length >= mostStreamsEach) return null
      hearers.add(hearer)
      return () => hearers.delete(hearer)
    },
    close: async () => {
      if (timer) clearTimeout(timer)
      const left = [...hearers]
      hearers.clear()
      for (const hearer of left) hearer.end()
      await listener.close()
    },
  }
}

/** Kept on the process: the pages and the server around them are two bundles, and a module may be loaded again. */
const place = globalThis as { latchkeyLive?: LiveHub | undefined }

/** The web process's one hub, opened when the first stream is. */
export function webLive(): LiveHub {
  const { databaseUrl } = webEnv()
  if (!databaseUrl) throw new Error('The web process was started without DATABASE_URL.')
  place.latchkeyLive ??= openLiveHub({ url: databaseUrl })
  return place.latchkeyLive
}

/** Ends every stream, so that the server can end. */
export async function closeWebLive(): Promise<void> {
  const hub = place.latchkeyLive
  place.latchkeyLive = undefined
  await hub?.close()
}
