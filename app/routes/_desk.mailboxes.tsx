import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Mailbox, Plus } from 'lucide-react'
import { useNow } from '#app/components/clock.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { useAskAgain } from '#app/components/mailboxes/ask-again.ts'
import { BackfillBar, MailboxFacts, StandingChips, StandingNotice } from '#app/components/mailboxes/mailbox-facts.tsx'
import { mailboxWords } from '#app/components/mailboxes/mailbox-words.ts'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { listMailboxes } from '#app/mailboxes/list-mailboxes.server.ts'
import { isFromEnvironment } from '#app/mailboxes/mailbox-view.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: `${mailboxWords[languageOf(matches)].title} · Latchkey` }]

/** How often the page asks how its mailboxes are, in milliseconds. */
const askEveryMs = 10_000

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'run the desk')
  const now = new Date()
  const mailboxes = await listMailboxes(webDb(), now)
  return {
    now,
    mailboxes: mailboxes.map((mailbox) => ({
      mailbox,
      fromEnvironment: isFromEnvironment(mailbox.settings, webEnv()),
    })),
  }
}

export default function Mailboxes() {
  const { mailboxes, now: served } = useLoaderData<typeof loader>()
  const words = useWords(mailboxWords)
  const now = useNow(served)
  useAskAgain(askEveryMs)
  return (
    <Pane
      lit
      bar={
        <Bar title={words.title}>
          {mailboxes.length > 0 && (
            <div className="ml-auto">
              <ButtonLink to="/mailboxes/new" kind="go" icon={Plus}>
                {words.add}
              </ButtonLink>
            </div>
          )}
        </Bar>
      }
    >
      {mailboxes.length === 0 ? (
        <EmptyState
          icon={Mailbox}
          title={words.none}
          action={
            <ButtonLink to="/mailboxes/new" kind="go" icon={Plus}>
              {words.add}
            </ButtonLink>
          }
        >
          {words.noneWhy}
        </EmptyState>
      ) : (
        <>
          <ul aria-label={words.title}>
            {mailboxes.map(({ mailbox, fromEnvironment }) => (
              <li key={mailbox.id} className="grid gap-3 border-line border-b px-4 py-4">
                <div>
                  <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <Link
                      to={`/mailboxes/${mailbox.id}`}
                      className="min-w-0 break-words font-semibold text-lg underline-offset-2 hover:underline"
                    >
                      {mailbox.settings.address}
                    </Link>
                    <StandingChips mailbox={mailbox} fromEnvironment={fromEnvironment} />
                  </div>
                  <p className="break-words text-ink-3 text-sm">
                    {mailbox.settings.username} · {mailbox.settings.host}:{mailbox.settings.port} ·{' '}
                    {mailbox.settings.folder}
                  </p>
                </div>
                <StandingNotice mailbox={mailbox} />
                <MailboxFacts mailbox={mailbox} now={now} />
                <BackfillBar mailbox={mailbox} />
              </li>
            ))}
          </ul>
          <p className="px-4 py-4 text-ink-3 text-sm">{words.neverRemoved}</p>
        </>
      )}
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
