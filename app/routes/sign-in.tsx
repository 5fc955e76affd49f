import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { Button } from '#app/components/ui/button.tsx'
import { Field } from '#app/components/ui/field.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { LonePage } from '#app/components/ui/pane.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { safePath } from '#app/sign-in/safe-path.ts'
import { deviceOf, signedInHeaders } from '#app/sign-in/signed-in.server.ts'
import { personOf } from '#app/staff/session.server.ts'
import { signIn } from '#app/staff/sign-in.server.ts'

export const meta: MetaFunction = () => [{ title: 'Sign in · Latchkey' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request }: LoaderFunctionArgs) {
  if (await personOf(request)) throw redirect(wayOn(request))
  return null
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
  return safePath(new URL(request.url).searchParams.get('to'), '/queue')
}

export default function SignIn() {
  const refused = useActionData<typeof action>()
  return (
    <LonePage title="Sign in to the desk" foot="For the staff of the desk.">
      <form method="post" className="grid gap-4">
        {refused && (
          <Notice tone="against" live>
            {refused.waitUntil
              ? `Too many tries. The next one is possible from ${refused.waitUntil.toISOString().slice(11, 16)} UTC.`
              : 'This address and this password do not belong together.'}
          </Notice>
        )}
        <Field
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={refused?.email ?? ''}
          maxLength={254}
          required
        />
        <Field label="Password" name="password" type="password" autoComplete="current-password" required />
        <Button type="submit" kind="go" wide>
          Sign in
        </Button>
      </form>
    </LonePage>
  )
}
