import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { authority, certified } from './certificates.ts'
import { openScenes } from './scene.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const { scene, clear } = openScenes(() => house.worker.db)
afterEach(clear)

const withStartTls = { capabilities: ['IMAP4rev1', 'STARTTLS', 'LOGINDISABLED', 'IDLE', 'ID'] }

test.each([
  ['tls', 'the beginning', {}],
  ['starttls', 'starttls', withStartTls],
] as const)('with %s a server is read whose private authority was given', async (security, from, change) => {
  const { kept, server } = await scene(change, {
    mails: 1,
    mailbox: { security, ca: authority },
    tls: certified(from),
  })
  await kept(1)
  const commands = server.commands.map((command) => command.split(' ')[0])
  if (security === 'starttls') expect(commands.indexOf('STARTTLS')).toBeLessThan(commands.indexOf('LOGIN'))
})

test.each([
  ['nobody known vouches', 'this-machine', null, /certificate cannot be trusted.*(self-signed|UNABLE_TO)/i],
  ['it is of another host', 'another-host', authority, /certificate cannot be trusted.*ALTNAME/],
  ['its time is over', 'over', authority, /certificate cannot be trusted.*CERT_HAS_EXPIRED/],
] as const)(
  'a certificate for which %s stops the sign-in with a clear word, and no password is sent',
  async (_, certificate, ca, words) => {
    for (const [security, from, change] of [
      ['tls', 'the beginning', {}],
      ['starttls', 'starttls', withStartTls],
    ] as const) {
      const { failing, server, subjects } = await scene(change, {
        mails: 1,
        mailbox: { security, ca },
        tls: certified(from, certificate),
      })
      const row = await failing()
      expect(row.lastError).toMatch(words)
      expect(row.state).toBe('active')
      expect(server.logins).toBe(0)
      expect(await subjects()).toEqual([])
    }
  },
)

test('a server that should offer STARTTLS and does not gets no password', async () => {
  const { failing, server } = await scene({}, { mails: 1, mailbox: { security: 'starttls' } })
  expect((await failing()).lastError).toMatch(/STARTTLS/i)
  expect(server.logins).toBe(0)
})
