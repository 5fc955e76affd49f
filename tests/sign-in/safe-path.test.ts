import { expect, test } from 'vitest'
import { safePath } from '#app/sign-in/safe-path.ts'

test.each(['/', '/queue', '/tickets/20001?tab=raw', '/audit?person=a&from=2026-01-01#list'])('%s is followed', (to) => {
  expect(safePath(to, '/else')).toBe(to)
})

test.each([
  null,
  '',
  'queue',
  'https://eve.example/',
  '//eve.example/',
  '///eve.example/',
  '/\\eve.example/',
  '/\t/eve.example/',
  '/\n/eve.example/',
  '/ /eve.example',
  '/.//eve.example/',
  '/a/..//eve.example/',
  '/%2e%2e//eve.example/',
  'javascript:alert(1)',
  '\\\\eve.example',
  '\u0000/queue',
])('%j is not followed', (to) => {
  expect(safePath(to, '/else')).toBe('/else')
})
