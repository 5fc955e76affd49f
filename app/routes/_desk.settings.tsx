import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Check } from 'lucide-react'
import { Fault } from '#app/components/fault.tsx'
import { languageOf, useWords } from '#app/components/language.tsx'
import { Choice, Choices, Pick, Switch } from '#app/components/settings/choices.tsx'
import { settingsWords } from '#app/components/settings/settings-words.ts'
import { readTheme, themeCookie, themes } from '#app/components/theme-cookie.ts'
import { Button } from '#app/components/ui/button.tsx'
import { Notice } from '#app/components/ui/notice.tsx'
import { Bar, Pane } from '#app/components/ui/pane.tsx'
import { webDb } from '#app/db/web.server.ts'
import { findPreferences, setPreferences } from '#app/staff/preferences.server.ts'
import { type DeskLanguage, timeZones } from '#app/staff/preferences.ts'
import { requirePerson } from '#app/staff/session.server.ts'

export const meta: MetaFunction = ({ matches }) => [{ title: `${settingsWords[languageOf(matches)].title} · Latchkey` }]

/** Each language is offered in its own words, for those who cannot read the present one. */
const ownNames = {
  en: { text: 'English', lang: 'en' },
  zh: { text: '简体中文', lang: 'zh-CN' },
} as const satisfies Record<DeskLanguage, object>
const languages = ['en', 'zh'] as const satisfies readonly DeskLanguage[]

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  return {
    person,
    timeZones,
    preferences: await findPreferences(webDb(), person.id),
    theme: readTheme(request.headers.get('cookie')),
    saved: new URL(request.url).searchParams.has('saved'),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const person = await requirePerson(request, 'see queue')
  const form = await request.formData()
  const language = languages.find((one) => one === form.get('language')) ?? null
  const singleKeys = form.get('singleKeys') === 'on'
  const timeZone = timeZones.find((one) => one === form.get('timeZone')) ?? 'UTC'
  await setPreferences(webDb(), { staffId: person.id, preferences: { language, timeZone, singleKeys } })
  const theme = themes.find((one) => one === form.get('theme')) ?? 'system'
  const cookie = `${themeCookie}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`
  return redirect('/settings?saved', { headers: { 'Set-Cookie': cookie } })
}

export default function Settings() {
  const { person, preferences, timeZones, theme, saved } = useLoaderData<typeof loader>()
  const words = useWords(settingsWords)
  return (
    <Pane lit bar={<Bar title={words.title} />}>
      {/* The whole page is drawn anew: its theme and its language stand in the frame around this one. */}
      <Form method="post" action="/settings" reloadDocument className="mx-auto max-w-xl px-4 pb-10">
        {saved && (
          <div className="pt-4">
            <Notice tone="for" live>
              {words.saved}
            </Notice>
          </div>
        )}
        <section aria-label={words.you} className="border-line border-b py-5">
          <p className="font-semibold text-lg">{person.name}</p>
          <p className="break-words text-ink-2">
            {person.email} · {words.roles[person.role]}
          </p>
          <p className="mt-1 text-ink-3 text-sm">{words.youHint}</p>
        </section>
        <Choices title={words.language} hint={words.languageHint}>
          <Choice name="language" value="" checked={preferences.language === null} text={words.asBrowser} />
          {languages.map((one) => (
            <Choice key={one} name="language" value={one} checked={preferences.language === one} {...ownNames[one]} />
          ))}
        </Choices>
        <Pick
          title={words.timeZone}
          hint={words.timeZoneHint}
          name="timeZone"
          value={preferences.timeZone}
          of={timeZones}
        />
        <Choices title={words.theme} hint={words.themeHint}>
          {themes.map((one) => (
            <Choice key={one} name="theme" value={one} checked={theme === one} text={words.themes[one]} />
          ))}
        </Choices>
        <Choices title={words.keys}>
          <Switch
            name="singleKeys"
            value="on"
            checked={preferences.singleKeys}
            text={words.singleKeys}
            hint={words.singleKeysHint}
          />
        </Choices>
        <div className="pt-5">
          <Button type="submit" kind="go" icon={Check}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Pane>
  )
}

export function ErrorBoundary() {
  return <Fault />
}
