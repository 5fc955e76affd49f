import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { FlaskConical, Send } from 'lucide-react'
import { useCallback } from 'react'
import { useAnswer } from '#app/components/answer.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { BackTestView } from '#app/components/policies/back-test-view.tsx'
import { CellChanges } from '#app/components/policies/cell-changes.tsx'
import { CellEditor } from '#app/components/policies/cell-editor.tsx'
import { CellFaults } from '#app/components/policies/cell-faults.tsx'
import { policiesWords } from '#app/components/policies/policies-words.ts'
import { layOut } from '#app/components/policies/policy-places.ts'
import { useRetold } from '#app/components/retold/use-retold.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Field, TextArea } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { backTest } from '#app/evidence/back-test.ts'
import { readBackTestDays } from '#app/evidence/back-test-days.ts'
import { listDecidedCases, listPolicies, readActivePolicy } from '#app/evidence/policies.server.ts'
import { judgeTyped, nextVersion, readTyped } from '#app/evidence/policy-form.ts'
import { formCells } from '#app/evidence/policy-parts.ts'
import { proposePolicy } from '#app/evidence/propose-policy.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [
  { title: `${policiesWords[languageOf(matches)].proposeTitle} · Latchkey` },
]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'settle policy')
  const now = new Date()
  const [active, listed] = await Promise.all([readActivePolicy(webDb(), now), listPolicies(webDb(), now)])
  const taken = listed.map(({ version }) => version)
  const { sender, facts } = active
  return {
    of: active.version,
    active: { sender, facts },
    cells: formCells(active),
    version: nextVersion(active.version, taken),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'settle policy')
  const now = new Date()
  const form = await request.formData()
  const active = await readActivePolicy(webDb(), now)
  const typed = readTyped(form, active)
  const judged = judgeTyped(typed, active)
  if ('faults' in judged) return data({ typed, faults: judged.faults, refusal: null, trial: null }, { status: 422 })
  if (form.get('intent') === 'propose') {
    const { reason } = typed
    const kept = await proposePolicy(webDb(), { policy: judged.policy, proposerId: person.id, reason, now })
    if ('version' in kept) throw redirect(`/policies/${kept.version}`)
    return data({ typed, faults: null, refusal: kept.refusal, trial: null }, { status: 409 })
  }
  const { days, since } = readBackTestDays(null, now)
  const tested = backTest(await listDecidedCases(webDb(), since), judged.policy)
  return data({ typed, faults: null, refusal: null, trial: { changes: judged.changes, tested, days } })
}

export default function ProposePolicy() {
  const { of, active, cells, version } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const words = useWords(policiesWords)
  const retold = useRetold()
  const faults = answer?.faults ?? null
  // The answer stands above the numbers, the buttons below them. As it is drawn, so that nothing moves under a finger.
  const answered = useCallback(
    (drawn: HTMLDivElement | null) => {
      if (!drawn || !answer) return
      drawn.scrollIntoView({ block: 'start' })
      drawn.focus({ preventScroll: true })
    },
    [answer],
  )
  const typed = answer?.typed ?? { version, reason: '', cells: {} }
  return (
    <Pane lit bar={<Bar title={words.propose} />}>
      <Form method="post" className="mx-auto grid max-w-240 gap-5 px-4 py-4" noValidate>
        {answer && (
          <div ref={answered} tabIndex={-1} className="grid scroll-mt-4 gap-5">
            {faults?.unchanged && (
              <Notice tone="warn" live>
                {words.nothingChanged}
              </Notice>
            )}
            {faults && faults.cells.length > 0 && <CellFaults faults={faults.cells} policy={active} />}
            {answer?.refusal && (
              <Notice tone="against" live>
                {retold(answer.refusal)}
              </Notice>
            )}
            {answer?.trial && (
              <section className="grid gap-4 rounded-md border border-line-2 p-4" aria-live="polite">
                <h2 className="font-semibold text-lg">{words.changes}</h2>
                <CellChanges changes={answer.trial.changes} lists={[]} policy={active} />
                <h2 className="font-semibold text-lg">{words.backTest}</h2>
                <BackTestView days={answer.trial.days} tested={answer.trial.tested} />
              </section>
            )}
          </div>
        )}
        <div className="grid items-start gap-4 md:grid-cols-2">
          <Field
            label={words.name}
            name="version"
            defaultValue={typed.version}
            hint={words.nameHint}
            fault={faults?.version ? words.nameFault : null}
            autoComplete="off"
          />
          <TextArea
            label={words.reason}
            name="reason"
            defaultValue={typed.reason}
            hint={words.reasonHint}
            maxLength={2000}
          />
        </div>
        <div className="grid gap-1">
          <h2 className="font-semibold text-lg">{words.numbersOf(of)}</h2>
          <p className="max-w-prose text-ink-2">{words.editHint}</p>
        </div>
        <CellEditor sections={layOut(cells)} typed={typed.cells} faults={faults?.cells ?? []} policy={active} />
        <div className="sticky bottom-0 flex flex-wrap justify-end gap-2 border-line border-t bg-pane py-3">
          <Button type="submit" name="intent" value="test" icon={FlaskConical} disabledBecause={busy ? '…' : null}>
            {words.test}
          </Button>
          <Button type="submit" name="intent" value="propose" kind="go" icon={Send} disabledBecause={busy ? '…' : null}>
            {words.send}
          </Button>
        </div>
      </Form>
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
