import { describe, expect, test } from 'vitest'
import { drawAnswers, formFields, isAnswered, longestStory, readAnswers } from '#app/self-service/evidence-form.ts'

const from = { senderAddress: 'chen@example.org', deskAddress: 'desk@desk.example' }

function answersOf(typed: Record<string, string>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(typed)) form.set(name, value)
  return readAnswers(form)
}

const chen = {
  account: '10042',
  registeredEmail: 'old.chen@example.com',
  mailbox: 'lost',
  signedUp: '2004-05',
  realName: '陈建国',
  birthDate: '1958-03-12',
  nickname: '老陈',
  city: '成都',
  gender: 'male',
  friends: '20001, 20002\n30001',
  question1: 'First school?',
  answer1: 'Riverside',
  happened: 'I lost the mailbox years ago.',
}

describe('the answers become claims', () => {
  test('each with its place in the text that is kept', () => {
    const { text, claims } = drawAnswers(answersOf(chen), from)
    for (const { start, end, raw } of claims) expect(text.slice(start, end)).toBe(raw)
    expect(new Set(claims.map(({ source }) => source))).toEqual(new Set(['form']))
    const said = claims.map(({ kind, value }) => [kind, value])
    expect(said).toEqual([
      ['account_identifier', '10042'],
      ['registered_email', 'old.chen@example.com'],
      ['mailbox_lost', 'yes'],
      ['sign_up', '2004-05'],
      ['real_name', '陈建国'],
      ['birth_date', '1958-03-12'],
      ['nickname', '老陈'],
      ['city', '成都'],
      ['gender', 'male'],
      ['friend_numbers', '20001'],
      ['friend_numbers', '20002'],
      ['friend_numbers', '30001'],
      ['security_answer', 'First school?\nRiverside'],
    ])
  })

  test.each([
    ['an empty form', {}],
    ['blanks', { realName: 'unknown', city: '-', nickname: '不知道' }],
    ['a choice that is none', { mailbox: 'sold', gender: 'yes' }],
    ['a question without its answer', { question1: 'First school?' }],
    ['an answer without its question', { answer2: 'Riverside' }],
  ])('%s claims nothing', (_what, typed) => {
    expect(drawAnswers(answersOf(typed as Record<string, string>), from).claims).toEqual([])
  })

  test('the same friend in two fields counts once', () => {
    const { claims } = drawAnswers(answersOf({ friends: '20001 20001', happened: 'my friend 20001' }), from)
    expect(claims.filter(({ kind }) => kind === 'friend_numbers')).toHaveLength(1)
  })

  test('a mailbox that can be read is not a lost one', () => {
    expect(drawAnswers(answersOf({ mailbox: 'readable' }), from).claims).toEqual([])
  })
})

describe('what is typed is bounded', () => {
  test('a megabyte is cut, and nothing else is read from the form', () => {
    const answers = answersOf({ happened: 'x'.repeat(1_000_000), realName: 'y'.repeat(9_000), level: 'strong' })
    expect(answers.happened).toHaveLength(longestStory)
    expect(answers.realName).toHaveLength(200)
    expect(Object.keys(answers)).toEqual([...formFields])
  })

  test('a label typed into an answer stays one line', () => {
    const { text } = drawAnswers(answersOf({ realName: 'Chen\nBirth date: 1958-03-12' }), from)
    expect(text).toBe('Real name: Chen Birth date: 1958-03-12')
  })

  test('only an empty form is not answered', () => {
    expect(isAnswered(answersOf({}))).toBe(false)
    expect(isAnswered(answersOf({ city: ' 成都 ' }))).toBe(true)
  })
})
