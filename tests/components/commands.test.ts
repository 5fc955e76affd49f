import { expect, test } from 'vitest'
import type { Offer } from '#app/components/offers.ts'
import { commandsOf, isCalledSo, matchingCommands, offeredCommands } from '#app/components/search/commands.ts'
import type { Person } from '#app/staff/person.ts'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import { queueViewNames } from '#app/tickets/queue.ts'

const raj: Person = { id: '1', name: 'Raj', email: 'raj@example.com', role: 'agent' }
const acts = { showKeys: () => {}, focusBox: () => {}, signOut: () => {} }
const view = { id: 3, name: 'Night watch', shared: false, mine: true, query: '?view=frozen&columns=number' }

const offers: readonly Offer[] = [
  { name: 'approve', keys: 'a', closed: 'No account is known.', act: () => {} },
  { name: 'snooze', keys: 'z', act: () => {} },
  { name: 'spam', keys: '!', act: () => {} },
  { name: 'table', keys: 'v', act: () => {} },
]

function all(language: DeskLanguage, person = raj) {
  const { deeds, looks } = offeredCommands(offers, person, language, () => {})
  return [...deeds, ...commandsOf(person, [view], looks, language, acts)]
}

test('every list of the queue can be gone to, once', () => {
  const ways = all('en').flatMap((command) => ('to' in command ? [command.to] : []))
  for (const name of queueViewNames)
    expect(ways.filter((to) => to === (name === 'new' ? '/queue' : `/queue?view=${name}`))).toHaveLength(1)
  expect(new Set(all('en').map(({ key }) => key)).size).toBe(all('en').length)
})

test.each([
  ['en', 'later', 'Snooze'],
  ['en', '稍后', 'Snooze'],
  ['zh', 'snooze', '稍后处理'],
  ['zh', '推迟', '稍后处理'],
  ['en', 'junk', 'Mark as spam'],
  ['en', 'as spam', 'Mark as spam'],
  ['zh', '表格', '表格显示'],
  ['en', 'watch', 'Go to Night watch'],
  ['zh', 'frozen', '前往已冻结'],
  ['en', 'second person', 'Go to Second approval'],
  ['en', '退出', 'Sign out'],
] as const)('in %s “%s” finds “%s”', (language, typed, text) => {
  expect(matchingCommands(all(language), typed).map((one) => one.text)).toContain(text)
})

test('a word is found by how it begins, not by what it ends in', () => {
  expect(matchingCommands(all('en'), 'ooze')).toEqual([])
})

test('what is closed is offered with the reason, and a key is shown as its button shows it', () => {
  const [approve] = all('en')
  expect(approve).toMatchObject({ text: 'Approve', closed: 'No account is known.', keys: 'A' })
})

test('only the beginning of a name comes before the cases: a word in it, or another word for it, does not', () => {
  const called = (typed: string) =>
    all('en')
      .filter((command) => isCalledSo(command, typed))
      .map(({ text }) => text)
  expect(called('mark as')).toEqual(['Mark as spam'])
  expect(called('spam')).toEqual([])
  expect(called('junk')).toEqual([])
  expect(called('s')).toEqual([])
  expect(called('')).toEqual([])
})

test('who does not decide is offered no act on cases', () => {
  expect(all('en', { ...raj, role: 'admin' }).map(({ key }) => key)).not.toContain('offer snooze')
  expect(all('en', { ...raj, role: 'admin' }).map(({ key }) => key)).toContain('offer table')
})

test('acts stand in the same order whichever part of the page offered them first', () => {
  const keys = (of: readonly Offer[]) => offeredCommands(of, raj, 'en', () => {}).deeds.map(({ key }) => key)
  expect(keys([...offers].reverse())).toEqual(keys(offers))
})
