import { createRequestHandler } from '@remix-run/express'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import type express from 'express'
import { routesBeginningWith } from '#app/routes-on-the-way.ts'

type Pages = {
  build: ServerBuild | (() => Promise<ServerBuild>)
  mode: 'production' | 'development'
  /** What loaders and the drawing of the page are told of a request. */
  contextOf: (request: express.Request, response: express.Response) => AppLoadContext
}

/**
 * Answers with the pages of a build. For each request Remix ranks all routes that it is given, twice: where the first
 * part of the path names its routes, it is given these alone.
 */
export function createPageHandler({ build, mode, contextOf }: Pages): express.Handler {
  const pages = {
    mode,
    getLoadContext: (request: express.Request, response: express.Response) =>
      sendPage(response, { ...contextOf(request, response), page: null }),
  }
  const all = createRequestHandler({ build, ...pages })
  if (typeof build === 'function') return all
  const built = build
  const known = new Map<string, express.Handler>()
  return (request, response, next) => {
    // ".data" is what the browser's half of Remix puts behind the path of a page.
    const first = (/^\/([^/]*?)(?:\.data)?(?:\/|$)/.exec(request.path)?.[1] ?? '').toLowerCase()
    const handler = known.get(first) ?? handlerOf(first)
    return handler(request, response, next)
  }

  function handlerOf(first: string): express.Handler {
    const routes = routesBeginningWith(built.routes, first)
    // What begins no route is not remembered: it is whatever somebody typed.
    if (!routes) return all
    const handler = createRequestHandler({ build: { ...built, routes }, ...pages })
    known.set(first, handler)
    return handler
  }
}

/** Ends an answer with the page that was drawn for it. A web stream between the two costs more than a third of drawing. */
function sendPage(response: express.Response, context: AppLoadContext): AppLoadContext {
  const end = response.end.bind(response) as (...given: unknown[]) => express.Response
  response.end = (...given: unknown[]) => (context.page ? end(context.page) : end(...given))
  return context
}
