import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { KeeperProvider, useKept } from '#app/components/kept.tsx'
import { catalogue, LanguageProvider, useWords } from '#app/components/language.tsx'
import { keepDrawings } from '#app/kept-drawings.ts'
import type { DeskLanguage } from '#app/staff/preferences.ts'

const words = catalogue({ case: 'Case' }, { case: '案件' })

test('a part is drawn with its first two pages, then once more to be kept, then never again', () => {
  const desk = openDesk()
  for (let page = 0; page < 5; page += 1) desk.page(['Lost password'])
  expect(desk.drawn()).toBe(3)
})

test.each<[string, string[]]>([
  ['one', ['Lost password']],
  ['none', []],
  ['the same twice, and another', ['Lost password', 'Lost password', '找回密码']],
  ['hostile signs', ['</li><script>alert(1)</script>', '$&', '\\1;', '<!-- -->']],
])('a page of kept parts is the page of drawn ones, to the byte: %s', (_, subjects) => {
  for (const language of ['en', 'zh'] as const) {
    const desk = openDesk(language)
    const pages = Array.from({ length: 4 }, () => desk.page(subjects))
    expect(new Set(pages).size).toBe(1)
    expect(pages[0]).toBe(plain(subjects, language))
  }
})

test('a part in another language is another drawing', () => {
  const drawings = keepDrawings<ReactElement>(10, renderToString)
  const page = (language: DeskLanguage) => openDesk(language, drawings).page(['Lost password'])
  for (let at = 0; at < 3; at += 1) page('en')
  expect(page('zh')).toContain('案件')
})

test('a mail cannot write what stands for a kept part', () => {
  const desk = openDesk()
  const forged = 'kept:0123456789abcdef0123456789abcdef:0;'
  for (let at = 0; at < 4; at += 1) expect(desk.page(['Lost password', forged])).toContain(forged)
})

test('what was kept longest goes first', () => {
  const desk = openDesk('en', keepDrawings<ReactElement>(2, renderToString))
  for (let at = 0; at < 3; at += 1) desk.page(['one'])
  const drawn = desk.drawn()
  desk.page(['one'])
  expect(desk.drawn()).toBe(drawn)
  desk.page(['two', 'three'])
  desk.page(['one'])
  expect(desk.drawn()).toBe(drawn + 3)
})

let count = 0

function Row({ subject }: { subject: string }) {
  count += 1
  return (
    <b>
      {useWords(words).case} {subject}
    </b>
  )
}

function Kept({ subject }: { subject: string }) {
  return <li {...useKept(<Row subject={subject} />, () => subject)} />
}

function openDesk(language: DeskLanguage = 'en', drawings = keepDrawings<ReactElement>(100, renderToString)) {
  count = 0
  return {
    drawn: () => count,
    page: (subjects: readonly string[]) => {
      const pieces = drawings.draw('kept:5f1d:', (keeper) =>
        renderToString(
          <LanguageProvider value={language}>
            <KeeperProvider value={keeper}>
              <List subjects={subjects} />
            </KeeperProvider>
          </LanguageProvider>,
        ),
      )
      drawings.catchUp()
      return Buffer.concat(pieces).toString()
    },
  }
}

function plain(subjects: readonly string[], language: DeskLanguage): string {
  return renderToString(
    <LanguageProvider value={language}>
      <List subjects={subjects} />
    </LanguageProvider>,
  )
}

function List({ subjects }: { subjects: readonly string[] }) {
  return (
    <ul>
      {subjects.map((subject, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same subject may come twice.
        <Kept key={at} subject={subject} />
      ))}
    </ul>
  )
}
