import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useAnswer } from '#app/components/answer.ts'
import { MailLink, PublicPage, publicHeaders, publicMeta } from '#app/components/public-page.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { findAccountHolder, signInAccount } from '#app/self-service/account-session.server.ts'
import { accountTokenOf, readPublicRequest } from '#app/self-service/public-request.server.ts'
import { publicWords } from '#app/self-service/public-words.ts'
import { deviceOf, signedInHeaders } from '#app/sign-in/signed-in.server.ts'

export const headers = () => publicHeaders

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  publicMeta(publicWords[loaded?.language ?? 'en'].signIn.title)

export async function loader({ request }: LoaderFunctionArgs) {
  const token = accountTokenOf(request)
  if (token && (await findAccountHolder(webDb(), token, new Date()))) throw redirect('/account')
  return readPublicRequest(request)
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { language } = readPublicRequest(request)
  const form = await request.formData()
  const number = String(form.get('number') ?? '')
  const password = String(form.get('password') ?? '')
  const now = new Date()
  const place = { kind: 'account', origin: webEnv().origin } as const
  const device = deviceOf(request, place)
  const entered = await signInAccount(webDb(), { number, password, network: context.network ?? null, device, now })
  if ('token' in entered) return redirect(`/account?lang=${language}`, { headers: signedInHeaders(entered, place) })
  const waitMs = entered.waitUntil ? entered.waitUntil.getTime() - now.getTime() : 0
  return data({ number, waitMinutes: Math.ceil(waitMs / 60_000) }, { status: entered.waitUntil ? 429 : 401 })
}

export default function AccountSignIn() {
  const { language, deskAddress } = useLoaderData<typeof loader>()
  const refused = useAnswer<typeof action>()
  const words = publicWords[language].signIn
  return (
    <PublicPage
      language={language}
      title={words.title}
      foot={
        <p>
          {words.lost} <MailLink address={deskAddress} />
        </p>
      }
    >
      <form method="post" className="grid gap-4">
        {refused && (
          <Notice tone="against" live>
            {refused.waitMinutes > 0 ? words.wait(refused.waitMinutes) : words.wrong}
          </Notice>
        )}
        <Field
          label={words.number}
          name="number"
          inputMode="numeric"
          autoComplete="username"
          defaultValue={refused?.number ?? ''}
          maxLength={40}
          required
        />
        <Field label={words.password} name="password" type="password" autoComplete="current-password" required />
        <Button type="submit" kind="go" wide>
          {words.submit}
        </Button>
      </form>
    </PublicPage>
  )
}
