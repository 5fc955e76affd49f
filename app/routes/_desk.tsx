import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { DeskNav } from '#app/components/desk/desk-nav.tsx'
import { HealthBanners } from '#app/components/desk/health-foot.tsx'
import { ShortcutsDialog } from '#app/components/desk/shortcuts.tsx'
import { Fault } from '#app/components/fault.tsx'
import { useKeys } from '#app/components/keys.ts'
import { useRefresh } from '#app/components/refresh.ts'
import { webDb } from '#app/db/web.server.ts'
import { readHealth } from '#app/mailboxes/health.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { countQueue } from '#app/tickets/queue.server.ts'

export const meta: MetaFunction = () => [{ title: 'Latchkey' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const now = new Date()
  const [health, counts] = await Promise.all([readHealth(webDb(), now), countQueue(webDb(), person)])
  return { person, health, counts, now }
}

export default function Desk() {
  const { person, health, counts, now } = useLoaderData<typeof loader>()
  const [keysShown, showKeys] = useState(false)
  useRefresh()
  useKeys({ '?': () => showKeys(true) })
  return (
    <div className="flex min-h-dvh flex-col md:h-dvh">
      <a
        href="#page"
        className="sr-only z-10 bg-pane px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <HealthBanners health={health} now={now} />
      <div className="flex min-h-0 flex-1 flex-col md:grid md:grid-cols-[3.5rem_minmax(0,1fr)] 2xl:grid-cols-[12.5rem_minmax(0,1fr)]">
        <DeskNav person={person} health={health} counts={counts} now={now} />
        <main id="page" className="flex min-h-0 min-w-0 flex-1 flex-col md:flex-row [&>*]:flex-1">
          <Outlet />
        </main>
      </div>
      <ShortcutsDialog open={keysShown} onClose={() => showKeys(false)} />
    </div>
  )
}

export function ErrorBoundary() {
  return (
    <main>
      <Fault />
    </main>
  )
}
