import { expect, test } from 'vitest'
import { preferencesSchema, readPreferences } from '#app/staff/preferences.ts'

const defaults = preferencesSchema.parse({})

test.each([
  ['nothing', {}, {}],
  ['a language', { language: 'zh' }, { language: 'zh' }],
  ['keys switched off', { singleKeys: false }, { singleKeys: false }],
  ['a language that is gone', { language: 'tlh', singleKeys: false }, { singleKeys: false }],
  ['a time zone', { timeZone: 'Asia/Shanghai' }, { timeZone: 'Asia/Shanghai' }],
  ['a time zone that nobody lives in', { timeZone: 'Mars/Olympus' }, {}],
  ['a width beyond the screen', { listWidth: 9000 }, {}],
  ['a setting of another version', { sound: 'loud' }, {}],
  ['no object', 'zh', {}],
  ['null', null, {}],
])('%s stored is read with the default for the rest', (_what, stored, read) => {
  expect(readPreferences(stored)).toEqual({ ...defaults, ...read })
})
