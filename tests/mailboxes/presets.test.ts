import { expect, test } from 'vitest'
import { formWords } from '#app/components/mailboxes/form-words.ts'
import { readMailboxForm } from '#app/mailboxes/mailbox-form.ts'
import { findPreset, presetNames, presetOfHost, presets } from '#app/mailboxes/presets.ts'

test.each(presetNames.filter((name) => name !== 'generic'))(
  'with the preset %s only the person’s own things are left to enter',
  (name) => {
    const preset = presets[name]
    const typed = {
      ...Object.fromEntries(Object.entries(preset).map(([field, value]) => [field, String(value ?? '')])),
      address: 'help@desk.example',
      username: 'help@desk.example',
      pollSeconds: '60',
      ...(preset.authentication === 'oauth' ? { clientId: 'client', refreshToken: 'token' } : { password: 'code' }),
    }
    expect(readMailboxForm(typed, null)).toMatchObject({ settings: { host: preset.host, port: 993, security: 'tls' } })
  },
)

test('no preset goes without encryption, and none sends a password where only OAuth is taken', () => {
  expect(presetNames.filter((name) => presets[name].security !== 'tls')).toEqual([])
  expect(presets.outlook.authentication).toBe('oauth')
})

test.each(presetNames)('what %s wants first is said in both languages', (name) => {
  expect(formWords.en.first[name].length).toBeGreaterThan(50)
  expect(formWords.zh.first[name]).toMatch(/\p{Script=Han}{5}/u)
})

test.each([
  ['imap.qq.com', 'qq'],
  ['imap.163.com', 'netease'],
  ['imap.example.org', 'generic'],
  ['', 'generic'],
])('the server %s is shown with what %s wants', (host, name) => {
  expect(presetOfHost(host)).toBe(name)
})

test('only a known name names a preset', () => {
  expect([findPreset('gmail'), findPreset('toString'), findPreset(null)]).toEqual(['gmail', null, null])
})
