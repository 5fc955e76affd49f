import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useAnswer } from '#app/components/answer.ts'
import { CodeForm } from '#app/components/code-form.tsx'
import { PublicPage, publicHeaders, publicMeta } from '#app/components/public-page.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { confirmAddress } from '#app/resets/confirm-address.server.ts'
import { confirmWords } from '#app/self-service/confirm-words.ts'
import { readPublicRequest } from '#app/self-service/public-request.server.ts'

export const headers = () => publicHeaders

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  publicMeta(confirmWords[loaded?.language ?? 'en'].title)

/** Open to everybody: the code from a letter is what counts, typed and posted, never part of an address. */
export function loader({ request }: LoaderFunctionArgs) {
  return readPublicRequest(request)
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const code = String(form.get('code') ?? '').slice(0, 100)
  const right = await confirmAddress(webDb(), { code, key: webEnv().keys.formCode, now: new Date() })
  return data({ right, code: right ? '' : code }, { status: right ? 200 : 404 })
}

/** Where the letter “Please confirm this address” leads. Works without JavaScript. */
export default function Confirm() {
  const { language } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const words = confirmWords[language]
  if (answer?.right) {
    return (
      <PublicPage language={language} title={words.doneTitle}>
        <p className="text-ink-2">{words.done}</p>
      </PublicPage>
    )
  }
  return (
    <PublicPage language={language} title={words.title} foot={words.never}>
      <CodeForm words={words} wrong={answer ? answer.code : null} submit={words.submit} />
    </PublicPage>
  )
}
