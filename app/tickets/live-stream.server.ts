import type { LiveHub } from './live.server.ts'

/** How often a stream shows that it lives, in milliseconds; whoever hears nothing for twice as long has lost it. */
export const beatMs = 15_000

/** How often it is asked whether the session behind a stream still stands, in milliseconds. */
const checkMs = 30_000

type Asked = {
  staffId: string
  /** Aborted when the browser is gone. */
  signal: AbortSignal
  /** Whether the person is still signed in; asking must not keep him so. */
  stillSignedIn: () => Promise<boolean>
  beatEveryMs?: number
  checkEveryMs?: number
}

/**
 * What changes on the desk, as server-sent events: `hello` when it begins, `news`, `beat`, and `ended` when the session
 * is over. Null where this person has too many streams already.
 */
export function openLiveStream(hub: LiveHub, asked: Asked): ReadableStream<Uint8Array> | null {
  const { staffId, signal, stillSignedIn, beatEveryMs = beatMs, checkEveryMs = checkMs } = asked
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  const say = (event: string, data: unknown = null) =>
    controller?.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
  const end = () => {
    if (!controller) return
    clearInterval(beating)
    clearInterval(checking)
    leave?.()
    const closing = controller
    controller = null
    // The browser may have closed it already.
    try {
      closing.close()
    } catch {}
  }
  const leave = hub.join({ staffId, tell: (news) => say('news', news), end })
  if (!leave) return null
  const beating = setInterval(() => say('beat'), beatEveryMs)
  const checking = setInterval(async () => {
    // A database that does not answer is no reason to send people away.
    if (await stillSignedIn().catch(() => true)) return
    say('ended')
    end()
  }, checkEveryMs)
  signal.addEventListener('abort', end, { once: true })
  return new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given
      // A browser that loses the stream comes back after this, in milliseconds.
      given.enqueue(encoder.encode('retry: 2000\n'))
      say('hello')
      if (signal.aborted) end()
    },
    cancel: end,
  })
}
