import { afterAll, beforeAll, expect, test } from 'vitest'
import { listOwnAddresses, openOwnAddresses } from '#app/mailboxes/own-addresses.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await put('Help@Recovery.example', 'active')
  await put('old@recovery.example', 'paused')
})
afterAll(() => database.close())

async function put(address: string, state: 'active' | 'paused'): Promise<void> {
  const reach = { host: 'imap.example.org', port: 993, security: 'tls', username: address } as const
  await database.owner.db.insert(mailboxes).values({ address, state, ...reach, secret: new Uint8Array(4) })
}

test.each(['web', 'worker'] as const)(
  'the %s knows the address of every mailbox, and that of our letters',
  async (role) => {
    const own = await listOwnAddresses(database[role].db, 'Desk@recovery.example')
    expect([...own].sort()).toEqual(['desk@recovery.example', 'help@recovery.example', 'old@recovery.example'])
  },
)

test('a mailbox that is added is known half a minute later', async () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 9, 0, seconds))
  const own = openOwnAddresses(database.worker.db, 'desk@recovery.example')
  await own.refresh(at(0))
  await put('third@recovery.example', 'active')
  await own.refresh(at(20))
  expect(own.has('third@recovery.example')).toBe(false)
  await own.refresh(at(31))
  expect(own.has('third@recovery.example')).toBe(true)
})
