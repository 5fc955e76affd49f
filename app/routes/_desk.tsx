import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { DeskNav } from '#app/components/desk/desk-nav.tsx'
import { HealthBanners } from '#app/components/desk/health-foot.tsx'
import { navWords } from '#app/components/desk/nav-words.ts'
import { StopBanner } from '#app/components/desk/stop-all.tsx'
import { Fault } from '#app/components/fault.tsx'
import { SingleKeysProvider, useKeys } from '#app/components/keys.ts'
import { LanguageProvider, useWords } from '#app/components/language.tsx'
import { later } from '#app/components/later.tsx'
import { ConnectionBanner } from '#app/components/live/connection-banner.tsx'
import { LiveDesk } from '#app/components/live/live-desk.tsx'
import { PresenceProvider } from '#app/components/live/presence.tsx'
import { TimeZoneProvider } from '#app/components/moments.ts'
import { Palette } from '#app/components/search/palette.tsx'
import { usePlainLinks } from '#app/components/ui/plain-links.ts'
import { webDb } from '#app/db/web.server.ts'
import { recentHealth } from '#app/mailboxes/health.server.ts'
import { choosePublicLanguage } from '#app/self-service/public-language.ts'
import { may } from '#app/staff/permissions.ts'
import { requireSignedIn } from '#app/staff/session.server.ts'
import { recentCounts } from '#app/tickets/queue.server.ts'
import { recentStop } from '#app/tickets/stop-all.server.ts'

const ShortcutsDialog = later(() =>
  import('#app/components/desk/shortcuts.tsx').then(({ ShortcutsDialog }) => ShortcutsDialog),
)

export const meta: MetaFunction = () => [{ title: 'Latchkey' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { person, preferences } = await requireSignedIn(request, 'see queue')
  const now = new Date()
  const [health, counts, stop] = await Promise.all([
    recentHealth(webDb(), now),
    recentCounts(webDb(), person, now),
    recentStop(webDb(), now),
  ])
  const language = preferences.language ?? choosePublicLanguage(null, request.headers.get('accept-language'))
  return { person, health, counts, stop, now, preferences, language }
}

export default function Desk() {
  const { person, preferences, language } = useLoaderData<typeof loader>()
  return (
    <LanguageProvider value={language}>
      <TimeZoneProvider value={preferences.timeZone}>
        <SingleKeysProvider value={preferences.singleKeys}>
          <LiveDesk>
            <PresenceProvider personId={person.id}>
              <DeskFrame />
            </PresenceProvider>
          </LiveDesk>
        </SingleKeysProvider>
      </TimeZoneProvider>
    </LanguageProvider>
  )
}

function DeskFrame() {
  const { person, health, counts, stop, now } = useLoaderData<typeof loader>()
  const words = useWords(navWords)
  const isCaseOpen = useRouteLoaderData('routes/_desk._list.tickets.$number') !== undefined
  const [keysShown, showKeys] = useState(false)
  useKeys({ '?': () => showKeys(true) })
  usePlainLinks()
  return (
    <div className="flex min-h-dvh flex-col md:h-dvh">
      <a href="#page" className={skipFace}>
        {words.skip}
      </a>
      {isCaseOpen && (
        <a href="#case" className={skipFace}>
          {words.skipToCase}
        </a>
      )}
      <ConnectionBanner />
      <StopBanner stop={stop} mayEnd={may(person.role, 'stop all')} />
      <HealthBanners health={health} stopped={stop !== null} mayMend={may(person.role, 'run the desk')} now={now} />
      <div className="flex min-h-0 flex-1 flex-col md:grid md:grid-cols-[3.5rem_minmax(0,1fr)] 2xl:grid-cols-[12.5rem_minmax(0,1fr)]">
        <DeskNav person={person} health={health} counts={counts} now={now} />
        <main id="page" className="flex min-h-0 min-w-0 flex-1 flex-col md:flex-row [&>*]:flex-1">
          <Outlet />
        </main>
      </div>
      <Palette person={person} onShowKeys={() => showKeys(true)} />
      {keysShown && <ShortcutsDialog person={person} open onClose={() => showKeys(false)} />}
    </div>
  )
}

const skipFace = 'sr-only z-10 bg-pane px-3 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2'

export function ErrorBoundary() {
  // Its own answer, where there is one: the fault may lie in what draws it.
  const language = useRouteLoaderData<typeof loader>('routes/_desk')?.language ?? 'en'
  return (
    <LanguageProvider value={language}>
      <main>
        <Fault />
      </main>
    </LanguageProvider>
  )
}
