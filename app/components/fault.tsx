import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react'
import { CircleSlash, Lock, type LucideIcon, TriangleAlert, Unplug } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { faultWords } from './fault-words.ts'
import { useWords } from './language.tsx'
import { whenAnswering } from './live/connection.ts'
import { Button, ButtonLink } from './ui/button.tsx'
import { EmptyState } from './ui/empty-state.tsx'

type Kind = keyof (typeof faultWords)['en']['titles']

const icons: Record<Kind, LucideIcon> = {
  closed: Lock,
  missing: CircleSlash,
  broken: TriangleAlert,
  unreached: Unplug,
}
const kinds: Readonly<Record<number, Kind>> = {
  403: 'closed',
  404: 'missing',
  502: 'unreached',
  503: 'unreached',
  504: 'unreached',
}

/** As the browsers begin what they say of a request or a script that did not arrive. */
const notArrived = /^(?:failed to fetch|load failed|networkerror|error loading dynam|importing a module script failed)/i

/** What stands in place of a page that failed: one line, one way on. For an ErrorBoundary. */
export function Fault({ to = '/' }: { to?: '/' | '/queue' }) {
  const error = useRouteError()
  const words = useWords(faultWords)
  const kind = kindOf(error)
  return (
    <div className="grid min-h-[80dvh] place-items-center md:min-h-full">
      <EmptyState
        icon={icons[kind]}
        title={words.titles[kind]}
        level="h1"
        action={
          kind === 'unreached' ? (
            <Again error={error} />
          ) : (
            <ButtonLink to={to} reloadDocument>
              {to === '/queue' ? words.toQueue : words.toStart}
            </ButtonLink>
          )
        }
      >
        {words.texts[kind]}
      </EmptyState>
    </div>
  )
}

function kindOf(error: unknown): Kind {
  if (isRouteErrorResponse(error)) return kinds[error.status] ?? 'broken'
  return error instanceof TypeError && notArrived.test(error.message) ? 'unreached' : 'broken'
}

/** Asks for the page anew: when it is pressed, and by itself when the server answers. */
function Again({ error }: { error: unknown }) {
  const words = useWords(faultWords)
  const { revalidate, state } = useRevalidator()
  const latest = useRef(revalidate)
  latest.current = revalidate
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt that failed is a new fault, and waits anew.
  useEffect(() => {
    let gone = false
    whenAnswering().then(() => !gone && latest.current())
    return () => {
      gone = true
    }
  }, [error])
  return (
    <Button kind="go" onClick={() => revalidate()} disabledBecause={state === 'idle' ? null : words.trying}>
      {words.again}
    </Button>
  )
}
