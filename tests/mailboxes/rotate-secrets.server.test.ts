import { asc, desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveKeys } from '#app/env.server.ts'
import { rotateSecrets } from '#app/mailboxes/rotate-secrets.server.ts'
import { openSecret, placeOf, sealSecret } from '#app/mailboxes/secrets.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'

const now = new Date('2026-11-22T10:00:00Z')
const oldKey = deriveKeys('the-key-of-last-year-0123456789abcdef').mailboxSecret
const newKey = deriveKeys('the-key-of-this-year-0123456789abcdef').mailboxSecret
const otherKey = deriveKeys('a-key-that-nobody-knows-0123456789abc').mailboxSecret

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await put('desk1', oldKey, null)
  await put('desk2', oldKey, 'https://login.example.org/token')
  await put('desk3', newKey, null)
})
afterAll(() => database.close())

async function put(username: string, key: Uint8Array, tokenUrl: string | null): Promise<void> {
  const place = { host: 'imap.example.org', port: 993, username, tokenUrl }
  await database.owner.db.insert(mailboxes).values({
    ...place,
    address: `${username}@latchkey.example`,
    security: 'tls',
    authentication: tokenUrl ? 'oauth' : 'password',
    clientId: tokenUrl && 'desk',
    secret: sealSecret(`secret of ${username}`, key, placeOf(place)),
  })
}

async function opened(key: Uint8Array): Promise<string[]> {
  const rows = await database.owner.db.select().from(mailboxes).orderBy(asc(mailboxes.username))
  return rows.map((row) => {
    try {
      return openSecret(row.secret, key, placeOf(row))
    } catch {
      return 'closed'
    }
  })
}

const rotate = () => rotateSecrets(database.worker.db, { oldKey, newKey, now })

test('one secret that opens with neither key leaves all as they are', async () => {
  await put('desk4', otherKey, null)
  await expect(rotate()).rejects.toThrow('desk4@latchkey.example')
  expect(await opened(oldKey)).toEqual(['secret of desk1', 'secret of desk2', 'closed', 'closed'])
  await database.owner.db.delete(mailboxes).where(eq(mailboxes.username, 'desk4'))
})

test('every secret is sealed under the new key, passwords and tokens alike, and the audit counts them', async () => {
  expect(await rotate()).toEqual({ rotated: 2, already: 1 })
  expect(await opened(newKey)).toEqual(['secret of desk1', 'secret of desk2', 'secret of desk3'])
  expect(await opened(oldKey)).toEqual(['closed', 'closed', 'closed'])
  const [entry] = await database.owner.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1)
  expect(entry).toMatchObject({ verb: 'secrets_rotated', staffId: null, details: { rotated: 2, already: 1 } })
})

test('run again, it has nothing to do', async () => {
  expect(await rotate()).toEqual({ rotated: 0, already: 3 })
})
