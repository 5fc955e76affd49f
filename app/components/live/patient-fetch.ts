import { whenAnswering } from './connection.ts'

type Telling = {
  /** Whether the desk is known not to answer. */
  isLost: () => boolean
  /** How many pages and parts of pages wait for the connection. */
  onWaiting: (count: number) => void
  /** Something was not sent; or it was on its way, and nobody knows whether it arrived. */
  onUnsent: (unsure: boolean) => void
}

/** A desk that answers, but so often not to this, will not answer to it at all. */
const mostTries = 5

/** What a desk says that is not there: only what stands before it answers so, and never with Remix's own mark. */
const absent: readonly number[] = [502, 503, 504]

/**
 * Lets Remix's own requests outlive a lost connection and a server that starts anew; all others stay as they are. What
 * is only read waits, and is asked for again: the page stands until then. A deed is never sent twice or later than its
 * person thinks: it is answered as one that was not done, and told.
 *
 * @returns how to stop
 */
export function fetchPatiently({ isLost, onWaiting, onUnsent }: Telling): () => void {
  const bare = window.fetch
  let waiting = 0
  const wait = async (signal: AbortSignal | null | undefined) => {
    waiting += 1
    onWaiting(waiting)
    await Promise.race([whenAnswering(), aborted(signal)])
    waiting -= 1
    onWaiting(waiting)
    signal?.throwIfAborted()
  }
  const patient = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    if (!(input instanceof URL) || !/\.data$|\/__manifest$/.test(input.pathname)) return bare(input, init)
    const deed = (init?.method ?? 'GET') !== 'GET'
    if (deed && isLost()) {
      onUnsent(false)
      return notDone()
    }
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await bare(input, init)
        if (!absent.includes(answer.status) || answer.headers.has('x-remix-response')) return answer
        if (tries === mostTries && !deed) return answer
      } catch (fault) {
        if (init?.signal?.aborted || (tries === mostTries && !deed)) throw fault
      }
      if (deed) {
        onUnsent(true)
        return notDone()
      }
      await wait(init?.signal)
    }
  }
  window.fetch = patient
  return () => {
    if (window.fetch === patient) window.fetch = bare
  }
}

/** As an action answers that did nothing and has nothing to say, in Remix's encoding; with this status nothing is read anew. */
function notDone(): Response {
  return new Response('[{"_1":-5},"data"]\n', { status: 503, headers: { 'X-Remix-Response': 'yes' } })
}

function aborted(signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
}
