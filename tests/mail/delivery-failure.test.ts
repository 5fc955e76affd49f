import { expect, test } from 'vitest'
import { isPermanent, type Refusal } from '#app/mail/delivery-failure.ts'

const permanent = (refusal: Partial<Refusal>) =>
  isPermanent({ recipient: 'mei@example.net', status: null, diagnostic: '', text: '', ...refusal })

test.each<[string, Partial<Refusal>, boolean]>([
  ['a bad mailbox by its number', { status: '5.1.1' }, true],
  ['a domain that takes no mail', { status: '5.1.10' }, true],
  ['a refusal without a reason', { status: '5.0.0' }, false],
  ['a full box', { diagnostic: 'smtp; 552 5.2.2 mailbox full' }, false],
  ['an unknown user whose host counts by another number', { diagnostic: 'smtp; 550 5.2.1 User unknown' }, true],
  ['a passing number', { diagnostic: 'smtp; 450 4.2.1 User unknown' }, false],
  ['a policy', { diagnostic: 'smtp; 554 5.7.1 Access denied by policy' }, false],
  [
    'a recipient denied, as Exchange says of one it does not have',
    { diagnostic: 'smtp; 550 5.4.1 Recipient address rejected: Access denied' },
    true,
  ],
  ['a provider by its name', { diagnostic: "smtp; 554 This user doesn't have a shop.example account" }, true],
  ['a French host', { diagnostic: 'smtp; 550 5.5.0 Adresse destinataire inconnue' }, true],
  ['a question whether the address is right', { text: 'No delivery. Please check if the address is correct.' }, true],
  ['a sender who is refused', { text: '550 unknown user (in reply to MAIL FROM command)' }, false],
])('%s', (_what, refusal, lasts) => {
  expect(permanent(refusal)).toBe(lasts)
})

test('who takes the recipient and refuses the content has a filter', () => {
  const transcript = '>>> DATA\n<<< 550 user unknown'
  expect(permanent({ text: transcript })).toBe(false)
})

test('an answer to the recipient may stand behind DATA, which then had no recipients', () => {
  const transcript = '>>> DATA\n<<< 550 user unknown\n<<< 554 5.5.1 Error: no valid recipients'
  expect(permanent({ text: transcript })).toBe(true)
})

test('of several letters the reason of the one that is meant counts', () => {
  const text = '550 <raj@example.net>: blocked\n550 <mei@example.net>: User unknown'
  expect(permanent({ text })).toBe(true)
  expect(permanent({ recipient: 'raj@example.net', text })).toBe(false)
})

test('a delivery program that fails says nothing of the address', () => {
  const diagnostic = "x-unix; procmail: Couldn't create /var/spool/mail/mei: no such user"
  expect(permanent({ status: '5.1.1', diagnostic })).toBe(false)
})

test('au leaves the name out where a filter refused', () => {
  const recipient = 'mei@ezweb.ne.jp'
  expect(permanent({ recipient, diagnostic: 'smtp; 550 : User unknown' })).toBe(false)
  expect(permanent({ recipient, diagnostic: `smtp; 550 <${recipient}>: User unknown` })).toBe(true)
  expect(permanent({ diagnostic: 'smtp; 550 : User unknown' })).toBe(true)
})

test('what the returned letter says is no reason', () => {
  expect(permanent({ text: 'Refused: too many letters.\n\nReceived: from mx\nuser unknown' })).toBe(false)
})
