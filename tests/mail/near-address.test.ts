import { expect, test } from 'vitest'
import { nearness } from '#app/mail/near-address.ts'
import { skeleton } from '#app/mail/skeleton.ts'

test.each([
  ['1200000146@mail.example', '1200000147@mail.example', true],
  ['1200000146@mail.example', '1200000164@mail.example', true],
  ['1200000146@mail.example', '1200000239@mail.example', false],
  ['li@example.com', 'bo@example.com', false],
  ['mei.lin@example.com', 'meilin@example.com', true],
  ['mei@example.com', 'mei@example.com', false],
  ['raj@example.org', 'mei@example.com', false],
  ['', 'mei@example.com', false],
  ['mei@xn--xample-2of.com', 'mei@example.com', true],
])('%s near %s: %s', (address, registered, near) => {
  expect(nearness(address, registered) !== null).toBe(near)
})

test.each([
  ['раураl', 'paypal'],
  ['ｍｅｉ', 'mei'],
  ['𝐦𝐞𝐢', 'mei'],
  ['méí', 'mei'],
  ['rnei', 'mei'],
  ['g00gle', 'google'],
  ['examp1e', 'example'],
  ['vvang', 'wang'],
  ['ΑΒΕ', 'abe'],
  ['ꓟꓰꓲ', 'mei'],
  ['𝔪𝔢𝔦', 'mei'],
  ['ᎷᎬᎥ', 'mei'],
  ['ꜳ', 'aa'],
  ['mei​', 'mei'],
])('%s looks like %s', (one, other) => {
  expect(skeleton(one)).toBe(skeleton(other))
})

test('different words have different skeletons', () => {
  expect(new Set(['mei', 'raj', 'chen', 'ana', 'sol', 'bo', 'eve'].map(skeleton)).size).toBe(7)
})
