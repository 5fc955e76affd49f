import { once } from 'node:events'
import { Agent, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWebServer } from '#workers/web-server.ts'

const origin = 'https://desk.example'
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
let server: Server
let url: string

beforeAll(async () => {
  const served = await serve({})
  server = served.server
  url = served.url
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

test('what a route says of itself stands alone, once', async () => {
  const { headers } = await fetch(`${url}/messages/12/html`)
  for (const [name, value] of Object.entries(ownHeaders)) expect(headers.get(name)).toBe(value)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test.each(['/page', '/PAGE', '/%70age', '/page?of=1'])('a page is sent as it was drawn: %s', async (path) => {
  const response = await fetch(`${url}${path}`)
  expect([response.status, await response.text()]).toEqual([200, 'drawn 页'])
  expect(response.headers.get('x-drawn')).toBe('yes')
})

test('what has a dot in its name is no part of another page', async () => {
  expect(await (await fetch(`${url}/page.csv`)).text()).toBe('a,b')
  expect((await fetch(`${url}/page.nothing`)).ok).toBe(false)
})

test('the browser’s own files may be kept', async () => {
  const { headers } = await fetch(`${url}/package.json`)
  expect(headers.get('cache-control')).toBe('public, max-age=60')
})

test.each(['reset', 'not-me'])(
  'an old browser’s form on a page without a referrer, Origin "null", reaches /%s with its secret alone',
  async (page) => {
    const secret = 'a'.repeat(43)
    expect(await (await post(`/${page}/${secret}`, { origin: 'null' })).text()).toBe('done')
    expect((await post(`/${page}/short`, { origin: 'null' })).status).toBe(403)
    expect((await post(`/${page}/${secret}/deed`, { origin: 'null' })).status).toBe(403)
    expect((await post(`/${page}/${secret}`, { origin: 'null', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post(`/${page}/${secret}`, { origin: 'https://evil.example' })).status).toBe(403)
  },
)

test.each([
  { says: 'of a megabyte', bytes: 1_000_000, status: 200 },
  { says: 'longer than a megabyte', bytes: 1_000_001, status: 413 },
])('a form $says is answered with $status', async ({ bytes, status }) => {
  const headers = { 'sec-fetch-site': 'same-origin' }
  const response = await fetch(`${url}/deed`, { method: 'POST', headers, body: 'x'.repeat(bytes) })
  expect(response.status).toBe(status)
})

test('a form that its route leaves unread does not hold up the next request on the same connection', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = (path: string, method: string, body = '') =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'sec-fetch-site': 'same-origin', 'content-length': body.length }
      request(`${url}${path}`, { agent, method, headers }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode))
      })
        .once('error', reject)
        .end(body)
    })
  expect(await ask('/deed', 'POST', 'x'.repeat(900_000))).toBe(200)
  expect(await ask('/deed', 'POST', 'x'.repeat(1_100_000))).toBe(413)
  expect(await ask('/healthz', 'GET')).toBe(200)
  agent.destroy()
})

test('a form that does not say how long it is, is not read', async () => {
  const body = new Blob(['deed=done']).stream()
  const headers = { 'sec-fetch-site': 'same-origin' }
  const response = await fetch(`${url}/deed`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
  expect(response.status).toBe(411)
})

describe('the network that a sign-in is counted by', () => {
  const networkFor = async (settings: { proxies?: number }, forwarded?: string) => {
    const { server: other, url: place } = await serve(settings)
    const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    const network = await (await fetch(`${place}/network`, { headers })).text()
    other.close()
    return network
  }

  test('is unknown for what comes from this machine, whatever it says, where no proxy is announced', async () => {
    expect(await networkFor({})).toBe('unknown')
    expect(await networkFor({ proxies: 0 }, '192.0.2.7')).toBe('unknown')
  })

  test('is the client that the announced proxy names, not one that the client names itself', async () => {
    expect(await networkFor({ proxies: 1 }, '192.0.2.7')).toBe('192.0.2.7')
    expect(await networkFor({ proxies: 1 }, '203.0.113.9, 192.0.2.7')).toBe('192.0.2.7')
    expect(await networkFor({ proxies: 2 }, '203.0.113.9, 192.0.2.7, 198.51.100.3')).toBe('192.0.2.7')
  })
})

test('whoever watches the process is told that it lives', async () => {
  const response = await fetch(`${url}/healthz`)
  expect([response.status, await response.text()]).toEqual([200, 'ok'])
})

test('a stream hears that its browser is gone, whatever was swept from memory meanwhile', async () => {
  const leaving = new AbortController()
  const response = await fetch(`${url}/stream`, { signal: leaving.signal })
  await response.body?.getReader().read()
  for (let sweep = 0; sweep < 5; sweep += 1) {
    collectGarbage()
    await rest(10)
  }
  expect(left).toBe(0)
  leaving.abort()
  await expect.poll(() => left).toBe(1)
})

test('a stream hears of a browser that was gone before it began', async () => {
  const before = left
  const leaving = new AbortController()
  const answer = fetch(`${url}/stream?late=yes`, { signal: leaving.signal }).catch(() => null)
  await expect.poll(() => late.asked).toBe(true)
  leaving.abort()
  await answer
  await rest(20)
  late.begin()
  await expect.poll(() => left).toBe(before + 1)
})

async function serve(settings: { proxies?: number }): Promise<{ server: Server; url: string }> {
  const assets = express.static('.', { maxAge: '1m', index: false })
  const made = createWebServer({ origin, build: aBuild(), mode: 'production', assets, ...settings })
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return { server: made, url: `http://127.0.0.1:${(made.address() as AddressInfo).port}` }
}

function post(path: string, headers: Record<string, string>): Promise<Response> {
  return fetch(`${url}${path}`, { method: 'POST', headers })
}

const ownHeaders = {
  'Content-Security-Policy': "default-src 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

let left = 0
const late = { asked: false, begin: () => {} }

async function stream({ request, context }: { request: Request; context: AppLoadContext }): Promise<Response> {
  if (request.url.endsWith('?late=yes')) {
    late.asked = true
    await new Promise<void>((begin) => {
      late.begin = begin
    })
  }
  const gone = context.gone?.() ?? AbortSignal.abort()
  const leave = () => {
    left += 1
  }
  if (gone.aborted) leave()
  else gone.addEventListener('abort', leave, { once: true })
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(': hello\n\n')),
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
}

/** The smallest desk: resource routes that do something. */
function aBuild(): ServerBuild {
  const done = () => new Response('done')
  const deed = {
    id: 'deed',
    path: 'deed',
    module: { loader: () => new Response('read'), action: done },
  }
  const html = {
    id: 'html',
    path: 'messages/:id/html',
    module: { loader: () => new Response('mail', { headers: ownHeaders }) },
  }
  const reset = { id: 'reset', path: 'reset/:token', module: { action: done } }
  const notMe = { id: 'notMe', path: 'not-me/:token', module: { action: done } }
  const network = {
    id: 'network',
    path: 'network',
    module: {
      loader: ({ context }: { context: { network?: string } }) => new Response(context.network ?? 'unknown'),
    },
  }
  const page = { id: 'page', path: 'page', module: { default: () => null } }
  const csv = { id: 'csv', path: 'page.csv', module: { loader: () => new Response('a,b') } }
  const draw = (_: Request, status: number, headers: Headers, __: unknown, loading: AppLoadContext) => {
    headers.set('x-drawn', 'yes')
    loading.page = Buffer.from('drawn 页')
    return new Response(null, { status, headers })
  }
  return {
    entry: { module: { default: draw } },
    routes: {
      deed,
      html,
      reset,
      notMe,
      network,
      stream: { id: 'stream', path: 'stream', module: { loader: stream } },
      page,
      'page.csv': csv,
    },
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
