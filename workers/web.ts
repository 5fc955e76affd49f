import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { closeWebDb } from '#app/db/web.server.ts'
import { closeWebLive } from '#app/tickets/live.server.ts'
import { runProcess } from './process.ts'
import { createWebServer, loadBuild, openSources } from './web-server.ts'

/** How long requests under way may take after the process was told to stop, in milliseconds. */
const graceMs = 8_000

await runProcess('web', async (signal, log, env) => {
  const mode = env.nodeEnv === 'production' ? 'production' : 'development'
  const sources = mode === 'development' ? await openSources(env.host) : null
  const server = createWebServer({
    origin: env.origin,
    mode,
    proxies: env.trustedProxies,
    ...(sources ?? (await loadBuild())),
  })
  server.listen(env.port, env.host)
  await once(server, 'listening')
  log.info({ host: env.host, port: (server.address() as AddressInfo).port, mode }, 'serving')
  if (!signal.aborted) await once(signal, 'abort')
  const closed = once(server, 'close')
  server.close()
  // A stream ends only when it is told to.
  await closeWebLive()
  server.closeIdleConnections()
  const hurry = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(hurry)
  await sources?.close()
  await closeWebDb()
})
