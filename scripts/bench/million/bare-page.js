// @ts-nocheck
// The limit that the queue is measured against: one Remix page that draws the same rows from memory, behind the same
// HTTP server. No database, no session, no icons. Plain JavaScript: it is no part of the desk.
import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { Link, Outlet, RemixServer, useLoaderData } from '@remix-run/react'
import express from 'express'
import { createElement as draw } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { createWebServer } from '#workers/web-server.ts'

const [rowsFile, port] = process.argv.slice(2)
const dates = new Set(['openedAt', 'dueAt', 'snoozedUntil', 'escalatedAt'])
const rows = JSON.parse(readFileSync(rowsFile, 'utf8'), (name, value) =>
  dates.has(name) && value ? new Date(value) : value,
)

function Root() {
  return draw('html', { lang: 'en' }, draw('body', null, draw(Outlet)))
}

function Page() {
  const { rows: shown } = useLoaderData()
  return draw(
    'ul',
    null,
    shown.map((row) =>
      draw(
        'li',
        { key: row.id },
        draw(
          Link,
          { to: `/tickets/${row.id}` },
          draw('b', null, row.claimedAccount),
          ...['id', 'subject', 'senderLevel', 'state', 'route', 'recommendation', 'bits', 'ownerName'].map((name) =>
            draw('span', { key: name }, row[name]),
          ),
          draw('span', null, row.openedAt.toISOString()),
        ),
      ),
    ),
  )
}

function handleRequest(request, status, headers, context) {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(draw(RemixServer, { context, url: request.url }), {
      onShellReady() {
        const body = new PassThrough()
        headers.set('Content-Type', 'text/html; charset=utf-8')
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
        pipe(body)
      },
      onShellError: reject,
    })
  })
}

const about = (id, more) => ({
  id,
  hasAction: false,
  hasLoader: false,
  hasErrorBoundary: false,
  module: '/none.js',
  ...more,
})
const page = { parentId: 'root', path: 'queue' }
const build = {
  entry: { module: { default: handleRequest } },
  routes: {
    root: { id: 'root', path: '', module: { default: Root } },
    page: { id: 'page', ...page, module: { default: Page, loader: () => ({ rows }) } },
  },
  assets: {
    entry: { imports: [], module: '/none.js' },
    routes: { root: about('root', { path: '' }), page: about('page', { ...page, hasLoader: true }) },
    url: '/none.js',
    version: '1',
  },
  publicPath: '/',
  assetsBuildDirectory: 'build/client',
  basename: '/',
  isSpaMode: false,
  mode: 'production',
  future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_singleFetch: true, v3_throwAbortReason: true },
}

const origin = `http://127.0.0.1:${port}`
createWebServer({ origin, build, mode: 'production', assets: express.Router() }).listen(Number(port), '127.0.0.1')
