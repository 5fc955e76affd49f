import { describe, expect, test } from 'vitest'
import { letterKinds, letterLanguages } from '#app/outbox/letter.ts'
import { drawLetter } from '#app/outbox/letters/draw-letter.ts'

const facts = {
  deskName: 'Account <recovery> & help',
  ticketId: 20_417,
  helpUrl: 'https://desk.example/recover',
  resetUrl: 'https://desk.example/reset/tok-en_1',
  contestUrl: 'https://desk.example/not-me/tok-en_2',
  form: null,
  holdEnds: new Date('2026-11-25T17:00:00Z'),
  confirm: { url: 'https://desk.example/confirm', code: '7KQ2-M9XR-T4VB' },
}
/** Letters about a reset or a hold: whoever was told can say that it was not he. */
const contestable = ['link', 'password_changed', 'hold', 'recovered']
const every = letterKinds.flatMap((kind) => letterLanguages.map((language) => ({ kind, language })))
const draw = (letter: (typeof every)[number]) => drawLetter({ ...facts, ...letter })

describe.each(every)('the letter $kind in $language', (letter) => {
  const { subject, text, html } = draw(letter)

  test('has no number in its subject, and fits one line', () => {
    expect(subject).not.toMatch(/[\d０-９]/)
    expect(subject).not.toMatch(/[\r\n]/)
    expect(subject.length).toBeGreaterThan(3)
  })

  test('asks for no password and says so', () => {
    if (letter.language !== 'zh') expect(text).toMatch(/never ask for a password/)
    if (letter.language !== 'en') expect(text).toMatch(/绝不会向您索要密码/)
  })

  test('is written in its language alone', () => {
    expect(/\p{Script=Han}/u.test(text)).toBe(letter.language !== 'en')
    expect(/\bHello\b/.test(text)).toBe(letter.language !== 'zh')
  })

  test('says the same as text and as HTML', () => {
    const plain = html
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
    const squeeze = (words: string) => words.replace(/^(- |-+$)/gm, '').replace(/\s+/g, '')
    expect(squeeze(plain)).toBe(squeeze(text))
  })

  test('loads nothing and runs nothing', () => {
    expect(html).not.toMatch(/<(img|script|style|link|iframe|form|input)|style=|src=/i)
    expect(html).not.toContain('<recovery>')
  })

  test('carries a link to the new password only where it is the letter for it', () => {
    expect(text.includes(facts.resetUrl)).toBe(letter.kind === 'link')
    expect(text.includes(facts.contestUrl)).toBe(contestable.includes(letter.kind))
  })
})

test('no letter tells whether there is an account: but for its own links it is the same for everybody', () => {
  for (const letter of every.filter(({ kind }) => !contestable.includes(kind) && kind !== 'confirm')) {
    const without = drawLetter({ ...facts, ...letter, resetUrl: null, contestUrl: null })
    expect(draw(letter)).toEqual(without)
  }
})

test.each(['en', 'zh', 'both'] as const)(
  'the letter that asks for more tells the code and the page apart, in %s',
  (language) => {
    const form = { url: 'https://desk.example/form', code: '7KQ2-M9XR-T4VB' }
    const { text, html } = drawLetter({ ...facts, kind: 'ask', language, form })
    for (const drawn of [text, html]) {
      expect(drawn).toContain(form.code)
      expect(drawn).toContain(form.url)
      expect(drawn).not.toContain(`${form.url}/`)
      expect(drawn).not.toContain(`${form.url}?`)
    }
  },
)

test.each(['en', 'zh', 'both'] as const)(
  'a new address gets its code and the page apart, and no link that a phisher could copy, in %s',
  (language) => {
    const { text, html } = drawLetter({ ...facts, kind: 'confirm', language })
    for (const drawn of [text, html]) {
      expect(drawn).toContain(facts.confirm.code)
      expect(drawn).toContain(facts.confirm.url)
      expect(drawn).not.toContain(`${facts.confirm.url}/`)
      expect(drawn).not.toContain(`${facts.confirm.url}?`)
    }
  },
)

test('only the letter to a new address carries its code', () => {
  for (const letter of every) expect(draw(letter).text.includes(facts.confirm.code)).toBe(letter.kind === 'confirm')
})

test('a hold says when it ends, and whose clock that is', () => {
  expect(drawLetter({ ...facts, kind: 'hold', language: 'en' }).text).toContain('25 November 2026 at 17:00 UTC')
  expect(drawLetter({ ...facts, kind: 'hold', language: 'zh' }).text).toContain('2026年11月25日 17:00 UTC')
})
