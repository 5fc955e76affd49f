import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useAnswer } from '#app/components/answer.ts'
import { CodeForm } from '#app/components/code-form.tsx'
import { EvidenceFormFields } from '#app/components/evidence-form.tsx'
import { PublicPage, publicHeaders, publicMeta } from '#app/components/public-page.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { webDb, webEnv } from '#app/db/web.server.ts'
import { answerForm, isFormOpen } from '#app/self-service/evidence-form.server.ts'
import { isAnswered, readAnswers } from '#app/self-service/evidence-form.ts'
import { formWords } from '#app/self-service/form-words.ts'
import { readPublicRequest } from '#app/self-service/public-request.server.ts'

export const headers = () => publicHeaders

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) =>
  publicMeta(formWords[loaded?.language ?? 'en'].title)

/** Open to everybody: the code from a letter is what lets in, typed and posted, never part of an address. */
export function loader({ request }: LoaderFunctionArgs) {
  return readPublicRequest(request)
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const env = webEnv()
  const code = { code: String(form.get('code') ?? '').slice(0, 100), key: env.keys.formCode, now: new Date() }
  if (form.get('step') !== 'answers') {
    const open = await isFormOpen(webDb(), code)
    return open
      ? data({ step: 'answers', code: code.code, fault: null, answers: null } as const)
      : data({ step: 'code', code: code.code, fault: 'code' } as const, { status: 404 })
  }
  const answers = readAnswers(form)
  if (!isAnswered(answers))
    return data({ step: 'answers', code: code.code, fault: 'empty', answers } as const, { status: 422 })
  const kept = await answerForm(webDb(), { ...code, answers })
  if (!kept) return data({ step: 'answers', code: code.code, fault: 'code', answers } as const, { status: 404 })
  return data({ step: 'done' } as const)
}

/** Where the letter “Please tell us more” leads. Works without JavaScript. */
export default function Form() {
  const { language } = useLoaderData<typeof loader>()
  const answer = useAnswer<typeof action>()
  const words = formWords[language]
  if (answer?.step === 'done') {
    return (
      <PublicPage language={language} title={words.doneTitle}>
        <p className="text-ink-2">{words.done}</p>
      </PublicPage>
    )
  }
  if (answer?.step === 'answers') {
    return (
      <PublicPage language={language} title={words.fillTitle} wide>
        <form method="post" className="grid gap-6">
          <input type="hidden" name="step" value="answers" />
          <input type="hidden" name="code" value={answer.code} />
          <div className="grid gap-2 text-ink-2">
            <p>{words.fillIntro}</p>
            <p>{words.leaveOut}</p>
          </div>
          <Notice tone="warn">{words.never}</Notice>
          {answer.fault && (
            <Notice tone="against" live>
              {answer.fault === 'empty' ? words.empty : words.wrongCode}
            </Notice>
          )}
          <EvidenceFormFields words={words} answers={answer.answers} />
          <Button type="submit" kind="go" wide>
            {words.send}
          </Button>
        </form>
      </PublicPage>
    )
  }
  return (
    <PublicPage language={language} title={words.title} foot={words.never}>
      <CodeForm words={words} wrong={answer?.fault ? answer.code : null} submit={words.open} />
    </PublicPage>
  )
}
