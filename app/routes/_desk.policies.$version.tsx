import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { Check, RotateCw, Send, Undo2, X } from 'lucide-react'
import { useAnswer } from '#app/components/answer.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { useMoments } from '#app/components/moments.ts'
import { BackTestView } from '#app/components/policies/back-test-view.tsx'
import { CellChanges } from '#app/components/policies/cell-changes.tsx'
import { CellTables } from '#app/components/policies/cell-tables.tsx'
import { policiesWords } from '#app/components/policies/policies-words.ts'
import { PolicyBegin, PolicyStateChip } from '#app/components/policies/policy-state.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { backTest } from '#app/evidence/back-test.ts'
import { readBackTestDays } from '#app/evidence/back-test-days.ts'
import { findPolicy, listDecidedCases, listPolicies, readActivePolicy } from '#app/evidence/policies.server.ts'
import { compareCells } from '#app/evidence/policy-cells.ts'
import { compareLists } from '#app/evidence/policy-lists.ts'
import { approvePolicy, refusePolicy, takeUpPolicy } from '#app/evidence/propose-policy.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ params, matches }) => [
  { title: `${params.version} · ${policiesWords[languageOf(matches)].title} · Latchkey` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'settle policy')
  const now = new Date()
  const version = params.version ?? ''
  const [policy, listed, active] = await Promise.all([
    findPolicy(webDb(), version),
    listPolicies(webDb(), now),
    readActivePolicy(webDb(), now),
  ])
  const about = listed.find((one) => one.version === version)
  if (!policy || !about) throw new Response('There is no such policy.', { status: 404 })
  const { days, since } = readBackTestDays(new URL(request.url).searchParams.get('days'), now)
  const tested = about.state === 'active' ? null : backTest(await listDecidedCases(webDb(), since), policy)
  const own = about.proposer?.id === person.id
  const [changes, lists] = [compareCells(active, policy), compareLists(active, policy)]
  return { about, own, policy, changes, lists, against: active.version, tested, days }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'settle policy')
  const form = await request.formData()
  const now = new Date()
  const answer = { version: params.version ?? '', staffId: person.id, now }
  if (form.get('intent') === 'take up') {
    const kept = await takeUpPolicy(webDb(), answer)
    if ('version' in kept) throw redirect(`/policies/${kept.version}`)
    return data({ refusal: kept.refusal, begins: '' }, { status: 409 })
  }
  const begins = String(form.get('activeFrom') ?? '')
  const refusal =
    form.get('intent') === 'approve' ? await approve({ ...answer, begins }) : await refusePolicy(webDb(), answer)
  return data({ refusal, begins }, { status: refusal === null ? 200 : 409 })
}

async function approve({ begins, ...answer }: { version: string; staffId: string; now: Date; begins: string }) {
  // The field gives minutes without a zone; the desk's clock is UTC.
  const activeFrom = begins === '' ? answer.now : new Date(`${begins}:00Z`)
  if (Number.isNaN(activeFrom.getTime())) return 'This is no moment.'
  return approvePolicy(webDb(), { ...answer, activeFrom })
}

export default function PolicyPage() {
  const { about, own, policy, changes, lists, against, tested, days } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const words = useWords(policiesWords)
  const retold = useRetold()
  const moments = useMoments()
  const answered = about.state === 'refused' ? words.refusedBy : words.approvedBy
  return (
    <Pane
      lit
      bar={
        <Bar title={about.version}>
          <PolicyStateChip state={about.state} />
          <Link to="/policies" className="ml-auto text-accent underline">
            {words.all}
          </Link>
        </Bar>
      }
    >
      <div className="mx-auto grid max-w-240 gap-6 px-4 py-4">
        {answer?.refusal && (
          <Notice tone="against" live>
            {retold(answer.refusal)}
          </Notice>
        )}
        <div className="grid gap-1">
          {about.reason && <p className="whitespace-pre-line break-words text-read">{about.reason}</p>}
          <p className="text-ink-3 text-sm">
            {about.proposer ? words.proposedBy(about.proposer.name, moments.dated(about.proposedAt)) : words.shipped}
          </p>
          {about.answeredBy && about.answeredAt && (
            <p className="text-ink-3 text-sm">{answered(about.answeredBy, moments.dated(about.answeredAt))}</p>
          )}
          <p className="text-ink-3 text-sm">
            <PolicyBegin state={about.state} day={about.activeFrom && moments.dated(about.activeFrom)} />
          </p>
        </div>
        {about.state !== 'active' && (
          <section className="grid gap-2">
            <h2 className="font-semibold text-lg">{words.changes}</h2>
            <p className="text-ink-3 text-sm">{words.against(against)}</p>
            <CellChanges changes={changes} lists={lists} policy={policy} />
          </section>
        )}
        {tested && (
          <section className="grid gap-3">
            <div className="flex flex-wrap items-end gap-3">
              <h2 className="mr-auto font-semibold text-lg">{words.backTest}</h2>
              <Form className="flex items-end gap-2">
                <div className="w-24">
                  <Field label={words.days} name="days" inputMode="numeric" defaultValue={String(days)} />
                </div>
                <Button type="submit" icon={RotateCw}>
                  {words.retest}
                </Button>
              </Form>
            </div>
            <BackTestView days={days} tested={tested} />
          </section>
        )}
        {about.state === 'proposed' && (
          <section className="grid gap-3 border-line border-t pt-4">
            {own ? (
              <Notice>{words.ownProposal}</Notice>
            ) : (
              <Form method="post" className="grid gap-3">
                <h2 className="font-semibold text-lg">{words.approveTitle}</h2>
                <p className="max-w-prose text-ink-2">{words.approveEffect}</p>
                <div className="flex flex-wrap items-end gap-3">
                  <Field
                    label={`${words.beginsAt}, UTC`}
                    name="activeFrom"
                    type="datetime-local"
                    defaultValue={answer?.begins ?? ''}
                  />
                  <Button type="submit" name="intent" value="approve" kind="go" icon={Check}>
                    {words.approve}
                  </Button>
                </div>
              </Form>
            )}
            <Form method="post">
              <Button type="submit" name="intent" value="refuse" kind={own ? 'plain' : 'no'} icon={own ? Undo2 : X}>
                {own ? words.takeBack : words.refuse}
              </Button>
            </Form>
          </section>
        )}
        {about.state === 'offered' && (
          <Form method="post" className="grid justify-items-start gap-3 border-line border-t pt-4">
            <p className="max-w-prose text-ink-2">{words.offered}</p>
            <Button type="submit" name="intent" value="take up" kind="go" icon={Send}>
              {words.takeUp}
            </Button>
          </Form>
        )}
        <section className="grid gap-2">
          <h2 className="font-semibold text-lg">{words.numbers}</h2>
          <CellTables policy={policy} />
        </section>
      </div>
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
