import { expect, test } from 'vitest'
import { knowingOwn } from '#app/intake/own-addresses.ts'
import { readMail } from '#app/intake/read-mail.server.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { zoneFileResolver } from '#app/mail/resolver.server.ts'
import { plainMail } from './plain-mail.ts'
import { testKey } from './test-desk.ts'

const own = new Set(['desk@recovery.example', 'help@recovery.example'])

async function read(from: string, text: string) {
  const bytes = plainMail({ from, subject: 'Lost password', text })
  const reading = await readMail(bytes, new Date('2026-11-22T09:00:00Z'), {
    parse: parseMail,
    resolver: zoneFileResolver({}),
    deskAddress: 'desk@recovery.example',
    messageIdKey: testKey,
    authservId: null,
    ownHosts: [],
    clock: () => 0,
  })
  return knowingOwn(reading, own)
}

test.each(['desk@recovery.example', 'Help <HELP@recovery.example>'])(
  'what comes from %s is our own loop',
  async (from) => {
    const reading = await read(from, 'I forgot my password. My number is 29433423.')
    expect(reading).toMatchObject({ kind: 'own_loop', mayAutoReply: false, claims: [], sightings: [] })
    expect(reading.trace.filter(({ filter }) => filter === 'own loop')).toHaveLength(1)
  },
)

test('a person who names the address of another mailbox of ours claims nothing by it', async () => {
  const text = 'I lost my password. My registered e-mail is help@recovery.example. My number is 29433423.'
  const reading = await read('mei@example.com', text)
  expect(reading.kind).toBe('recovery')
  expect(reading.claims.map(({ kind }) => kind)).not.toContain('registered_email')
  expect(reading.claims.map(({ value }) => value)).toContain('29433423')
})

test('what others write is left as it is', async () => {
  const reading = await read('mei@example.com', 'My registered e-mail is mei@example.com, my number 29433423.')
  expect(reading.kind).toBe('recovery')
  expect(reading.claims.map(({ kind }) => kind)).toContain('registered_email')
})
