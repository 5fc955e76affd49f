import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { CircleSlash, Lock, type LucideIcon, TriangleAlert } from 'lucide-react'
import { ButtonLink } from './ui/button.tsx'
import { EmptyState } from './ui/empty-state.tsx'

type Words = { icon: LucideIcon; title: string; text: string }

const words: Record<number, Words> = {
  403: { icon: Lock, title: 'Not open to you', text: 'Your role does not allow this. A supervisor can help.' },
  404: { icon: CircleSlash, title: 'Nothing here', text: 'There is no page or case at this address.' },
}

const broken: Words = {
  icon: TriangleAlert,
  title: 'Something broke on our side',
  text: 'Nothing you did is lost that was saved before. Try again in a moment.',
}

/** What stands in place of a page that failed: one line, one way on. For an ErrorBoundary. */
export function Fault({ to = '/', back = 'Back to the start' }: { to?: string; back?: string }) {
  const error = useRouteError()
  const said = isRouteErrorResponse(error) ? (words[error.status] ?? broken) : broken
  return (
    <div className="grid min-h-[80dvh] place-items-center md:min-h-full">
      <EmptyState
        icon={said.icon}
        title={said.title}
        level="h1"
        action={
          <ButtonLink to={to} reloadDocument>
            {back}
          </ButtonLink>
        }
      >
        {said.text}
      </EmptyState>
    </div>
  )
}
