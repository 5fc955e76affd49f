import { randomBytes } from 'node:crypto'
import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { KeeperProvider } from '#app/components/kept.tsx'
import { handOver } from '#app/hand-over.ts'
import { keepDrawings } from '#app/kept-drawings.ts'
import { NonceProvider } from '#app/nonce.tsx'
import { routesOnTheWay } from '#app/routes-on-the-way.ts'

/** How long a page may wait for data that its loaders promised, in milliseconds. */
export const streamTimeout = 5_000

/** Rows of lists for the most part, of about two kilobytes each. */
const mostKept = 2_000

const drawings = keepDrawings<ReactElement>(mostKept, renderToString)

/**
 * Draws a page on the server, in one go: no page of ours sends a part before the rest, and React's streams encode each
 * tag and each attribute by itself, which costs as much as drawing them.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream, ...context }: EntryContext,
  loading: AppLoadContext,
): Promise<Response> {
  const loaded = serverHandoffStream ? await readText(serverHandoffStream) : ''
  const leaf = context.staticHandlerContext.matches.at(-1)?.route.id ?? 'root'
  const manifest = { ...context.manifest, routes: routesOnTheWay(context.manifest.routes, leaf) }
  const nonce = loading.nonce === undefined ? {} : { nonce: loading.nonce }
  const page = drawings.draw(`kept:${randomBytes(16).toString('hex')}:`, (keeper) =>
    renderToString(
      <NonceProvider value={loading.nonce}>
        <KeeperProvider value={keeper}>
          <RemixServer context={{ ...context, manifest }} url={request.url} {...nonce} />
        </KeeperProvider>
      </NonceProvider>,
    ),
  )
  setImmediate(drawings.catchUp)
  headers.set('Content-Type', 'text/html; charset=utf-8')
  // Without the stream RemixServer leaves this to us.
  const scripts = context.renderMeta?.didRenderScripts ? handOver(loaded, loading.nonce) : ''
  const bytes = Buffer.concat([doctype, ...page, Buffer.from(scripts)])
  if (loading.page !== null) return new Response(bytes, { headers, status })
  loading.page = bytes
  return new Response(null, { headers, status })
}

const doctype = Buffer.from('<!DOCTYPE html>')

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) pieces.push(read.value)
  return Buffer.concat(pieces).toString()
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    /** The nonce of this response's Content-Security-Policy. */
    nonce?: string
    /** Where the request came from, as limits by network count it. */
    network?: string
    /** Aborted once nobody reads the answer any more; the request's own signal is forgotten when memory is swept. */
    gone?: () => AbortSignal
    /** The page's bytes, where whoever asked sends them himself; null until they are drawn. */
    page?: Uint8Array | null
  }
}
