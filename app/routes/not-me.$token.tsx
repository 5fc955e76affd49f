import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useAnswer } from '#app/components/answer.ts'
import { DeadLink, PublicPage, publicHeaders, publicMeta } from '#app/components/public-page.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { TextArea } from '#app/components/ui/field.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { contest, readContest } from '#app/resets/contest.server.ts'
import { contestReasons, writeContestReason } from '#app/self-service/contest-reason.ts'
import { readPublicRequest } from '#app/self-service/public-request.server.ts'
import { publicWords } from '#app/self-service/public-words.ts'

export const headers = () => publicHeaders

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  publicMeta(publicWords[loaded?.language ?? 'en'][loaded?.found ? 'notMe' : 'deadLink'].title)

/** Only looks: mail scanners follow every link. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const found = await readContest(webDb(), linkOf(params))
  return data({ ...readPublicRequest(request), found }, { status: found ? 200 : 404 })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData()
  const reason = writeContestReason(String(form.get('reason') ?? ''), String(form.get('words') ?? ''))
  const frozen = await contest(webDb(), { ...linkOf(params), reason })
  return data({ frozen }, { status: frozen ? 200 : 404 })
}

function linkOf(params: { token?: string | undefined }) {
  return { token: params.token ?? '', key: webEnv().keys.contestLink, now: new Date() }
}

export default function NotMe() {
  const { language, deskAddress, found } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const words = publicWords[language].notMe
  if (!found || answer?.frozen === false) return <DeadLink language={language} deskAddress={deskAddress} />
  if (answer || found.contested) {
    return (
      <PublicPage language={language} title={answer ? words.doneTitle : words.alreadyTitle}>
        <p className="text-ink-2">{words.done}</p>
      </PublicPage>
    )
  }
  return (
    <PublicPage language={language} title={words.title}>
      <form method="post" className="grid gap-4">
        <p className="text-ink-2">{words.intro}</p>
        <fieldset className="grid gap-2">
          <legend className="mb-1 font-semibold text-ink-2 text-sm">{words.reasonLabel}</legend>
          {(Object.keys(contestReasons) as (keyof typeof contestReasons)[]).map((reason, index) => (
            <label key={reason} className="flex items-center gap-2">
              <input
                type="radio"
                name="reason"
                value={reason}
                defaultChecked={index === 0}
                className="size-4 accent-accent"
              />
              {words.reasons[reason]}
            </label>
          ))}
        </fieldset>
        <TextArea label={words.words} hint={words.wordsHint} name="words" maxLength={1900} />
        <Button type="submit" kind="no" wide>
          {words.submit}
        </Button>
      </form>
    </PublicPage>
  )
}
