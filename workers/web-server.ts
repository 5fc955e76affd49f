import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { BlockList } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type NextFunction, type Request, type Response } from 'express'
import { createPageHandler } from './page-handler.ts'

export type WebSettings = {
  /** Where people reach the desk; a form from anywhere else is refused. */
  origin: string
  /** The built pages, or a way to load them while developing. */
  build: ServerBuild | (() => Promise<ServerBuild>)
  mode: 'production' | 'development'
  /** Serves the browser's files; Vite's own while developing. */
  assets: express.Handler
  /** How many proxies stand before it, each naming the client truly. */
  proxies?: number
}

/** No form of the desk comes near it, in bytes. */
const mostFormBytes = 1_000_000

/** The desk's web server: security headers, no forms from other sites or too long, the browser's files, then the pages. */
export function createWebServer({ origin, build, mode, assets, proxies = 0 }: WebSettings): Server {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', proxies)
  app.get('/healthz', (_, response) => response.type('text/plain').send('ok'))
  app.use(setHeaders(mode, origin))
  app.use(refuseOtherSites(origin))
  app.use(refuseLongForms)
  app.use(compression())
  app.use(assets)
  app.all(
    '*',
    createPageHandler({
      build,
      mode,
      contextOf: (request, response) => {
        const network = networkOf(request, proxies)
        const nonce = String(response.locals.nonce)
        return { nonce, gone: () => goneOf(response), ...(network === undefined ? {} : { network }) }
      },
    }),
  )
  return createServer(app)
}

/** The pages as `npm run build` left them, and the files for the browser beside them. */
export async function loadBuild(folder = 'build'): Promise<Pick<WebSettings, 'build' | 'assets'>> {
  const build = (await import(pathToFileURL(path.resolve(folder, 'server/index.js')).href)) as ServerBuild
  const files = express.Router()
  // Names of files in assets hold a hash of their content.
  files.use('/assets', express.static(path.resolve(folder, 'client/assets'), { immutable: true, maxAge: '1y' }))
  const client = path.resolve(folder, 'client')
  const serve = express.static(client, { maxAge: '1h', index: false })
  const names = new Set(await readdir(client))
  // To look on the disk for each page whether it is a file takes longer than to route it.
  files.use((request, response, next) =>
    names.has(request.path.split('/')[1] ?? '') ? serve(request, response, next) : next(),
  )
  return { build, assets: files }
}

/** The pages straight from the sources, each change at once. `host` keeps Vite's own socket off other interfaces. */
export async function openSources(
  host: string,
): Promise<Pick<WebSettings, 'build' | 'assets'> & { close: () => Promise<void> }> {
  const { createServer: createVite } = await import('vite')
  const vite = await createVite({ server: { middlewareMode: true, hmr: { host } }, appType: 'custom' })
  return {
    assets: vite.middlewares,
    build: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as unknown as ServerBuild,
    close: () => vite.close(),
  }
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Where a request came from; unknown where only a proxy of this machine can say, and none was announced. */
function networkOf(request: Request, proxies: number): string | undefined {
  const address = request.ip
  const local = address !== undefined && loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
  return proxies === 0 && local ? undefined : address
}

/** Of a Request only a weak reference leads to its signal: once memory is swept, a stream would never hear of it. */
function goneOf(response: Response): AbortSignal {
  const gone = new AbortController()
  if (response.destroyed) gone.abort()
  response.once('close', () => gone.abort())
  return gone.signal
}

/** What an answer says about itself where its route says nothing; a mail's HTML brings a policy of its own. */
function setHeaders(mode: WebSettings['mode'], origin: string): express.Handler {
  return (_, response, next) => {
    const nonce = randomBytes(16).toString('base64')
    response.locals.nonce = nonce
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    if (origin.startsWith('https://')) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    fillHeaders(response, {
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'same-origin',
      // Pages hold people's data: neither a proxy nor the browser keeps them. The browser's own files say otherwise.
      'Cache-Control': 'private, no-store',
      // Vite needs inline styles while developing.
      ...(mode === 'production' && { 'Content-Security-Policy': contentPolicy(nonce) }),
    })
    next()
  }
}

/** At the last moment, so that a route's own header stands alone: the adapter adds to what is set before. */
function fillHeaders(response: Response, headers: Readonly<Record<string, string>>): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => Response
  response.writeHead = (...given: unknown[]) => {
    for (const [name, value] of Object.entries(headers)) if (!response.hasHeader(name)) response.setHeader(name, value)
    return writeHead(...given)
  }
}

function contentPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ')
}

/** A form says its length before it is read; what comes in pieces of unknown length is no form of a browser. */
const refuseLongForms: express.Handler = (request, response, next) => {
  // What an action left unread would hold up the next request on this connection.
  response.once('finish', () => request.removeAllListeners('data').resume())
  const refuse = (status: number, words: string) => response.status(status).type('text/plain').send(words)
  if (request.headers['transfer-encoding'] !== undefined) refuse(411, 'Say how long the form is.')
  else if (Number(request.headers['content-length'] ?? 0) > mostFormBytes) refuse(413, 'This form is too long.')
  else next()
}

/**
 * Refuses whatever changes something unless one of our own pages sent it. Browsers say so in Sec-Fetch-Site, old ones
 * in Origin; who says neither is no browser of ours. Holds for `/route` and `/route.data` alike.
 */
function refuseOtherSites(origin: string): express.Handler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next()
    const site = request.get('sec-fetch-site')
    const ours = site === undefined ? sentByOurs(request, origin) : site === 'same-origin'
    // Settled here; the framework's own check stumbles over the "null" that pages without a referrer send.
    delete request.headers.origin
    if (ours) return next()
    response
      .status(403)
      .type('text/plain')
      .send('This form was sent from another site. Open the page and send it again.')
  }
}

/** Old browsers say "null" on pages that send no referrer; there the secret in the path is what no other site has. */
function sentByOurs(request: Request, origin: string): boolean {
  const said = request.get('origin')
  return said === origin || (said === 'null' && secretPath.test(request.path))
}

const secretPath = /^\/(reset|not-me)\/[A-Za-z0-9_-]{40,}$/
