import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { MailLink, PublicPage, publicHeaders, publicMeta } from '#app/components/public-page.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { readPublicRequest } from '#app/self-service/public-request.server.ts'
import { recoverWords } from '#app/self-service/recover-words.ts'

export const headers = () => publicHeaders

export const meta: MetaFunction<typeof loader> = ({ data }) => publicMeta(recoverWords[data?.language ?? 'en'].title)

export function loader({ request }: LoaderFunctionArgs) {
  return readPublicRequest(request)
}

/** Where the letters' “How recovery works” leads. */
export default function Recover() {
  const { language, deskAddress } = useLoaderData<typeof loader>()
  const words = recoverWords[language]
  return (
    <PublicPage language={language} title={words.title} wide>
      <div className="grid gap-6 text-ink-2 text-read">
        <p>{words.intro}</p>
        <Notice tone="warn">{words.never}</Notice>
        <Part title={words.registered.title}>
          <Steps steps={words.registered.steps} />
          <p>
            {words.registered.write} <MailLink address={deskAddress} />
          </p>
        </Part>
        <Part title={words.lost.title}>
          <p>{words.lost.text}</p>
          <ul className="grid list-disc gap-1.5 pl-5 marker:text-ink-3">
            {words.lost.helps.map((help) => (
              <li key={help}>{help}</li>
            ))}
          </ul>
          <p>{words.lost.guess}</p>
        </Part>
        <Part title={words.next.title}>
          <Steps steps={words.next.steps} />
        </Part>
        <Part title={words.early.title}>
          <p>{words.early.text}</p>
        </Part>
        <Part title={words.end.title}>
          <p>{words.end.text}</p>
        </Part>
      </div>
    </PublicPage>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-ink text-lg">{title}</h2>
      {children}
    </section>
  )
}

function Steps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="grid list-decimal gap-1.5 pl-5 marker:text-ink-3">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  )
}
