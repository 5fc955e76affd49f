import { expect, test } from 'vitest'
import { readTheme } from '#app/components/theme-cookie.ts'
import { initialsOf } from '#app/components/ui/avatar.tsx'

test.each([
  [null, 'system'],
  ['theme=dark', 'dark'],
  ['a=b; theme=light; c=d', 'light'],
  ['theme=<script>', 'system'],
])('the cookie %s means the theme %s', (cookie, theme) => {
  expect(readTheme(cookie)).toBe(theme)
})

test.each([
  ['Mei Lin', 'ML'],
  ['ana', 'AN'],
  ['陈建国', '陈'],
  ['', '?'],
])('%s is drawn as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
