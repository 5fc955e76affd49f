import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { FileText, MailCheck, RotateCw } from 'lucide-react'
import { Stamp } from '#app/components/audit/stamp.tsx'
import { Fault } from '#app/components/fault.tsx'
import { formatSize } from '#app/components/figures.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { EmptyState } from '#app/components/ui/empty-state.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { type FailedMail, listFailedMails, refuseRetry, retryFailedMails } from '#app/mailboxes/failed.server.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = () => [{ title: 'Failed mails · Latchkey' }]

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
  const refusal = id === 'all' ? null : await refuseRetry(webDb(), id)
  if (refusal !== null) return data({ retried: 0, refusal }, { status: 409 })
  const retried = await retryFailedMails(webDb(), { id, staffId: person.id, now: new Date() })
  return data({ retried, refusal }, { status: retried > 0 ? 200 : 409 })
}

function readNumber(text: string): number | null {
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : null
}

export default function FailedMails() {
  const { mails, next, total } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Pane
      lit
      bar={
        <Bar title="Failed mails">
          <span className="text-ink-3">{total}</span>
          {total > 1 && (
            <Form method="post" className="ml-auto">
              <Button type="submit" name="mail" value="all" icon={RotateCw}>
                Run all again
              </Button>
            </Form>
          )}
        </Bar>
      }
    >
      {answer && (
        <div className="px-4 pt-3">
          <Notice tone={answer.retried > 0 ? 'for' : 'plain'} live>
            {answer.refusal ?? retriedSentence(answer.retried)}
          </Notice>
        </div>
      )}
      {mails.length === 0 ? (
        <EmptyState icon={MailCheck} title="No mail failed">
          Every mail that arrived was read. One that could not be read would wait here with its reason.
        </EmptyState>
      ) : (
        <ul aria-label="Failed mails">
          {mails.map((mail) => (
            <FailedItem key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {next !== null && (
        <div className="flex justify-center p-4">
          <ButtonLink to={`/failed-mails?before=${next}`}>Older</ButtonLink>
        </div>
      )}
    </Pane>
  )
}

function FailedItem({ mail: { id, arrivedAt, size, failedStep, reason, attempts } }: { mail: FailedMail }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="break-words font-semibold">{reason}</p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-sm">
          {failedStep && <Chip tone="against">{failedStep}</Chip>}
          <span>
            mail {id}, arrived <Stamp at={arrivedAt} />
          </span>
          <span>{formatSize(size)}</span>
          <span>{attempts === 1 ? 'tried once' : `tried ${attempts} times`}</span>
        </p>
      </div>
      <div className="flex gap-2">
        <ButtonLink
          to={`/failed-mails/${id}/raw`}
          kind="quiet"
          icon={FileText}
          reloadDocument
          target="_blank"
          aria-label={`Read mail ${id} as it came`}
        >
          As it came
        </ButtonLink>
        <Form method="post">
          <Button type="submit" name="mail" value={String(id)} icon={RotateCw} aria-label={`Run mail ${id} again`}>
            Run again
          </Button>
        </Form>
      </div>
    </li>
  )
}

function retriedSentence(retried: number): string {
  if (retried === 0) return 'Somebody else was quicker: this mail no longer waits here.'
  return retried === 1 ? 'The mail is read again now.' : `${retried} mails are read again now.`
}

export function ErrorBoundary() {
  return <Fault />
}
