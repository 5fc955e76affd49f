import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ArrowLeft } from 'lucide-react'
import { useAnswer } from '#app/components/answer.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { formWords } from '#app/components/mailboxes/form-words.ts'
import { MailboxFields } from '#app/components/mailboxes/mailbox-fields.tsx'
import { mailboxWords } from '#app/components/mailboxes/mailbox-words.ts'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { classNames } from '#app/components/ui/class-names.ts'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { askConnectionTest } from '#app/mailboxes/connection-tests.server.ts'
import { readMailboxForm, typedWithoutSecrets } from '#app/mailboxes/mailbox-form.ts'
import { addMailbox } from '#app/mailboxes/manage-mailboxes.server.ts'
import { findPreset, presetNames, presets } from '#app/mailboxes/presets.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: `${formWords[languageOf(matches)].addTitle} · Latchkey` }]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'run the desk')
  const preset = findPreset(new URL(request.url).searchParams.get('preset')) ?? 'generic'
  return { preset, address: webEnv().deskAddress }
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'run the desk')
  const fields = Object.fromEntries(await request.formData())
  const typed = typedWithoutSecrets(fields)
  const read = readMailboxForm(fields, null)
  if ('faults' in read) return data({ typed, faults: read.faults }, { status: 422 })
  const { settings, secret } = read
  if (!secret) throw new Error('A new mailbox passed its form without a secret.')
  const deed = { staffId: person.id, now: new Date() }
  const made = await addMailbox(webDb(), { settings, secret, key: webEnv().keys.mailboxSecret, ...deed })
  if ('faults' in made) return data({ typed, faults: made.faults }, { status: 409 })
  await askConnectionTest(webDb(), { mailboxId: made.id, ...deed })
  return redirect(`/mailboxes/${made.id}?added`)
}

export default function NewMailbox() {
  const { preset, address } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const words = useWords(formWords)
  const { back } = useWords(mailboxWords)
  return (
    <Pane
      lit
      bar={
        <Bar title={words.addTitle}>
          <div className="ml-auto">
            <ButtonLink to="/mailboxes" kind="quiet" icon={ArrowLeft}>
              {back}
            </ButtonLink>
          </div>
        </Bar>
      }
    >
      <div className="mx-auto grid max-w-xl gap-6 px-4 py-6">
        <nav aria-label={words.choose}>
          <p className="mb-2 font-semibold text-ink-2 text-sm">{words.choose}</p>
          <ul className="flex flex-wrap gap-2">
            {presetNames.map((name) => (
              <li key={name}>
                <Link
                  to={`/mailboxes/new?preset=${name}`}
                  {...(name === preset ? { 'aria-current': 'true' as const } : {})}
                  className={classNames(
                    'inline-flex min-h-9 items-center rounded-md border px-3 py-1.5',
                    name === preset
                      ? 'border-accent bg-accent-soft font-semibold text-accent'
                      : 'border-line-2 bg-pane text-ink hover:bg-sunk',
                  )}
                >
                  {words.presets[name]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <MailboxFields
          key={preset}
          preset={preset}
          settings={{ ...presets[preset], address, pollSeconds: 60, retentionDays: null }}
          answer={answer ?? null}
          known={null}
        />
      </div>
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
