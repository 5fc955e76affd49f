import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ArrowLeft } from 'lucide-react'
import { useAnswer } from '#app/components/answer.ts'
import { useNow } from '#app/components/clock.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { MailboxDeeds } from '#app/components/mailboxes/deed-dialogs.tsx'
import { formWords } from '#app/components/mailboxes/form-words.ts'
import { BackfillBar, MailboxFacts, StandingChips, StandingNotice } from '#app/components/mailboxes/mailbox-facts.tsx'
import { MailboxFields, RetentionField } from '#app/components/mailboxes/mailbox-fields.tsx'
import { mailboxWords } from '#app/components/mailboxes/mailbox-words.ts'
import { TestResult } from '#app/components/mailboxes/test-result.tsx'
import { testWords } from '#app/components/mailboxes/test-words.ts'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { findLastTest } from '#app/mailboxes/connection-tests.server.ts'
import { findMailbox } from '#app/mailboxes/list-mailboxes.server.ts'
import { doMailboxDeed } from '#app/mailboxes/mailbox-deed.server.ts'
import { isFromEnvironment } from '#app/mailboxes/mailbox-view.ts'
import { presetOfHost } from '#app/mailboxes/presets.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [
  { title: `${mailboxWords[languageOf(matches)].mailbox} · Latchkey` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requirePerson(request, 'run the desk')
  const now = new Date()
  const mailbox = await requireMailbox(params['id'], now)
  return {
    now,
    mailbox,
    fromEnvironment: isFromEnvironment(mailbox.settings, webEnv()),
    test: await findLastTest(webDb(), mailbox.id),
    added: new URL(request.url).searchParams.has('added'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'run the desk')
  const now = new Date()
  const mailbox = await requireMailbox(params['id'], now)
  const fields = Object.fromEntries(await request.formData())
  const outcome = await doMailboxDeed(webDb(), {
    mailbox,
    fields,
    fromEnvironment: isFromEnvironment(mailbox.settings, webEnv()),
    key: webEnv().keys.mailboxSecret,
    staffId: person.id,
    now,
  })
  return data(outcome, { status: 'done' in outcome ? 200 : 'form' in outcome ? 422 : 409 })
}

async function requireMailbox(id: string | undefined, now: Date) {
  const mailbox = await findMailbox(webDb(), id ?? '', now)
  if (!mailbox) throw new Response('There is no such mailbox.', { status: 404 })
  return mailbox
}

export default function MailboxPage() {
  const { mailbox, fromEnvironment, test, added, now: served } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const words = useWords(mailboxWords)
  const { changeTitle } = useWords(formWords)
  const { refusals } = useWords(testWords)
  const now = useNow(served)
  const { settings } = mailbox
  return (
    <Pane
      lit
      bar={
        <Bar title={settings.address}>
          <div className="ml-auto shrink-0">
            <ButtonLink to="/mailboxes" kind="quiet" icon={ArrowLeft}>
              {words.back}
            </ButtonLink>
          </div>
        </Bar>
      }
    >
      <div className="mx-auto grid max-w-2xl gap-6 px-4 py-6">
        {!answer && added && (
          <Notice tone="accent" live>
            {words.added}
          </Notice>
        )}
        {answer && 'done' in answer && (
          <Notice tone="for" live>
            {words[answer.done]}
          </Notice>
        )}
        {answer && 'refused' in answer && (
          <Notice tone="warn" live>
            {answer.refused === 'quicker' ? words.quicker : refusals[answer.refused]}
          </Notice>
        )}
        <section className="grid gap-3">
          <div>
            <div className="flex flex-wrap gap-2">
              <StandingChips mailbox={mailbox} fromEnvironment={fromEnvironment} />
            </div>
            <p className="mt-2 break-words text-ink-2">
              {settings.username} · {settings.host}:{settings.port} · {settings.folder}
            </p>
          </div>
          <StandingNotice mailbox={mailbox} />
          <MailboxFacts mailbox={mailbox} now={now} />
          <BackfillBar mailbox={mailbox} />
          <MailboxDeeds
            mailbox={mailbox}
            today={now.toISOString().slice(0, 10)}
            badDay={answer && 'form' in answer && answer.form === 'backfill' ? answer : null}
          />
        </section>
        <TestResult test={test} now={now} />
        <section aria-label={changeTitle} className="grid gap-4 border-line border-t pt-6">
          {fromEnvironment ? (
            <>
              <Notice>{words.fromEnvironmentLong}</Notice>
              <RetentionField
                days={settings.retentionDays}
                answer={answer && 'form' in answer && answer.form === 'retention' ? answer : null}
              />
            </>
          ) : (
            <MailboxFields
              preset={presetOfHost(settings.host)}
              settings={settings}
              answer={answer && 'form' in answer && answer.form === 'save' ? answer : null}
              known={{ read: mailbox.read }}
            />
          )}
        </section>
        <p className="text-ink-3 text-sm">{words.neverRemoved}</p>
      </div>
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
