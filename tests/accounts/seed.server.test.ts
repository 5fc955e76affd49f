import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Account } from '#app/accounts/account.ts'
import { findAccount } from '#app/accounts/find.server.ts'
import { fetchSurroundings } from '#app/accounts/surroundings.server.ts'
import { passwordFits } from '#app/sign-in/password-hash.server.ts'
import { cast, castPasswords, chensCircles } from '#scripts/seed/cast.ts'
import { drawPopulation } from '#scripts/seed/population.ts'
import { seedAccounts } from '#scripts/seed/seed-accounts.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

const now = new Date('2028-02-01T12:00:00Z')

let database: TestDatabase
let population: Account[]
beforeAll(async () => {
  database = await openTestDatabase()
  population = (await seedAccounts(database.owner.db, { accounts: 1_000, now })).population
})
afterAll(() => database.close())

const share = (holds: (account: Account) => boolean) => population.filter(holds).length / population.length

test('the same seed draws the same people, another seed others', () => {
  expect(drawPopulation({ accounts: 50, now })).toEqual(drawPopulation({ accounts: 50, now }))
  expect(drawPopulation({ accounts: 50, now, seed: 2 })).not.toEqual(drawPopulation({ accounts: 50, now }))
})

test('most pages are public, some private, and both languages are common', () => {
  expect(share(({ visibility }) => visibility === 'public')).toBeGreaterThan(0.6)
  expect(share(({ visibility }) => visibility === 'private')).toBeGreaterThan(0.05)
  const chinese = share(({ nickname }) => /\p{Script=Han}/u.test(String(nickname)))
  expect(chinese).toBeGreaterThan(0.4)
  expect(chinese).toBeLessThan(0.8)
})

test('some mailboxes are missing, some unverified, some recycled', () => {
  const former = new Set(population.flatMap(({ formerEmails }) => formerEmails.map(({ address }) => address)))
  expect(share(({ registeredEmail }) => registeredEmail === null)).toBeGreaterThan(0.03)
  expect(share(({ registeredEmail, emailVerified }) => registeredEmail !== null && !emailVerified)).toBeGreaterThan(
    0.03,
  )
  expect(share(({ registeredEmail }) => registeredEmail !== null && former.has(registeredEmail))).toBeGreaterThan(0.01)
})

test('friends know each other within circles far more than by chance', async () => {
  const known = new Map(population.map(({ number, friends }) => [number, new Set(friends.map((one) => one.number))]))
  let [pairs, ties] = [0, 0]
  for (const { friends } of population)
    for (const [at, one] of friends.entries())
      for (const other of friends.slice(at + 1)) {
        pairs += 1
        if (known.get(one.number)?.has(other.number)) ties += 1
      }
  const friendsEach = population.reduce((sum, { friends }) => sum + friends.length, 0) / population.length
  expect(ties / pairs).toBeGreaterThan((5 * friendsEach) / population.length)
  expect(ties / pairs).toBeLessThan(0.9)
})

test('everybody of the cast can sign in, and is held as the cast says', async () => {
  for (const who of ['mei', 'chen', 'bo', 'eve'] as const) {
    const [row] = await database.web.sql`select password_hash from accounts where number = ${cast[who].number}`
    expect(await passwordFits(row?.password_hash, castPasswords[who])).toBe(true)
  }
  const mei = await findAccount(database.worker.db, cast.mei.number)
  expect(mei).toMatchObject({ registeredEmail: 'mei@example.com', emailVerified: true, nickname: cast.mei.nickname })
})

test('Mei was seen of late whenever the desk is seeded', async () => {
  const mei = await findAccount(database.worker.db, cast.mei.number)
  expect(now.getTime() - Number(mei?.lastSeenAt)).toBeLessThan(7 * 24 * 60 * 60 * 1000)
})

test('Old Chen has no e-mail and five friends whose circles do not know each other', async () => {
  const chen = await findAccount(database.worker.db, cast.chen.number)
  expect(chen?.registeredEmail).toBeNull()
  const listedNumbers = Object.values(chensCircles).flat()
  expect(listedNumbers).toHaveLength(5)
  const { ties } = await fetchSurroundings(database.worker.db, {
    account: chen,
    senderAddress: 'bo@example.net',
    listedNumbers,
    now,
  })
  expect(new Set(ties.map((pair) => pair.join(' ')))).toEqual(new Set(['10422871 33108254', '60917733 81024377']))
})

test('a second seed changes nobody', async () => {
  const count = () => database.owner.sql`
    select (select count(*) from accounts) as accounts, (select count(*) from friendships) as friendships,
      (select max(email_version) from accounts) as version`
  const before = await count()
  await seedAccounts(database.owner.db, { accounts: 1_000, now })
  expect(await count()).toEqual(before)
})
