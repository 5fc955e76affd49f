import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { SlidersHorizontal } from 'lucide-react'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { policiesWords } from '#app/components/policies/policies-words.ts'
import { PolicyBegin, PolicyStateChip } from '#app/components/policies/policy-state.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { listPolicies } from '#app/evidence/policies.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: `${policiesWords[languageOf(matches)].title} · Latchkey` }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'settle policy')
  return { policies: await listPolicies(webDb(), new Date()) }
}

export default function Policies() {
  const { policies } = useLoaderData<typeof loader>()
  const words = useWords(policiesWords)
  const moments = useMoments()
  return (
    <Pane
      lit
      bar={
        <Bar title={words.title}>
          <div className="ml-auto">
            <ButtonLink to="/policies/new" icon={SlidersHorizontal}>
              {words.propose}
            </ButtonLink>
          </div>
        </Bar>
      }
    >
      <p className="max-w-prose px-4 py-3 text-ink-2">{words.intro}</p>
      <ul className="border-line border-t">
        {policies.map((policy) => (
          <li key={policy.version} className="border-line border-b">
            <Link to={`/policies/${policy.version}`} className="grid gap-0.5 px-4 py-2.5 hover:bg-sunk">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-semibold">{policy.version}</span>
                <PolicyStateChip state={policy.state} />
                <span className="ml-auto text-ink-3 text-sm">
                  <PolicyBegin state={policy.state} day={policy.activeFrom && moments.dated(policy.activeFrom)} />
                </span>
              </span>
              <span className="text-ink-3 text-sm">
                {policy.proposer
                  ? words.proposedBy(policy.proposer.name, moments.dated(policy.proposedAt))
                  : words.shipped}
              </span>
              {policy.reason && <span className="line-clamp-2 break-words text-ink-2">{policy.reason}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
