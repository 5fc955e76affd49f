import type { ISql, Sql } from 'postgres'
import type { DatabaseRole } from './db.server.ts'

const roles: readonly DatabaseRole[] = ['latchkey_owner', 'latchkey_web', 'latchkey_worker', 'latchkey_auditor']

/**
 * Sees that the desk's roles exist, that this login may act as the owner, and that the owner may make tables here.
 *
 * @throws with the statements for the server's administrator, where the login may not do it itself
 */
export async function ensureRoles(sql: Sql): Promise<void> {
  const needed: string[] = []
  const there = new Set((await sql`select rolname from pg_roles`).map(({ rolname }) => String(rolname)))
  for (const role of roles) if (!there.has(role)) needed.push(`create role ${role} nologin`)
  await perform(sql, needed)

  const [login] = await sql<[{ name: string; database: string }]>`
    select quote_ident(session_user) as name, quote_ident(current_database()) as database`
  const [can] = await sql<[{ act: boolean; schemas: boolean; tables: boolean }]>`
    select pg_has_role(session_user, 'latchkey_owner', 'SET') as act,
      has_database_privilege('latchkey_owner', current_database(), 'CREATE') as schemas,
      has_schema_privilege('latchkey_owner', 'public', 'CREATE') as tables`
  await perform(sql, [
    ...(can.act ? [] : [`grant ${roles.join(', ')} to ${login.name}`]),
    ...(can.schemas ? [] : [`grant create, connect on database ${login.database} to latchkey_owner`]),
    ...(can.tables ? [] : ['grant usage, create on schema public to latchkey_owner']),
  ])
}

async function perform(sql: ISql, statements: readonly string[]): Promise<void> {
  try {
    for (const statement of statements) await sql.unsafe(statement)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '42501') throw cause
    const list = statements.map((statement) => `  ${statement};`).join('\n')
    throw new Error(`This login may not prepare the database. Let an administrator of the server run:\n${list}`, {
      cause,
    })
  }
}
