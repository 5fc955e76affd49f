import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from '#app/env.server.ts'
import { ensureMailboxFromEnv, listActiveMailboxes, recordFailure } from '#app/mailboxes/mailbox-state.server.ts'
import { openSecret, placeOf, sealSecret } from '#app/mailboxes/secrets.server.ts'
import { openSignIn } from '#app/mailboxes/sign-in.server.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const key = randomBytes(32)
const place = placeOf({ host: 'imap.example.com', port: 993, username: 'desk' })

test('what is sealed opens again, and never looks the same twice', () => {
  const sealed = sealSecret('p@ss wörd 密码', key, place)
  expect(openSecret(sealed, key, place)).toBe('p@ss wörd 密码')
  expect(Buffer.from(sealed).includes('p@ss')).toBe(false)
  expect(sealSecret('p@ss wörd 密码', key, place)).not.toEqual(sealed)
})

test.each([
  ['another key', () => openSecret(sealSecret('x', key, place), randomBytes(32), place), /another SECRET_KEY/],
  [
    'another host: the password is not sent there',
    () => openSecret(sealSecret('x', key, place), key, 'desk@evil.example:993'),
    /does not belong to this host/,
  ],
  [
    'another token URL: a refresh token is not sent there',
    () => {
      const by = (tokenUrl: string) => placeOf({ host: 'imap.example.com', port: 993, username: 'desk', tokenUrl })
      return openSecret(sealSecret('x', key, by('https://tokens.example.com')), key, by('https://evil.example/'))
    },
    /does not belong to this host/,
  ],
  [
    'a changed byte',
    () =>
      openSecret(
        sealSecret('x', key, place).map((byte, at) => (at === 33 ? byte ^ 1 : byte)),
        key,
        place,
      ),
    /./,
  ],
  ['something else', () => openSecret(new Uint8Array(5), key, place), /Enter it again/],
])('it does not open with %s', (_, open, words) => {
  expect(open).toThrow(words)
})

const settings = {
  ORIGIN: 'http://127.0.0.1:3000',
  SECRET_KEY: 'k'.repeat(40),
  DESK_ADDRESS: 'recover@desk.example',
  SMTP_HOST: 'smtp.example.com',
  IMAP_HOST: 'imap.example.com',
  IMAP_USER: 'desk',
  IMAP_PASSWORD: 'first',
}

test('the settings make one mailbox, and change it when they change', async () => {
  const { db } = house.worker
  const env = readEnv(settings)
  const id = await ensureMailboxFromEnv(db, env)
  const [before] = await listActiveMailboxes(db)
  expect(await ensureMailboxFromEnv(db, env)).toBe(id)
  const [same] = await listActiveMailboxes(db)
  expect(same).toEqual(before)

  const changed = readEnv({ ...settings, IMAP_PASSWORD: 'second', IMAP_POLL_SECONDS: '5' })
  expect(await ensureMailboxFromEnv(db, changed)).toBe(id)
  const mailboxes = await listActiveMailboxes(db)
  expect(mailboxes).toHaveLength(1)
  const [mailbox] = mailboxes
  if (!mailbox) throw new Error('no mailbox')
  expect(mailbox.pollSeconds).toBe(5)
  const signIn = openSignIn(db, mailbox, { key: changed.keys.mailboxSecret, clock: () => new Date() })
  expect(await signIn({ renewed: false })).toEqual({ password: 'second' })
})

test('a start is one new try for a refused mailbox', async () => {
  const { db } = house.worker
  const env = readEnv(settings)
  const mailboxId = String(await ensureMailboxFromEnv(db, env))
  await recordFailure(db, { mailboxId, words: 'no', refused: true, now: new Date() })
  expect(await listActiveMailboxes(db)).toHaveLength(0)
  await ensureMailboxFromEnv(db, env)
  expect(await listActiveMailboxes(db)).toHaveLength(1)
})

test('without IMAP settings there is no mailbox', async () => {
  const { IMAP_HOST: _, ...rest } = settings
  expect(await ensureMailboxFromEnv(house.worker.db, readEnv(rest))).toBeNull()
})
