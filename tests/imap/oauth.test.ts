import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchAccessToken, TokenRefused } from '#app/mailboxes/access-token.server.ts'
import type { Mailbox } from '#app/mailboxes/mailbox.ts'
import { listActiveMailboxes } from '#app/mailboxes/mailbox-state.server.ts'
import { packOAuthSecret, readOAuthSecret } from '#app/mailboxes/oauth-secret.ts'
import { openSecret, placeOf, sealSecret } from '#app/mailboxes/secrets.server.ts'
import { openSignIn } from '#app/mailboxes/sign-in.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import type { Behaviour } from './fake-behaviour.ts'
import { openScenes } from './scene.ts'
import { openTokenServer, type TokenServer } from './token-server.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const db = () => house.worker.db
const { scene, clear } = openScenes(db)
let tokens: TokenServer
beforeEach(async () => {
  tokens = await openTokenServer()
})
afterEach(async () => {
  await clear()
  await tokens.close()
})

const key = randomBytes(32)
const capabilities = ['IMAP4rev1', 'IDLE', 'ID', 'AUTH=XOAUTH2', 'SASL-IR']

/** A mailbox that signs in by tokens; it is not read yet. */
async function oauthScene(change: Partial<Behaviour> = {}) {
  const oauth = { authentication: 'oauth', tokenUrl: tokens.url, clientId: 'the desk' } as const
  const made = await scene({ capabilities, ...change }, { mails: 1, mailbox: oauth }, { reading: false })
  const secret = packOAuthSecret({ clientSecret: 'hush', refreshToken: 'refresh 0' })
  await db()
    .update(mailboxes)
    .set({ secret: sealSecret(secret, key, placeOf(made.mailbox)) })
    .where(eq(mailboxes.id, made.mailbox.id))
  const signIn = async (clock = () => new Date()) => {
    const [listed] = (await listActiveMailboxes(db())).filter(({ id }) => id === made.mailbox.id)
    if (!listed) throw new Error('The mailbox is not to be read.')
    return openSignIn(db(), listed, { key, clock })
  }
  const stored = async () => readOAuthSecret(openSecret((await made.row()).secret, key, placeOf(made.mailbox)))
  const start = async () => made.read({ signIn: await signIn() })
  return { ...made, signIn, stored, start }
}

const ask = (mailbox: Mailbox, timeoutMs?: number) =>
  fetchAccessToken(db(), { mailbox, key, now: new Date(), ...(timeoutMs !== undefined && { timeoutMs }) })

test.each([['SASL-IR'], ['no initial response']])(
  'a mailbox is read with a token that was fetched for it (%s)',
  async (kind) => {
    const seen: string[][] = []
    const { start, kept } = await oauthScene({
      capabilities: kind === 'SASL-IR' ? capabilities : capabilities.filter((one) => one !== 'SASL-IR'),
      atToken: (user, token) => {
        seen.push([user, token])
        return null
      },
    })
    await start()
    await kept(1)
    expect(seen).toEqual([['desk', 'access 1']])
    expect(tokens.asked).toEqual([
      { grant_type: 'refresh_token', refresh_token: 'refresh 0', client_id: 'the desk', client_secret: 'hush' },
    ])
  },
)

test('a refresh token that was rotated is stored before the token that came with it is used', async () => {
  tokens.answer = (_, turn) => ({
    status: 200,
    body: { access_token: `access ${turn}`, expires_in: 3600, refresh_token: `refresh ${turn}` },
  })
  let atSignIn = () => Promise.resolve<unknown>(null)
  const looks: Promise<unknown>[] = []
  const { start, kept, stored } = await oauthScene({
    atToken: () => {
      looks.push(atSignIn())
      return null
    },
  })
  atSignIn = async () => (await stored()).refreshToken
  await start()
  await kept(1)
  expect(await Promise.all(looks)).toEqual(['refresh 1'])
  expect(await stored()).toEqual({ clientSecret: 'hush', refreshToken: 'refresh 1' })
})

test('two who ask at once ask one after the other, each with the newest refresh token', async () => {
  tokens.answer = (form, turn) =>
    form['refresh_token'] === `refresh ${turn - 1}`
      ? { status: 200, body: { access_token: `access ${turn}`, refresh_token: `refresh ${turn}` } }
      : { status: 400, body: { error: 'invalid_grant' } }
  const { mailbox, stored } = await oauthScene()
  const given = await Promise.all([ask(mailbox), ask(mailbox), ask(mailbox)])
  expect(given.map(({ accessToken }) => accessToken).sort()).toEqual(['access 1', 'access 2', 'access 3'])
  expect((await stored()).refreshToken).toBe('refresh 3')
})

test('a token serves many connections, and is fetched anew shortly before its end', async () => {
  const { signIn } = await oauthScene()
  let now = new Date('2026-11-22T09:00:00Z')
  const give = await signIn(() => now)
  expect(await give({ renewed: false })).toEqual({ accessToken: 'access 1' })
  now = new Date('2026-11-22T09:58:30Z')
  expect(await give({ renewed: false })).toEqual({ accessToken: 'access 1' })
  now = new Date('2026-11-22T09:59:30Z')
  expect(await give({ renewed: false })).toEqual({ accessToken: 'access 2' })
})

test('a token that was withdrawn before its time is fetched anew once, without a failure', async () => {
  const { start, kept, row, server } = await oauthScene({
    atToken: (_, token) => (token === 'access 1' ? '401' : null),
  })
  await start()
  await kept(1)
  expect(server.logins).toBe(2)
  expect((await row()).failingSince).toBeNull()
})

test('a server that refuses fresh tokens too pauses the mailbox; nothing hammers', async () => {
  const { start, row, server } = await oauthScene({ atToken: () => '401' })
  expect(await (await start()).ended).toBe('refused')
  expect((await row()).state).toBe('auth_failed')
  expect((await row()).lastError).toMatch(/AUTHENTICATE failed/)
  expect([server.logins, tokens.asked.length]).toEqual([2, 2])
})

test('a consent that was withdrawn pauses the mailbox with the token server’s own words, and no secret in them', async () => {
  tokens.answer = () => ({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Token has been revoked.' },
  })
  const { start, row, server } = await oauthScene()
  expect(await (await start()).ended).toBe('refused')
  const { state, lastError } = await row()
  expect(state).toBe('auth_failed')
  expect(lastError).toBe('The token server said invalid_grant: Token has been revoked.')
  expect([server.connections, tokens.asked.length]).toEqual([0, 1])
})

test.each([
  ['is out of order', () => ({ status: 503, body: { error: 'temporarily_unavailable' } }), /temporarily_unavailable/],
  ['answers nonsense', () => ({ status: 200, body: 'hello' }), /nothing that can be read/],
  ['sends elsewhere', () => ({ status: 307, body: {} }), /./],
] as const)('a token server that %s is asked again later: the mailbox stays active', async (_, answer, words) => {
  tokens.answer = answer
  const { start, failing } = await oauthScene()
  await start()
  expect(await failing()).toMatchObject({ state: 'active', lastError: expect.stringMatching(words) })
  tokens.answer = (__, turn) => ({ status: 200, body: { access_token: `access ${turn}`, expires_in: 60 } })
})

test('a token server that never answers costs a bounded time', async () => {
  tokens.answer = () => 'nothing'
  const { mailbox } = await oauthScene()
  await expect(ask(mailbox, 200)).rejects.toThrow(/no answer within 0.2 seconds/)
})

test('a refresh token is not sent in clear over the net, nor to a URL that the secret was not sealed for', async () => {
  const { mailbox } = await oauthScene()
  await db().update(mailboxes).set({ tokenUrl: 'http://tokens.example.com/' }).where(eq(mailboxes.id, mailbox.id))
  const elsewhere = { ...mailbox, tokenUrl: 'http://tokens.example.com/' }
  await expect(ask(elsewhere)).rejects.toThrow(/does not belong to this host/)
  const secret = packOAuthSecret({ clientSecret: '', refreshToken: 'refresh 0' })
  await db()
    .update(mailboxes)
    .set({ secret: sealSecret(secret, key, placeOf(elsewhere)) })
    .where(eq(mailboxes.id, mailbox.id))
  await expect(ask(elsewhere)).rejects.toThrow(/must begin with https/)
  await expect(ask(elsewhere)).rejects.not.toThrow(TokenRefused)
})

test('what a person entered while a token was fetched is kept, and the rotated one is not put over it', async () => {
  const { mailbox, stored } = await oauthScene()
  const entered = sealSecret(packOAuthSecret({ clientSecret: '', refreshToken: 'entered' }), key, placeOf(mailbox))
  tokens.answer = async () => {
    await db().update(mailboxes).set({ secret: entered }).where(eq(mailboxes.id, mailbox.id))
    return { status: 200, body: { access_token: 'access 1', refresh_token: 'refresh 1' } }
  }
  await expect(ask(mailbox)).rejects.toThrow(/changed while one was fetched/)
  expect((await stored()).refreshToken).toBe('entered')
})
