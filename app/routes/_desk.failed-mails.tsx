import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { MailCheck, RotateCw } from 'lucide-react'
import { useAnswer } from '#app/components/answer.ts'
import { FailedItem } from '#app/components/failed-mails/failed-item.tsx'
import { failedMailsWords } from '#app/components/failed-mails/failed-mails-words.ts'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { listFailedMails, retryFailedMails } from '#app/mailboxes/failed.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [
  { title: `${failedMailsWords[languageOf(matches)].title} · Latchkey` },
]

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePerson(request, 'retry mail')
  const before = new URL(request.url).searchParams.get('before') ?? ''
  return listFailedMails(webDb(), readNumber(before))
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'retry mail')
  const asked = String((await request.formData()).get('mail') ?? '')
  const id = asked === 'all' ? asked : readNumber(asked)
  if (id === null) throw new Response('There is no such mail.', { status: 404 })
  const retried = await retryFailedMails(webDb(), { id, staffId: person.id, now: new Date() })
  return data(retried, { status: retried.read + retried.fetched > 0 ? 200 : 409 })
}

function readNumber(text: string): number | null {
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null
}

export default function FailedMails() {
  const { mails, next, total } = useLoaderData<typeof loader>()
  const retried = useAnswer<typeof action>()
  const words = useWords(failedMailsWords)
  return (
    <Pane
      lit
      bar={
        <Bar title={words.title}>
          <span className="text-ink-3">{total}</span>
          {total > 1 && (
            <Form method="post" className="ml-auto">
              <Button type="submit" name="mail" value="all" icon={RotateCw}>
                {words.runAll}
              </Button>
            </Form>
          )}
        </Bar>
      }
    >
      {retried && (
        <div className="px-4 pt-3">
          <Notice tone={retried.read + retried.fetched > 0 ? 'for' : 'plain'} live>
            {retried.read + retried.fetched === 0 && words.quicker}
            {retried.read > 0 && words.readAgain(retried.read)}{' '}
            {retried.fetched > 0 && words.fetchedAgain(retried.fetched)}
          </Notice>
        </div>
      )}
      {mails.length === 0 ? (
        <EmptyState icon={MailCheck} title={words.none}>
          {words.noneLong}
        </EmptyState>
      ) : (
        <ul aria-label={words.title}>
          {mails.map((mail) => (
            <FailedItem key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {next !== null && (
        <div className="flex justify-center p-4">
          <ButtonLink to={`/failed-mails?before=${next}`}>{words.older}</ButtonLink>
        </div>
      )}
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
