import { expect, test } from 'vitest'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { compareLists } from '#app/evidence/policy-lists.ts'

const { public: asPublic, context, sender } = shippedPolicy

test('a policy does not differ from itself, whatever it is called', () => {
  expect(compareLists(shippedPolicy, { ...shippedPolicy, version: 'policy-night' })).toEqual([])
})

test('a fact that counts as public, and a signal that stops no more, are told with what was there before', () => {
  const proposed = {
    ...shippedPolicy,
    public: { ...asPublic, always: ['nickname', 'city'] },
    context: { ...context, stops: [] },
  }
  expect(compareLists(shippedPolicy, proposed)).toEqual([
    { place: 'public.always', before: ['nickname'], after: ['nickname', 'city'] },
    { place: 'context.stops', before: ['cluster5'], after: [] },
  ])
})

test('a level that is weighed as another one is told, also where there was none', () => {
  const scoredAs = { former: 'other', near: 'other' }
  expect(compareLists(shippedPolicy, { ...shippedPolicy, sender: { ...sender, scoredAs } })).toEqual([
    { place: 'sender.scoredAs.near', before: null, after: ['other'] },
  ])
})

test('another order is another list', () => {
  const levels = [...sender.levels].reverse()
  const changes = compareLists(shippedPolicy, { ...shippedPolicy, sender: { ...sender, levels } })
  expect(changes.map(({ place }) => place)).toEqual(['sender.levels'])
})
