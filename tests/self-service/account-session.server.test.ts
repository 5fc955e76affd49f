import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAccountHolder, signInAccount, signOutAccount } from '#app/self-service/account-session.server.ts'
import { hashPassword } from '#app/sign-in/password-hash.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { goodPassword, keepMei, later, now } from '#tests/resets/reset-case.ts'

let database: TestDatabase
let passwordHash: string
beforeAll(async () => {
  database = await openTestDatabase()
  passwordHash = await hashPassword(goodPassword)
})
afterAll(() => database.close())

const enter = (number: string, password = goodPassword, at = now) =>
  signInAccount(database.web.db, { number, password, network: null, now: at })

async function enterSurely(number: string, at = now): Promise<string> {
  const entered = await enter(number, goodPassword, at)
  if ('refusal' in entered) throw new Error(entered.refusal)
  return entered.token
}

test('Mei signs in and sees who she is, when her password changed and where she is signed in', async () => {
  const changed = later(-60)
  const mei = await keepMei(database, { passwordHash, passwordChangedAt: changed })
  const first = await enterSurely(mei.number)
  await enterSurely(mei.number, later(5))
  expect(await findAccountHolder(database.web.db, first, later(6))).toMatchObject({
    number: mei.number,
    nickname: '小雨点',
    passwordChangedAt: changed,
    sessions: [
      { createdAt: later(5), thisOne: false },
      { createdAt: now, thisOne: true },
    ],
  })
  const [account] = await database.owner.db
    .select({ lastSeenAt: accounts.lastSeenAt })
    .from(accounts)
    .where(eq(accounts.number, mei.number))
  expect(account).toEqual({ lastSeenAt: later(5) })
})

test.each([
  { says: 'with spaces', typed: (number: string) => number.replace(/(\d{3})/g, '$1 ') },
  {
    says: 'in full width',
    typed: (number: string) => number.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''),
  },
])('her number $says is the same number', async ({ typed }) => {
  const mei = await keepMei(database, { passwordHash })
  expect(await enter(typed(mei.number))).toHaveProperty('token')
})

test('a wrong password, a number that nobody has and an account without a password are answered alike', async () => {
  const mei = await keepMei(database, { passwordHash })
  const chen = await keepMei(database)
  const answers = [await enter(mei.number, 'wrong'), await enter('999888777', 'wrong'), await enter(chen.number, '')]
  expect(answers).toEqual(Array(3).fill({ refusal: 'wrong', waitUntil: null }))
})

test('five failures for a number, however it is typed, make the sixth wait', async () => {
  const mei = await keepMei(database, { passwordHash })
  const spellings = [mei.number, ` ${mei.number}`, `${mei.number.slice(0, 3)} ${mei.number.slice(3)}`]
  for (let n = 0; n < 5; n += 1) await enter(spellings[n % 3] ?? '', 'wrong')
  expect(await enter(mei.number)).toEqual({ refusal: 'wait', waitUntil: later(2) })
})

test('signing in opens a route again that was closed for a dead address', async () => {
  const mei = await keepMei(database, { passwordHash, emailDeadAt: later(-60) })
  const dead = async () => {
    const query = database.owner.db.select({ dead: accounts.emailDeadAt }).from(accounts)
    return (await query.where(eq(accounts.number, mei.number)))[0]?.dead
  }
  await enter(mei.number, 'wrong')
  expect(await dead()).toEqual(later(-60))
  await enterSurely(mei.number)
  expect(await dead()).toBeNull()
})

test('a stranger who tries her number from elsewhere does not keep Mei out, nor from her own network', async () => {
  const mei = await keepMei(database, { passwordHash })
  const key = new Uint8Array(32).fill(9)
  const bring = (mark: string | null, typed: string, network: string) =>
    signInAccount(database.web.db, { number: mei.number, password: typed, network, device: { mark, key }, now })
  const entered = await bring(null, goodPassword, '198.51.100.7')
  const mark = 'mark' in entered ? entered.mark : null
  for (let n = 0; n < 6; n += 1) await bring(null, 'wrong', '192.0.2.66')
  expect(await bring(null, goodPassword, '192.0.2.66')).toHaveProperty('refusal', 'wait')
  expect(await bring(null, goodPassword, '198.51.100.7')).toHaveProperty('token')
  expect(await bring(mark, goodPassword, '192.0.2.66')).toHaveProperty('token')
})

test('signing out ends this session, signing out everywhere ends all of them', async () => {
  const mei = await keepMei(database, { passwordHash })
  const [here, there, elsewhere] = [
    await enterSurely(mei.number),
    await enterSurely(mei.number),
    await enterSurely(mei.number),
  ]
  const known = async () =>
    Promise.all(
      [here, there, elsewhere].map(
        async (token) => (await findAccountHolder(database.web.db, token, later(1))) !== null,
      ),
    )
  await signOutAccount(database.web.db, { token: here, everywhere: false, now })
  expect(await known()).toEqual([false, true, true])
  await signOutAccount(database.web.db, { token: here, everywhere: true, now })
  expect(await known()).toEqual([false, true, true])
  await signOutAccount(database.web.db, { token: there, everywhere: true, now })
  expect(await known()).toEqual([false, false, false])
  const entries = await database.owner.db
    .select({ verb: auditEntries.verb, details: auditEntries.details })
    .from(auditEntries)
    .where(eq(auditEntries.accountNumber, mei.number))
    .orderBy(auditEntries.id)
  expect(entries.slice(3)).toEqual([
    { verb: 'account_signed_out', details: { everywhere: false } },
    { verb: 'account_signed_out', details: { everywhere: true } },
  ])
})

test('a session ends after a day', async () => {
  const mei = await keepMei(database, { passwordHash })
  const token = await enterSurely(mei.number)
  expect(await findAccountHolder(database.web.db, token, later(24 * 60 - 1))).not.toBeNull()
  expect(await findAccountHolder(database.web.db, token, later(24 * 60))).toBeNull()
})
