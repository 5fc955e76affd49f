import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PublicPage, publicHeaders, publicMeta } from '#app/components/public-page.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Chip } from '#app/components/ui/chip.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { findAccountHolder, signOutAccount } from '#app/self-service/account-session.server.ts'
import { formatPublicMoment } from '#app/self-service/public-moment.ts'
import { accountTokenOf, readPublicRequest } from '#app/self-service/public-request.server.ts'
import { publicWords } from '#app/self-service/public-words.ts'
import { dropSessionCookie } from '#app/sign-in/session-cookie.ts'

export const headers = () => publicHeaders

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  publicMeta(publicWords[loaded?.language ?? 'en'].account.title)

export async function loader({ request }: LoaderFunctionArgs) {
  const token = accountTokenOf(request)
  const holder = token && (await findAccountHolder(webDb(), token, new Date()))
  const { language } = readPublicRequest(request)
  if (!holder) throw redirect(`/account/sign-in?lang=${language}`)
  return { language, holder }
}

export async function action({ request }: ActionFunctionArgs) {
  const everywhere = (await request.formData()).get('everywhere') === 'yes'
  const token = accountTokenOf(request)
  if (token) await signOutAccount(webDb(), { token, everywhere, now: new Date() })
  const { language } = readPublicRequest(request)
  const cookie = dropSessionCookie({ kind: 'account', origin: webEnv().origin })
  return redirect(`/account/sign-in?lang=${language}`, { headers: { 'Set-Cookie': cookie } })
}

export default function Account() {
  const { language, holder } = useLoaderData<typeof loader>()
  const words = publicWords[language].account
  const changed = holder.passwordChangedAt
  return (
    <PublicPage language={language} title={words.title}>
      {holder.restrictedUntil && (
        <div className="mb-4">
          <Notice tone="warn">{words.restricted(formatPublicMoment(holder.restrictedUntil, language))}</Notice>
        </div>
      )}
      <dl className="grid gap-3">
        <Fact term={words.number}>{holder.number}</Fact>
        <Fact term={words.nickname}>{holder.nickname ?? words.noNickname}</Fact>
        <Fact term={words.passwordChanged}>{changed ? formatPublicMoment(changed, language) : words.never}</Fact>
      </dl>
      <h2 className="mt-5 mb-2 font-semibold text-ink-2 text-sm">{words.sessions}</h2>
      <ul className="grid gap-1.5">
        {holder.sessions.map(({ createdAt, thisOne }) => (
          <li key={`${createdAt.toISOString()} ${thisOne}`} className="flex flex-wrap items-center gap-2">
            {words.session(formatPublicMoment(createdAt, language))}
            {thisOne && <Chip tone="accent">{words.thisOne}</Chip>}
          </li>
        ))}
      </ul>
      <form method="post" action={`/account?index&lang=${language}`} className="mt-6 grid gap-2">
        <Button type="submit" wide>
          {words.signOut}
        </Button>
        {holder.sessions.length > 1 && (
          <Button type="submit" name="everywhere" value="yes" kind="no" wide>
            {words.everywhere}
          </Button>
        )}
      </form>
    </PublicPage>
  )
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <div>
      <dt className="text-ink-3 text-sm">{term}</dt>
      <dd className="break-words font-semibold text-lg">{children}</dd>
    </div>
  )
}
