import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { Download, ShieldCheck } from 'lucide-react'
import { readAuditCursor, readAuditFilter, writeAuditCursor } from '#app/audit/audit-filter.ts'
import { listDecisions, listEntries, listPeople } from '#app/audit/read-audit.server.ts'
import { verifyOnDemand } from '#app/audit/verify-audit.server.ts'
import { useAnswer } from '#app/components/answer.ts'
import { AuditFilters } from '#app/components/audit/audit-filters.tsx'
import { AuditLists, NothingFits } from '#app/components/audit/audit-lists.tsx'
import { auditWords } from '#app/components/audit/audit-words.ts'
import { DecisionItem } from '#app/components/audit/decision-item.tsx'
import { EntryItem } from '#app/components/audit/entry-item.tsx'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { may } from '#app/staff/permissions.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: `${auditWords[languageOf(matches)].title} · Latchkey` }]

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'audit')
  const query = new URL(request.url).searchParams
  const filter = readAuditFilter(query)
  const before = readAuditCursor(query.get('before'))
  const all = query.get('list') === 'entries'
  const [people, page] = await Promise.all([
    listPeople(webDb()),
    all
      ? listEntries(webDb(), filter, before).then((entries) => ({ ...entries, kind: 'entries' as const }))
      : listDecisions(webDb(), filter, before).then((decisions) => ({ ...decisions, kind: 'decisions' as const })),
  ])
  return { people, page, mayExport: may(person.role, 'export audit') }
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'audit')
  return verifyOnDemand(webDb(), { staffId: person.id, now: new Date() })
}

export default function Audit() {
  const { people, page, mayExport } = useLoaderData<typeof loader>()
  const verified = useAnswer<typeof action>()
  const busy = useNavigation().formMethod === 'POST'
  const [query] = useSearchParams()
  const words = useWords(auditWords)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const withQuery = (change: Record<string, string>) => {
    const next = new URLSearchParams([...query].filter(([name, value]) => value !== '' && name !== 'before'))
    for (const [name, value] of Object.entries(change)) next.set(name, value)
    return next.toString()
  }
  return (
    <Pane
      lit
      bar={
        <Bar title={words.title}>
          <div className="ml-auto flex flex-wrap justify-end gap-2">
            <Form method="post">
              <Button type="submit" icon={ShieldCheck} disabledBecause={busy ? words.reading : null}>
                <span>
                  {busy ? words.verifying : words.verify}
                  {!busy && <span className="max-sm:sr-only">{words.verifyRest}</span>}
                </span>
              </Button>
            </Form>
            {mayExport && (
              <ButtonLink to={`/audit.csv?${withQuery({})}`} icon={Download} reloadDocument>
                <span>
                  <span className="max-sm:sr-only">{words.export}</span>
                  {words.csv}
                </span>
              </ButtonLink>
            )}
          </div>
        </Bar>
      }
    >
      {verified && (
        <div className="px-4 pt-3">
          <Notice tone={verified.ok ? 'for' : 'against'} live>
            {verified.break ? words.broken(verified.break) : words.holds(verified.entries)}
          </Notice>
        </div>
      )}
      <AuditFilters query={query} people={people} />
      <AuditLists here={page.kind} query={withQuery({})} />
      {page.rows.length === 0 ? (
        <NothingFits here={page.kind} query={withQuery({})} />
      ) : (
        <ol aria-label={page.kind === 'entries' ? words.entries : words.decisions}>
          {page.kind === 'entries'
            ? page.rows.map((entry) => <EntryItem key={entry.id} entry={entry} people={names} />)
            : page.rows.map((decision) => <DecisionItem key={decision.id} decision={decision} />)}
        </ol>
      )}
      {page.next && (
        <div className="flex justify-center p-4">
          <ButtonLink to={`/audit?${withQuery({ before: writeAuditCursor(page.next) })}`}>{words.older}</ButtonLink>
        </div>
      )}
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
