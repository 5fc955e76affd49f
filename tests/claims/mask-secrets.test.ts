import { expect, test } from 'vitest'
import { maskSecrets } from '#app/claims/mask-secrets.ts'

const none = { subject: [], text: [] }
const mask = (text: string, subject = 'Help') => maskSecrets({ subject, text }, none)

test.each([
  { says: 'My password is tulip-88-oak.', shows: 'My password is ••••••••••••.' },
  { says: '> my password: tulip-88-oak\nPlease help.', shows: '> my password: ••••••••••••\nPlease help.' },
  { says: '密码：tulip88oak', shows: '密码：••••••••••' },
])('a secret becomes dots where it stands: $says', ({ says, shows }) => {
  expect(mask(says)).toMatchObject({ text: shows, masked: true })
})

test('places after a secret stay true', () => {
  const says = 'My password is tulip-88-oak and my number is 29433423.'
  const { text } = mask(says)
  expect(text).toHaveLength(says.length)
  expect(text.indexOf('29433423')).toBe(says.indexOf('29433423'))
})

test('a secret that is said again without its name is masked there too, also in the subject', () => {
  const { text, subject } = mask('My password is tulip-88-oak. I typed tulip-88-oak twice.', 'tulip-88-oak fails')
  expect(`${subject} ${text}`).not.toContain('tulip')
})

test('part of a longer word is not the secret', () => {
  expect(mask('The code is 138001. Phone 13800138000.').text).toContain('13800138000')
})

test('known places are masked whatever stands there', () => {
  const known = { subject: [{ start: 0, end: 4 }], text: [{ start: 3, end: 5 }] }
  expect(maskSecrets({ subject: 'abcdef', text: 'one two' }, known)).toEqual({
    subject: '••••ef',
    text: 'one••wo',
    masked: true,
  })
})

test('a mail without secrets stays as it is', () => {
  const mail = { subject: 'Lost password', text: 'I forgot my password. My number is 29433423.' }
  expect(maskSecrets(mail, none)).toEqual({ ...mail, masked: false })
})

test('hostile repeats cost no more than a blink', () => {
  const many = Array.from({ length: 400 }, (_, index) => `password: s3cret${index}x`).join('\n')
  const began = performance.now()
  mask(`${many}\n${'s3cret '.repeat(200_000)}`)
  expect(performance.now() - began).toBeLessThan(3000)
})
