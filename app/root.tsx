import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react'
import { type ReactNode, useSyncExternalStore } from 'react'
import { useDrawnMark } from '#app/components/drawn.ts'
import { Fault } from '#app/components/fault.tsx'
import { LanguageProvider } from '#app/components/language.tsx'
import { readTheme } from '#app/components/theme-cookie.ts'
import { useNonce } from '#app/nonce.tsx'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import mark from './mark.svg?no-inline'
import stylesheet from './tailwind.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: mark, type: 'image/svg+xml' },
]

export const meta: MetaFunction = () => [{ title: 'Latchkey' }]

export function loader({ request }: LoaderFunctionArgs) {
  return { theme: readTheme(request.headers.get('cookie')) }
}

/** The theme changes in the browser alone; nothing here needs to be asked for again. */
export const shouldRevalidate = () => false

const htmlLanguages: Record<DeskLanguage, string> = { en: 'en', zh: 'zh-CN' }

/** Where the page is whole. A browser that is busy would else draw the half that it has read, and move it with the rest. */
const pageEnd = 'page-end'

export function Layout({ children }: { children: ReactNode }) {
  useDrawnMark()
  const nonce = useNonce()
  const theme = useRouteLoaderData<typeof loader>('root')?.theme ?? 'system'
  // Only the desk's pages have a language of their own; the public ones name theirs within.
  const desk = useRouteLoaderData<{ language: DeskLanguage }>('routes/_desk')
  const door = useRouteLoaderData<{ language: DeskLanguage }>('routes/sign-in')
  const language = (desk ?? door)?.language ?? 'en'
  return (
    <html
      lang={htmlLanguages[language]}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="same-origin" />
        <Meta />
        <Links />
        <link rel="expect" href={`#${pageEnd}`} {...{ blocking: 'render' }} />
      </head>
      <body>
        {children}
        <span id={pageEnd} hidden />
        <ScrollRestoration {...(nonce === undefined ? {} : { nonce })} />
        <Scripts {...(nonce === undefined ? {} : { nonce })} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const language = useBrowserLanguage()
  return (
    <LanguageProvider value={language}>
      <main lang={htmlLanguages[language]}>
        <Fault />
      </main>
    </LanguageProvider>
  )
}

/** Where no loader answered, nobody but the browser knows what its reader reads. */
function useBrowserLanguage(): DeskLanguage {
  return useSyncExternalStore<DeskLanguage>(
    () => () => {},
    () => (/^zh\b/i.test(navigator.language) ? 'zh' : 'en'),
    () => 'en',
  )
}
