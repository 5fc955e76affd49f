import { randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { DatabaseRole } from '#app/db/db.server.ts'

/** `postgres` is the cluster's superuser: it makes roles and databases and does nothing of the desk's. */
export type LoginRole = DatabaseRole | 'postgres'

export const loginRoles: readonly LoginRole[] = [
  'postgres',
  'latchkey_owner',
  'latchkey_web',
  'latchkey_worker',
  'latchkey_auditor',
]

/** The logins' passwords, made once a cluster and kept in its folder for nobody else to read. */
export async function readPasswords(dir: string): Promise<Record<LoginRole, string>> {
  const file = path.join(dir, 'passwords.json')
  const kept = await readFile(file, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'ENOENT') throw fault
    return null
  })
  if (kept) return JSON.parse(kept) as Record<LoginRole, string>
  const made = Object.fromEntries(loginRoles.map((role) => [role, randomBytes(24).toString('base64url')]))
  await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  await chmod(file, 0o600)
  return made as Record<LoginRole, string>
}
