import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashName } from '#app/sign-in/known-device.ts'
import { deviceLimit, nameLimit } from '#app/sign-in/limit.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import { findPersonByToken } from '#app/staff/session.server.ts'
import { signIn, signOut } from '#app/staff/sign-in.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { signInFailures, staff, staffSessions } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const password = 'harbour kettle moss'

let database: TestDatabase
let count = 0
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** Raj, an agent; each call makes one with an address of his own. */
async function keepRaj() {
  count += 1
  const made = await database.owner.db.transaction((tx) =>
    createStaff(tx, { name: 'Raj', email: `Raj${count}@desk.example`, role: 'agent', password, now }),
  )
  if ('refusal' in made) throw new Error(made.refusal)
  return made
}

const enter = (email: string, typed = password, at = now, network: string | null = null) =>
  signIn(database.web.db, { email, password: typed, network, now: at })

async function enterSurely(email: string, at = now): Promise<string> {
  const entered = await enter(email, password, at)
  if ('refusal' in entered) throw new Error(entered.refusal)
  return entered.token
}

test('a person signs in with the address in any case and is known by the token until he signs out', async () => {
  const raj = await keepRaj()
  const token = await enterSurely(` ${raj.email.toUpperCase()} `)
  expect(await findPersonByToken(database.web.db, token, later(1))).toEqual(raj)
  await signOut(database.web.db, { token, now: later(2) })
  expect(await findPersonByToken(database.web.db, token, later(2))).toBeNull()
  const verbs = await database.owner.db
    .select({ verb: auditEntries.verb })
    .from(auditEntries)
    .where(eq(auditEntries.staffId, raj.id))
    .orderBy(auditEntries.id)
  expect(verbs).toEqual([{ verb: 'staff_signed_in' }, { verb: 'staff_signed_out' }])
})

test('the table of sessions holds no token', async () => {
  const raj = await keepRaj()
  const token = await enterSurely(raj.email)
  const rows = await database.owner.db.select().from(staffSessions).where(eq(staffSessions.staffId, raj.id))
  expect(rows.map(({ tokenHash }) => Buffer.from(tokenHash).toString('base64url'))).not.toContain(token)
  expect(
    await findPersonByToken(database.web.db, Buffer.from(rows[0]?.tokenHash ?? []).toString('base64url'), now),
  ).toBeNull()
})

test('a session ends an hour after it was last used, and after twelve hours in any case', async () => {
  const raj = await keepRaj()
  const idle = await enterSurely(raj.email)
  expect(await findPersonByToken(database.web.db, idle, later(59))).toEqual(raj)
  expect(await findPersonByToken(database.web.db, idle, later(118))).toEqual(raj)
  expect(await findPersonByToken(database.web.db, idle, later(179))).toBeNull()

  const busy = await enterSurely(raj.email)
  for (let hour = 0; hour < 12; hour += 0.5)
    expect(await findPersonByToken(database.web.db, busy, later(hour * 60))).toEqual(raj)
  expect(await findPersonByToken(database.web.db, busy, later(12 * 60))).toBeNull()
})

test('somebody who left the desk is signed out and cannot come back', async () => {
  const raj = await keepRaj()
  const token = await enterSurely(raj.email)
  await database.owner.db.update(staff).set({ disabledAt: now }).where(eq(staff.id, raj.id))
  expect(await findPersonByToken(database.web.db, token, later(1))).toBeNull()
  expect(await enter(raj.email)).toEqual({ refusal: 'wrong', waitUntil: null })
})

test('a wrong password and an address that nobody has are answered alike', async () => {
  const raj = await keepRaj()
  expect(await enter(raj.email, 'wrong')).toEqual({ refusal: 'wrong', waitUntil: null })
  expect(await enter('nobody@desk.example', 'wrong')).toEqual({ refusal: 'wrong', waitUntil: null })
})

test('they take the same time', async () => {
  const raj = await keepRaj()
  await enter('warm-up@desk.example', 'wrong')
  const measure = async (email: string) => {
    const times: number[] = []
    for (let n = 0; n < 4; n += 1) {
      const started = performance.now()
      await enter(email, 'wrong', later(n))
      times.push(performance.now() - started)
    }
    return Math.min(...times)
  }
  const [known, unknown] = [await measure(raj.email), await measure('nobody.at.all@desk.example')]
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(3)
})

test('after five failures even the right password waits, and then it signs in and clears the count', async () => {
  const raj = await keepRaj()
  for (let n = 0; n < 5; n += 1) await enter(raj.email, 'wrong')
  expect(await enter(raj.email)).toEqual({ refusal: 'wait', waitUntil: later(2) })
  expect(await enter(raj.email, password, later(2))).toHaveProperty('token')
  for (let n = 0; n < 5; n += 1) expect(await enter(raj.email, 'wrong', later(3))).toHaveProperty('refusal', 'wrong')
})

describe('a bot that tries an address from elsewhere', () => {
  const [botsNetwork, rajsNetwork] = ['192.0.2.66', '198.51.100.7']
  const key = new Uint8Array(32).fill(9)
  const bring = (email: string, mark: string | null, { typed = password, network = rajsNetwork, at = now } = {}) =>
    signIn(database.web.db, { email, password: typed, network, device: { mark, key }, now: at })
  /** So many failures from elsewhere, as the table keeps them. */
  const spendName = async (email: string, failures: number) => {
    await enter(email, 'wrong', now, '203.0.113.1')
    await database.owner.db
      .update(signInFailures)
      .set({ count: failures })
      .where(eq(signInFailures.subject, `staff-name:${hashName(email)}`))
  }

  test('waits, and its owner does not', async () => {
    const raj = await keepRaj()
    for (let n = 0; n < 5; n += 1) await enter(raj.email, 'wrong', now, botsNetwork)
    expect(await enter(raj.email, 'wrong', now, botsNetwork)).toHaveProperty('refusal', 'wait')
    expect(await enter(raj.email, password, now, rajsNetwork)).toHaveProperty('token')
    expect(await enter(raj.email, 'wrong', now, botsNetwork)).toHaveProperty('refusal', 'wait')
  })

  test('from many networks makes everybody wait but the device that signed in before', async () => {
    const raj = await keepRaj()
    const entered = await bring(raj.email, null)
    const mark = 'mark' in entered ? entered.mark : null
    await spendName(raj.email, nameLimit.free)
    expect(await bring(raj.email, null)).toHaveProperty('refusal', 'wait')
    expect(await bring(raj.email, `${mark}x`)).toHaveProperty('refusal', 'wait')
    expect(await bring(raj.email, mark, { network: botsNetwork })).toHaveProperty('token')
    expect(await bring(raj.email, null)).toHaveProperty('refusal', 'wait')
  })

  test('from many networks has no more tries than the name’s own limit, whatever signs in between', async () => {
    const raj = await keepRaj()
    await spendName(raj.email, nameLimit.free - 1)
    expect(await bring(raj.email, null)).toHaveProperty('token')
    expect(await enter(raj.email, 'wrong', now, botsNetwork)).toHaveProperty('refusal', 'wrong')
    expect(await enter(raj.email, 'wrong', now, '203.0.113.2')).toHaveProperty('refusal', 'wait')
  })

  test('with a stolen mark guesses no more than a few times, and for that name alone', async () => {
    const [raj, other] = [await keepRaj(), await keepRaj()]
    const entered = await bring(raj.email, null)
    const mark = 'mark' in entered ? entered.mark : null
    for (let n = 0; n < deviceLimit.free; n += 1)
      expect(await bring(raj.email, mark, { typed: 'wrong' })).toHaveProperty('refusal', 'wrong')
    expect(await bring(raj.email, mark)).toHaveProperty('refusal', 'wait')
    for (let n = 0; n < 5; n += 1) await bring(other.email, mark, { typed: 'wrong', network: botsNetwork })
    expect(await bring(other.email, mark, { network: botsNetwork })).toHaveProperty('refusal', 'wait')
  })
})

test('an address that nobody has is made to wait like any other', async () => {
  for (let n = 0; n < 5; n += 1) await enter('eve@example.net', 'wrong')
  expect(await enter('eve@example.net', 'wrong')).toEqual({ refusal: 'wait', waitUntil: later(2) })
})

test('forty guesses at the same time are not more than five', async () => {
  const raj = await keepRaj()
  const answers = await Promise.all(Array.from({ length: 40 }, () => enter(raj.email, 'wrong')))
  expect(answers.filter((answer) => 'refusal' in answer && answer.refusal === 'wrong')).toHaveLength(5)
})

test('one network that tries many addresses waits, others do not', async () => {
  for (let n = 0; n < 30; n += 1) await enter(`guess${n}@desk.example`, 'wrong', now, '2001:db8:1:2::1')
  const raj = await keepRaj()
  expect(await enter(raj.email, password, now, '2001:db8:1:2:ffff::9')).toHaveProperty('refusal', 'wait')
  expect(await enter(raj.email, password, now, '2001:db8:1:3::1')).toHaveProperty('token')
})

test('signing in takes back its own failure of the network and no other', async () => {
  const raj = await keepRaj()
  await enter('guess@desk.example', 'wrong', now, '192.0.2.77')
  await enter(raj.email, password, now, '192.0.2.77')
  for (let n = 0; n < 29; n += 1) await enter(`more${n}@desk.example`, 'wrong', now, '192.0.2.77')
  expect(await enter(raj.email, password, now, '192.0.2.77')).toHaveProperty('refusal', 'wait')
})

test('the table of failures names nobody', async () => {
  const raj = await keepRaj()
  await enter(raj.email, 'wrong', now, '192.0.2.78')
  const rows = JSON.stringify(await database.owner.db.select().from(signInFailures))
  expect(rows).not.toContain(raj.email)
  expect(rows).not.toContain('192.0.2.78')
})

test.each([
  { says: 'a guessable password', change: { password: 'password2026' }, refusal: 'easy to guess' },
  { says: 'a short password', change: { password: 'x7!Qp' }, refusal: 'at least 10' },
  { says: 'the address as a password', change: { password: 'sol@desk.example!!' }, refusal: 'holds the name' },
  { says: 'no name', change: { name: '  ' }, refusal: 'name is empty' },
  { says: 'something else for an address', change: { email: 'sol' }, refusal: 'not an e-mail address' },
])('nobody comes to the desk with $says', async ({ change, refusal }) => {
  const given = { name: 'Sol', email: 'sol@desk.example', role: 'supervisor' as const, password, now, ...change }
  const made = await database.owner.db.transaction((tx) => createStaff(tx, given))
  expect(made).toEqual({ refusal: expect.stringContaining(refusal) })
})

test('an address is on the desk once, in whatever case', async () => {
  const raj = await keepRaj()
  const twice = { name: 'Raj', email: raj.email.toUpperCase(), role: 'agent' as const, password, now }
  const made = await database.owner.db.transaction((tx) => createStaff(tx, twice))
  expect(made).toEqual({ refusal: expect.stringContaining('already') })
})
