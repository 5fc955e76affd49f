import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { Hourglass, MessageCircleQuestion, Snowflake, Timer, UserRoundCheck } from 'lucide-react'
import { useNow } from '#app/components/clock.ts'
import { StopButton } from '#app/components/desk/stop-all.tsx'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { HealthPanel } from '#app/components/overview/health-panel.tsx'
import { overviewWords } from '#app/components/overview/overview-words.ts'
import { Pictures } from '#app/components/overview/pictures.tsx'
import { WaitingPanel } from '#app/components/overview/waiting-panel.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { may } from '#app/staff/permissions.ts'
import { requirePerson } from '#app/staff/session.server.ts'
import { readFigures, readOverview } from '#app/tickets/overview.server.ts'
import type { loader as deskLoader } from './_desk.tsx'

export const meta: MetaFunction = ({ matches }) => [{ title: `${overviewWords[languageOf(matches)].title} · Latchkey` }]

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'oversee')
  const now = new Date()
  const [overview, figures] = await Promise.all([readOverview(webDb()), readFigures(webDb(), now)])
  return { overview, figures, mayStop: may(person.role, 'stop all'), now }
}

export default function OverviewPage() {
  const { overview, figures, mayStop, now: served } = useLoaderData<typeof loader>()
  const desk = useRouteLoaderData<typeof deskLoader>('routes/_desk')
  const words = useWords(overviewWords)
  const now = useNow(served)
  const { proposed, escalated, frozen, held, waiting } = overview
  return (
    <Pane
      label={words.title}
      bar={
        <Bar title={words.title}>
          <span className="ml-auto">{mayStop && !desk?.stop && <StopButton />}</span>
        </Bar>
      }
    >
      <div className="mx-auto grid max-w-6xl gap-6 p-4 lg:p-6">
        <div className="grid items-start gap-4 lg:grid-cols-2 xl:grid-cols-3">
          <div className="grid gap-4">
            <WaitingPanel
              kind="proposed"
              waiting={proposed}
              icon={UserRoundCheck}
              to="/queue?view=proposed"
              now={now}
              late
            />
            <WaitingPanel
              kind="escalated"
              waiting={escalated}
              icon={MessageCircleQuestion}
              to="/queue?view=escalated"
              now={now}
              late
            />
          </div>
          <div className="grid gap-4">
            <WaitingPanel kind="waiting" waiting={waiting} icon={Hourglass} to="/queue?view=undecided" now={now} late />
          </div>
          <div className="grid gap-4 lg:col-span-2 lg:grid-cols-2 xl:col-span-1 xl:grid-cols-1">
            {desk && <HealthPanel health={desk.health} now={now} />}
            <WaitingPanel kind="frozen" waiting={frozen} icon={Snowflake} to="/queue?view=frozen" now={now} />
            <WaitingPanel kind="held" waiting={held} icon={Timer} to="/queue?view=held" now={now} />
          </div>
        </div>
        <Pictures figures={figures} />
      </div>
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault to="/queue" />
}
