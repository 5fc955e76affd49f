import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWebServer } from '#workers/web-server.ts'

const origin = 'https://desk.example'
let server: Server
let url: string

beforeAll(async () => {
  server = createWebServer({ origin, build: aBuild(), mode: 'production', assets: express.Router() })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

test.each(['/deed', '/deed.data'])('a form of our own page reaches %s', async (path) => {
  expect((await post(path, { 'sec-fetch-site': 'same-origin' })).status).not.toBe(403)
  expect((await post(path, { origin })).status).not.toBe(403)
})

test.each(['/deed', '/deed.data'])('a form of another site is refused at %s', async (path) => {
  for (const site of ['cross-site', 'same-site', 'none'])
    expect((await post(path, { 'sec-fetch-site': site, origin })).status).toBe(403)
  expect((await post(path, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await post(path, { origin: 'null' })).status).toBe(403)
  expect((await post(path, {})).status).toBe(403)
})

test('every verb that changes something is kept to our own pages', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE'])
    expect((await fetch(`${url}/deed`, { method, headers: { origin: 'https://evil.example' } })).status).toBe(403)
})

test('a page comes with a policy whose nonce is new each time, and is kept by nobody', async () => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await fetch(`${url}/deed`)).headers.get('content-security-policy')),
  )
  expect(policies[0]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='/)
  expect(policies[0]).toContain("style-src 'self';")
  expect(policies[0]).toContain("frame-ancestors 'none'")
  expect(policies[0]).not.toBe(policies[1])
  const { headers } = await fetch(`${url}/deed`)
  expect(headers.get('cache-control')).toBe('private, no-store')
  expect(headers.get('x-powered-by')).toBeNull()
})

test('a mail’s HTML brings a policy of its own', async () => {
  const { headers } = await fetch(`${url}/messages/12/html`)
  expect(headers.get('content-security-policy')).toBeNull()
})

test('whoever watches the process is told that it lives', async () => {
  const response = await fetch(`${url}/healthz`)
  expect([response.status, await response.text()]).toEqual([200, 'ok'])
})

function post(path: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', headers })
}

/** The smallest desk: one resource route that does something. */
function aBuild(): ServerBuild {
  const deed = {
    id: 'deed',
    path: 'deed',
    module: { loader: () => new Response('read'), action: () => new Response('done') },
  }
  const page = { id: 'html', path: 'messages/:id/html', module: { loader: () => new Response('mail') } }
  return {
    entry: { module: { default: () => new Response('page') } },
    routes: { deed, html: page },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    basename: '/',
    mode: 'production',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_lazyRouteDiscovery: true,
      v3_relativeSplatPath: true,
      v3_routeConfig: true,
      v3_singleFetch: true,
      v3_throwAbortReason: true,
      unstable_optimizeDeps: false,
    },
  } as unknown as ServerBuild
}
