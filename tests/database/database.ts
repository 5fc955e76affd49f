import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type Connection, openDb } from '#app/db/db.server.ts'
import type { LoginRole } from '#scripts/postgres/passwords.ts'

export type TestDatabase = {
  owner: Connection
  web: Connection
  worker: Connection
  auditor: Connection
  /** For processes and pools of their own. */
  url: (role: LoginRole) => string
  close: () => Promise<void>
}

/** A fresh database, cloned from the migrated template, seen by each role with its own login. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const urls = inject('clusterUrls')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = new URL(urls.postgres).pathname.slice(1)
  const admin = postgres(withDatabase(urls.postgres, 'postgres'), { max: 1, onnotice: () => {} })
  await admin`create database ${admin(name)} template ${admin(template)} owner latchkey_owner`
  await admin.end()

  const url = (role: LoginRole) => withDatabase(urls[role], name)
  const open = {
    owner: openDb(url('latchkey_owner'), 'latchkey_owner', 4),
    web: openDb(url('latchkey_web'), 'latchkey_web', 4),
    worker: openDb(url('latchkey_worker'), 'latchkey_worker', 4),
    auditor: openDb(url('latchkey_auditor'), 'latchkey_auditor', 2),
  }
  const close = async () => {
    await Promise.all(Object.values(open).map((connection) => connection.close()))
    const last = postgres(withDatabase(urls.postgres, 'postgres'), { max: 1, onnotice: () => {} })
    await last`drop database ${last(name)} with (force)`
    await last.end()
  }
  return { ...open, url, close }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
