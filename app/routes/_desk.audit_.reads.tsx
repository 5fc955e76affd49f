import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Eye } from 'lucide-react'
import { readAuditCursor, readAuditFilter, writeAuditCursor } from '#app/audit/audit-filter.ts'
import { listPeople } from '#app/audit/read-audit.server.ts'
import { listReads } from '#app/audit/reads.server.ts'
import { AuditFilters } from '#app/components/audit/audit-filters.tsx'
import { AuditLists } from '#app/components/audit/audit-lists.tsx'
import { ReadItem } from '#app/components/audit/read-item.tsx'
import { readsWords } from '#app/components/audit/reads-words.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: `${readsWords[languageOf(matches)].title} · Latchkey` }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'audit')
  const query = new URL(request.url).searchParams
  const [people, page] = await Promise.all([
    listPeople(webDb()),
    listReads(webDb(), readAuditFilter(query), readAuditCursor(query.get('before'))),
  ])
  return { people, page }
}

export default function Reads() {
  const { people, page } = useLoaderData<typeof loader>()
  const words = useWords(readsWords)
  const [query] = useSearchParams()
  const kept = new URLSearchParams([...query].filter(([name, value]) => value !== '' && name !== 'before')).toString()
  const older = (before: string) =>
    `/audit/reads?${new URLSearchParams([...new URLSearchParams(kept), ['before', before]])}`
  return (
    <Pane lit bar={<Bar title={words.title} />}>
      <AuditFilters query={query} people={people} action="/audit/reads" />
      <AuditLists here="reads" query={kept} />
      <p className="border-line border-b px-4 py-2 text-ink-3 text-sm">{words.hint}</p>
      {page.rows.length === 0 ? (
        <div>
          <EmptyState icon={Eye} title={words.none}>
            {words.noneHint}
          </EmptyState>
        </div>
      ) : (
        <ol aria-label={words.list}>
          {page.rows.map((read) => (
            <ReadItem key={read.id} read={read} />
          ))}
        </ol>
      )}
      {page.next && (
        <div className="flex justify-center p-4">
          <ButtonLink to={older(writeAuditCursor(page.next))}>{words.older}</ButtonLink>
        </div>
      )}
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
