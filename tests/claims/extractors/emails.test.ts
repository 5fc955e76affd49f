import { expect, test } from 'vitest'
import { extractClaims } from '#app/claims/extract.ts'
import { mailSaying, valuesOf } from '#tests/claims/read-claims.ts'

test.each([
  ['I registered with chen@example.org in 2009.'],
  ['The e-mail on my account is chen@example.org.'],
  ['I no longer have access to chen@example.org.'],
  ['Registered email:\nchen@example.org'],
  ['chen@example.org was used to register it.'],
  ['My account was made with chen (at) example dot org.'],
  ['My account was made with chen [at] example [dot] org.'],
  ['Old email: CHEN@Example.org'],
  ['注册邮箱是chen@example.org'],
  ['綁定的信箱：chen@example.org'],
  ['chen@example.org是我的注册邮箱'],
  ['我原来的邮箱chen@example.org已经停用'],
  ['Correo registrado: chen@example.org'],
  ['My email is chen@example.org.'],
  ['Please use my registered address chen@example.org to find it.'],
  ['Somebody changed the e-mail on it. It used to be chen@example.org.'],
  ['I used this address, chen@example.org, to register.'],
])('"%s" names the registered address', (text) => {
  expect(valuesOf(text, 'registered_email')).toEqual(['chen@example.org'])
  expect(valuesOf(text, 'contact_email')).toEqual([])
})

test.each([
  ['My new email is chen@example.org.'],
  ['Please reply to chen@example.org.'],
  ['You can reach me at chen@example.org, thanks.'],
  ['Please change the email on my account to chen@example.org.'],
  ['My email is mei@example.com.', 'mei@example.com'],
  ['联系邮箱：chen@example.org'],
  ['请回复到chen@example.org'],
  ['请把邮箱改成 chen@example.org'],
  ['新的信箱是 chen@example.org'],
  ['I never registered an e-mail. Please use this address, chen@example.org, from now on.'],
  ['There was never an address on it; please use chen@example.org.'],
  ['No e-mail was ever registered. My e-mail is chen@example.org.'],
  ['Instead use my other mailbox chen@example.org'],
  ['You may use this e-mail: chen@example.org'],
  ['我从来没有绑定过邮箱，请用这个邮箱：chen@example.org'],
  ['以后请使用这个地址 chen@example.org'],
  ['当时没登记邮箱，我的邮箱是chen@example.org'],
])('"%s" names where to answer', (text, value = 'chen@example.org') => {
  expect(valuesOf(text, 'contact_email')).toEqual([value])
  expect(valuesOf(text, 'registered_email')).toEqual([])
})

test.each([
  ['My email is not bo@example.org.'],
  ['I did not register with bo@example.org.'],
  ['His email is bo@example.org.'],
  ['A hacker changed my email to thief@bad.example.'],
  ['I wrote to help@example.org last week.'],
  ['I got a mail from noreply@example.org.'],
  ['Registered email: <your e-mail address>'],
  ['注册邮箱不是bo@example.org'],
  ['邮箱被人改成了thief@bad.example'],
  ['I wrote my password to desk@latchkey.example, my email is desk@latchkey.example'],
  ['See you at noon, look at example dot com'],
])('"%s" names none', (text) => {
  expect(valuesOf(text, 'registered_email', 'contact_email')).toEqual([])
})

test('a change from one address to another names both', () => {
  const claims = extractClaims(mailSaying('Please change my e-mail from old@example.org to new@example.net.'))
  const addresses = claims.filter(({ kind }) => kind.endsWith('_email')).map(({ kind, value }) => [kind, value])
  expect(addresses).toEqual([
    ['registered_email', 'old@example.org'],
    ['contact_email', 'new@example.net'],
  ])
})

test('an address of letters that only look like Latin is not read', () => {
  expect(valuesOf('I registered with mеi@example.org', 'registered_email')).not.toContain('mei@example.org')
})
