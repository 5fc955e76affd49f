import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type NextFunction, type Request, type Response } from 'express'

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

/** The desk's web server: security headers, no forms from other sites, the browser's files, then the pages. */
export function createWebServer({ origin, build, mode, assets, proxies = 0 }: WebSettings): Server {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', proxies)
  app.get('/healthz', (_, response) => response.type('text/plain').send('ok'))
  app.use(setHeaders(mode, origin))
  app.use(refuseOtherSites(origin))
  app.use(compression())
  app.use(assets)
  app.all(
    '*',
    createRequestHandler({
      build,
      mode,
      getLoadContext: (request, response) => ({
        nonce: String(response.locals.nonce),
        ...(request.ip === undefined ? {} : { network: request.ip }),
      }),
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
  files.use(express.static(path.resolve(folder, 'client'), { maxAge: '1h', index: false }))
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

function setHeaders(mode: WebSettings['mode'], origin: string): express.Handler {
  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64')
    response.locals.nonce = nonce
    response.setHeader('X-Content-Type-Options', 'nosniff')
    response.setHeader('Referrer-Policy', 'same-origin')
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin')
    response.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    // Pages hold people's data: neither a proxy nor the browser keeps them. The browser's own files say otherwise.
    response.setHeader('Cache-Control', 'private, no-store')
    if (origin.startsWith('https://')) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
    // A mail's HTML brings a policy of its own, and Vite needs inline styles while developing.
    if (mode === 'production' && !ownPolicy.test(request.path)) {
      response.setHeader('Content-Security-Policy', contentPolicy(nonce))
    }
    next()
  }
}

const ownPolicy = /^\/messages\/[0-9]+\/html$/

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
