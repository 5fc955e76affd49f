import type { LoaderFunctionArgs } from '@remix-run/node'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { readMetrics, requireMonitor } from '#app/mailboxes/metrics.server.ts'

/** Figures for a monitor that knows METRICS_TOKEN; for everybody else there is no such page. */
export async function loader({ request }: LoaderFunctionArgs) {
  requireMonitor(request, webEnv().metricsToken)
  const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(await readMetrics(webDb(), new Date()), { headers })
}
