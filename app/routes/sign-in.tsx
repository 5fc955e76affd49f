import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useAnswer } from '#app/components/answer.ts'
import { signInWords } from '#app/components/desk/sign-in-words.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { LonePage } from '#app/components/ui/pane.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { choosePublicLanguage } from '#app/self-service/public-language.ts'
import { safePath } from '#app/sign-in/safe-path.ts'
import { deviceOf, signedInHeaders } from '#app/sign-in/signed-in.server.ts'
import { personOf } from '#app/staff/session.server.ts'
import { signIn } from '#app/staff/sign-in.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${signInWords[page?.language ?? 'en'].title} · Latchkey` },
  { name: 'robots', content: 'noindex' },
]

export async function loader({ request }: LoaderFunctionArgs) {
  if (await personOf(request)) throw redirect(wayOn(request))
  return { language: choosePublicLanguage(null, request.headers.get('accept-language')) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const email = String(form.get('email') ?? '')
  const password = String(form.get('password') ?? '')
  const place = { kind: 'desk', origin: webEnv().origin } as const
  const device = deviceOf(request, place)
  const entered = await signIn(webDb(), { email, password, network: context.network ?? null, device, now: new Date() })
  if ('token' in entered) return redirect(wayOn(request), { headers: signedInHeaders(entered, place) })
  return data({ email, waitUntil: entered.waitUntil }, { status: entered.waitUntil ? 429 : 401 })
}

function wayOn(request: Request): string {
  return safePath(new URL(request.url).searchParams.get('to'), '/')
}

export default function SignIn() {
  const { language } = useLoaderData<typeof loader>()
  const refused = useAnswer<typeof action>()
  const words = signInWords[language]
  return (
    <LonePage title={words.heading} foot={words.foot}>
      <form method="post" className="grid gap-4">
        {refused && (
          <Notice tone="against" live>
            {refused.waitUntil ? words.tooMany(refused.waitUntil.toISOString().slice(11, 16)) : words.wrong}
          </Notice>
        )}
        <Field
          label={words.email}
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={refused?.email ?? ''}
          maxLength={254}
          required
        />
        <Field label={words.password} name="password" type="password" autoComplete="current-password" required />
        <Button type="submit" kind="go" wide>
          {words.submit}
        </Button>
      </form>
    </LonePage>
  )
}
