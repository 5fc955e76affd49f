import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useAnswer } from '#app/components/answer.ts'
import { DeadLink, PublicPage, publicHeaders, publicMeta } from '#app/components/public-page.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { completeReset } from '#app/resets/complete-reset.server.ts'
import { readReset } from '#app/resets/reset.server.ts'
import { longestPassword, shortestPassword } from '#app/self-service/password-limits.ts'
import { readPublicRequest } from '#app/self-service/public-request.server.ts'
import { publicWords } from '#app/self-service/public-words.ts'

export const headers = () => publicHeaders

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  publicMeta(publicWords[loaded?.language ?? 'en'][loaded?.reset ? 'reset' : 'deadLink'].title)

/** Only looks: mail scanners follow every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const reset = await readReset(webDb(), params.token ?? '', new Date())
  return data({ ...readPublicRequest(request), reset }, { status: reset ? 200 : 404 })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData()
  const password = String(form.get('password') ?? '')
  if (password !== form.get('again')) return data({ fault: 'different', triesLeft: null } as const, { status: 422 })
  const env = webEnv()
  const completed = await completeReset(webDb(), {
    token: params.token ?? '',
    password,
    now: new Date(),
    host: new URL(env.origin).hostname,
    messageIdKey: env.keys.messageId,
  })
  if ('accountNumber' in completed) return data({ doneFor: completed.accountNumber }, { status: 200 })
  if (completed.refusal === 'dead') return data({ dead: true } as const, { status: 404 })
  return data({ fault: completed.refusal, triesLeft: completed.triesLeft }, { status: 422 })
}

export default function Reset() {
  const { language, deskAddress, reset } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const words = publicWords[language].reset
  if (answer && 'doneFor' in answer) {
    return (
      <PublicPage language={language} title={words.doneTitle}>
        <p className="text-ink-2">{words.done}</p>
        <p className="mt-2 mb-5 font-semibold text-xl">{answer.doneFor}</p>
        <ButtonLink to={`/account/sign-in?lang=${language}`} kind="go" wide reloadDocument>
          {words.signIn}
        </ButtonLink>
      </PublicPage>
    )
  }
  if (!reset || (answer && 'dead' in answer)) return <DeadLink language={language} deskAddress={deskAddress} />
  const fault = answer && 'fault' in answer ? answer : null
  const sentence = fault && publicWords[language].passwordFaults[fault.fault]
  return (
    <PublicPage language={language} title={words.title} foot={words.fine}>
      <form method="post" className="grid gap-4">
        <p className="text-ink-2">
          {words.intro} <strong className="text-ink">{reset.accountNumber}</strong>
        </p>
        {sentence && (
          <Notice tone="against" live>
            {sentence} {fault.triesLeft !== null && fault.triesLeft < 5 && words.triesLeft(fault.triesLeft)}
          </Notice>
        )}
        {/* Password managers keep the password for this name. */}
        <input type="text" name="number" autoComplete="username" value={reset.accountNumber} readOnly hidden />
        <Field
          label={words.password}
          hint={words.hint}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={shortestPassword}
          maxLength={longestPassword}
          required
        />
        <Field
          label={words.again}
          name="again"
          type="password"
          autoComplete="new-password"
          minLength={shortestPassword}
          maxLength={longestPassword}
          required
        />
        <Button type="submit" kind="go" wide>
          {words.submit}
        </Button>
      </form>
    </PublicPage>
  )
}
