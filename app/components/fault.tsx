import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { CircleSlash, Lock, type LucideIcon, TriangleAlert } from 'lucide-react'
import { faultWords } from './fault-words.ts'
import { useWords } from './language.tsx'
import { ButtonLink } from './ui/button.tsx'
import { EmptyState } from './ui/empty-state.tsx'

type Kind = keyof (typeof faultWords)['en']['titles']

const icons: Record<Kind, LucideIcon> = { closed: Lock, missing: CircleSlash, broken: TriangleAlert }
const kinds: Readonly<Record<number, Kind>> = { 403: 'closed', 404: 'missing' }

/** What stands in place of a page that failed: one line, one way on. For an ErrorBoundary. */
export function Fault({ to = '/' }: { to?: '/' | '/queue' }) {
  const error = useRouteError()
  const words = useWords(faultWords)
  const kind = (isRouteErrorResponse(error) && kinds[error.status]) || 'broken'
  return (
    <div className="grid min-h-[80dvh] place-items-center md:min-h-full">
      <EmptyState
        icon={icons[kind]}
        title={words.titles[kind]}
        level="h1"
        action={
          <ButtonLink to={to} reloadDocument>
            {to === '/queue' ? words.toQueue : words.toStart}
          </ButtonLink>
        }
      >
        {words.texts[kind]}
      </EmptyState>
    </div>
  )
}
