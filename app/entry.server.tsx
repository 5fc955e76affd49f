import { Transform } from 'node:stream'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { NonceProvider } from '#app/nonce.tsx'

/** How long a page may wait for data that it streams, in milliseconds. */
export const streamTimeout = 5_000

/** Draws a page on the server. Robots wait for the whole; people get the shell first. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent') ?? '') || context.isSpaMode
  return new Promise((resolve, reject) => {
    let drawn = false
    let answer = status
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer
          context={context}
          url={request.url}
          abortDelay={streamTimeout}
          {...(nonce === undefined ? {} : { nonce })}
        />
      </NonceProvider>,
      {
        ...(nonce === undefined ? {} : { nonce }),
        [whole ? 'onAllReady' : 'onShellReady']() {
          drawn = true
          clearTimeout(timer)
          const body = new Gathered()
          headers.set('Content-Type', 'text/html; charset=utf-8')
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answer }))
          pipe(body)
        },
        onShellError: reject,
        onError(error: unknown) {
          answer = 500
          // Before the shell is drawn the fault reaches the caller through onShellError.
          if (drawn) console.error(error instanceof Error ? error.stack : 'A page could not be drawn to its end.')
        },
      },
    )
    const timer = setTimeout(abort, streamTimeout + 1000)
  })
}

/** React writes two kilobytes at a time and then says so: what is between goes on its way as one piece. */
class Gathered extends Transform {
  #pieces: Buffer[] = []

  override _transform(piece: Buffer, _: BufferEncoding, done: () => void): void {
    this.#pieces.push(piece)
    done()
  }

  override _flush(done: () => void): void {
    this.flush()
    done()
  }

  /** Called by React whenever it has written all that is ready. */
  flush(): void {
    if (this.#pieces.length > 0) this.push(Buffer.concat(this.#pieces))
    this.#pieces = []
  }
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** The nonce of this response's Content-Security-Policy. */
    nonce?: string
    /** Where the request came from, as limits by network count it. */
    network?: string
  }
}
