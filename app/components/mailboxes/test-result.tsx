import { Form } from '@remix-run/react'
import { CircleCheck, CircleMinus, CircleX, LoaderCircle, PlugZap } from 'lucide-react'
import { joins } from '#app/components/joins.ts'
import { useLanguage, useWords } from '#app/components/language.tsx'
import { agoText, countText, useMoments } from '#app/components/moments.ts'
import { Button } from '#app/components/ui/button.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { Notice } from '#app/components/ui/notice.tsx'
import { type TestStep, testPatienceMs, testSteps } from '#app/mailboxes/connection-test.ts'
import { useAskAgain } from './ask-again.ts'
import { testWords } from './test-words.ts'

export type ShownTest = { id: number; askedAt: Date; askedBy: string; endedAt: Date | null; steps: TestStep[] }

/** How often a page asks how things stand, in milliseconds: while a test runs, and else. */
const askEveryMs = { running: 1_000, else: 10_000 }

const faces = {
  passed: { icon: CircleCheck, tone: 'text-for' },
  failed: { icon: CircleX, tone: 'text-against' },
  skipped: { icon: CircleMinus, tone: 'text-ink-3' },
}

/** The last connection test, each step as it goes, and a button for the next. */
export function TestResult({ test, now }: { test: ShownTest | null; now: Date }) {
  const words = useWords(testWords)
  const language = useLanguage()
  const late = test !== null && test.endedAt === null && now.getTime() - test.askedAt.getTime() > testPatienceMs
  const running = test !== null && test.endedAt === null && !late
  useAskAgain(running ? askEveryMs.running : askEveryMs.else)
  const failed = test?.steps.some(({ outcome }) => outcome === 'failed') ?? false
  return (
    <section aria-label={words.title} className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="font-semibold text-lg">{words.title}</h2>
        <Form method="post">
          <Button
            type="submit"
            name="act"
            value="test"
            icon={PlugZap}
            disabledBecause={running ? words.refusals.running : null}
          >
            {test ? words.testAgain : words.test}
          </Button>
        </Form>
      </div>
      {test === null ? (
        <p className="text-ink-3">{words.none}</p>
      ) : (
        <>
          <div role="status">
            {running ? (
              <p className="flex items-center gap-2 text-ink-2">
                <LoaderCircle aria-hidden="true" className="size-4 animate-spin motion-reduce:animate-none" />
                {test.steps.length === 0 ? words.waits : words.running}
              </p>
            ) : (
              <Notice tone={late || test.steps.length === 0 ? 'warn' : failed ? 'against' : 'for'}>
                {late || test.steps.length === 0 ? words.nobody : failed ? words.failed : words.passed}
              </Notice>
            )}
          </div>
          <ol className="grid gap-px overflow-hidden rounded-md border border-line bg-line">
            {testSteps
              .map((name) => test.steps.find((step) => step.name === name))
              .filter((step) => step !== undefined)
              .map((step) => (
                <StepLine key={step.name} step={step} />
              ))}
          </ol>
          <p className="text-ink-3 text-sm">{words.askedBy(test.askedBy, agoText(language, test.askedAt, now))}</p>
        </>
      )}
    </section>
  )
}

function StepLine({ step: { name, outcome, ms, found, fault, said } }: { step: TestStep }) {
  const words = useWords(testWords)
  const { colon } = useWords(joins)
  const language = useLanguage()
  const moments = useMoments()
  const { icon: Icon, tone } = faces[outcome]
  const skipped = outcome === 'skipped' ? words.skipped[name] : ''
  // An access token is for some mailboxes only; nobody misses it elsewhere.
  if (outcome === 'skipped' && skipped === '') return null
  return (
    <li className="flex items-start gap-3 bg-pane px-3 py-2">
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', tone)} />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-semibold">{words.steps[name]}</span>{' '}
          <span className={classNames('text-sm', outcome === 'failed' ? 'text-against' : 'text-ink-3')}>
            {words.outcomes[outcome]}
          </span>
        </p>
        {skipped && <p className="text-ink-2 text-sm">{skipped}</p>}
        {fault && (
          <p className="text-against">
            {words.faults[fault]} {fault === 'not trusted' && words.distrust[distrustOf(said)]}
          </p>
        )}
        {said && (
          <p className="break-words text-ink-2">
            {words.said + colon}
            <q className="font-mono text-sm">{said}</q>
          </p>
        )}
        {found?.addresses && <p className="break-words font-mono text-ink-3 text-sm">{found.addresses.join(', ')}</p>}
        {found?.certificate && (
          <p className="break-words text-ink-3 text-sm">
            {[
              words.certificate(found.certificate.subject),
              words.issuer(found.certificate.issuer),
              words.ends(moments.day(new Date(found.certificate.endsAt))),
            ].join(' · ')}
          </p>
        )}
        {found?.server && <p className="break-words font-mono text-ink-3 text-sm">{found.server}</p>}
        {found?.mails !== undefined && (
          <p className="text-ink-3 text-sm">{words.holds(countText(language, found.mails), found.mails === 1)}</p>
        )}
      </div>
      <span className="shrink-0 text-ink-3 text-sm">{outcome === 'skipped' ? '' : words.took(ms)}</span>
    </li>
  )
}

/** Which kind of distrust OpenSSL's code means. */
function distrustOf(said = ''): 'unknown' | 'expired' | 'early' | 'name' {
  if (said.includes('CERT_HAS_EXPIRED')) return 'expired'
  if (said.includes('NOT_YET_VALID')) return 'early'
  return said.includes('ALTNAME') ? 'name' : 'unknown'
}
