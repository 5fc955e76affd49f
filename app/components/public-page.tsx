import type { ReactNode } from 'react'
import type { PublicLanguage } from '#app/self-service/public-language.ts'
import { publicWords } from '#app/self-service/public-words.ts'
import { LonePage } from './ui/pane.tsx'

/** What every page for people who are not on the desk answers with: links in letters are secrets. */
export const publicHeaders = { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' }

/** Its own last: the document's policy is that of the last such element. */
export const publicMeta = (title: string) => [
  { title },
  { name: 'robots', content: 'noindex' },
  { name: 'referrer', content: 'no-referrer' },
]

/** The frame of a page for people who are not on the desk. Works without JavaScript. */
export function PublicPage({
  language,
  title,
  children,
  foot,
  wide = false,
}: {
  language: PublicLanguage
  title: string
  children: ReactNode
  foot?: ReactNode
  /** For reading rather than for a form. */
  wide?: boolean
}) {
  const other = language === 'en' ? 'zh' : 'en'
  return (
    <div lang={language}>
      <LonePage
        title={title}
        wide={wide}
        foot={
          <div className="grid max-w-96 justify-items-center gap-3 text-center">
            {foot}
            <a href={`?lang=${other}`} hrefLang={other} lang={other} className="underline underline-offset-2">
              {publicWords[language].otherLanguage}
            </a>
          </div>
        }
      >
        {children}
      </LonePage>
    </div>
  )
}

/** The same for a link that was used, expired, contested or never made: nobody is told which. */
export function DeadLink({ language, deskAddress }: { language: PublicLanguage; deskAddress: string }) {
  const words = publicWords[language].deadLink
  return (
    <PublicPage language={language} title={words.title}>
      <p className="text-ink-2">{words.text}</p>
      <p className="mt-3">
        <MailLink address={deskAddress} />
      </p>
    </PublicPage>
  )
}

export function MailLink({ address }: { address: string }) {
  return (
    <a href={`mailto:${address}`} className="break-words font-semibold text-accent underline underline-offset-2">
      {address}
    </a>
  )
}
