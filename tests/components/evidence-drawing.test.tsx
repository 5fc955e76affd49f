import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LanguageProvider } from '#app/components/language.tsx'
import { MarkedText } from '#app/components/ticket/marked-text.tsx'
import { Waterfall } from '#app/components/ticket/waterfall.tsx'
import { type MarkedClaim, markText } from '#app/tickets/marked-text.ts'
import type { BarView } from '#app/tickets/ticket-page.ts'

const bars: BarView[] = [
  { kind: 'prior', level: null, bits: 2.5, alone: null, mark: null, sentence: 'Before anything is read.' },
  {
    kind: 'sender',
    level: 'strong',
    bits: 2.7,
    alone: 2.7,
    mark: null,
    sentence: 'Written from there; it speaks for the owner.',
  },
  { kind: 'city', level: 'exact', bits: 0, alone: 0.4, mark: 3, sentence: 'City exact; it says little either way.' },
  { kind: 'total', level: null, bits: 5.2, alone: null, mark: null, sentence: 'All together.' },
]
const text = 'I live in <b>Chengdu</b>.\n> quoted'
const claims: MarkedClaim[] = [{ start: 13, end: 20, mark: 3, kind: 'city' }]

const drawn = renderToStaticMarkup(<Waterfall bars={bars} firstMark={(mark) => `#mail-1-${mark}`} />)
const written = renderToStaticMarkup(
  <MarkedText passages={markText(text, claims, [{ start: 0, end: 26 }])} mailId={1} />,
)

test('nothing is drawn by a style attribute, which the policy of the page forbids', () => {
  expect(drawn + written).not.toMatch(/\sstyle=/)
})

test('every bar says its weight as text, and leads to its claim in the mail', () => {
  for (const weight of ['+2.5', '+2.7', '0.0', '+5.2']) expect(drawn).toContain(`>${weight}<`)
  expect(drawn).toContain('href="#mail-1-3"')
  expect(drawn).toContain('Alone +0.4.')
})

test('a bar’s sentence does not say again what stands above it', () => {
  expect(drawn).toContain('Whoever knows the facts above knows this too, so it adds little.')
  expect(drawn).not.toContain('City exact;')
})

test('how many of the friends named are right reads in Chinese too', () => {
  const friends: BarView = { kind: 'friend_numbers', level: '4 of 5', bits: 2.4, alone: 2.4, mark: 4, sentence: '' }
  const chinese = renderToStaticMarkup(
    <LanguageProvider value="zh">
      <Waterfall bars={[friends]} firstMark={() => null} />
    </LanguageProvider>,
  )
  expect(chinese).toContain('>4/5<')
})

test('markup in a mail is only text', () => {
  expect(written).not.toContain('<b>')
  expect(written).toContain('&lt;b&gt;')
})

test('the mark carries its claim’s number, and history is folded', () => {
  expect(written).toMatch(/<mark[^>]*title="city"/)
  expect(written).toContain('<summary')
  expect(written).toContain('1 quoted line')
})
