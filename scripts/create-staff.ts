import { parseArgs } from 'node:util'
import { openDb } from '#app/db/db.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import { type Role, roles } from '#app/staff/permissions.ts'
import { askPassword } from './ask-password.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

const usage = `usage: npm run create-staff -- --name NAME --email ADDRESS --role ${roles.join('|')}
The password is asked for, or read from STAFF_PASSWORD.`

process.exitCode = await run()

async function run(): Promise<number> {
  const given = readArguments()
  if (!given) {
    console.error(usage)
    return 64
  }
  const settings = settingsOrExit()
  const password = process.env.STAFF_PASSWORD ?? (await askPassword('Password: '))
  if (password === null) {
    console.error('No terminal to ask for the password: set STAFF_PASSWORD.')
    return 64
  }
  const reached = await reachDatabase(settings)
  try {
    await migrate(reached.urls.latchkey_owner)
    // The owner: the web may sign people in, but not add any.
    const connection = openDb(reached.urls.latchkey_owner, 'latchkey_owner', 1)
    const made = await connection.db
      .transaction((tx) => createStaff(tx, { ...given, password, now: new Date() }))
      .finally(() => connection.close())
    if ('refusal' in made) {
      console.error(made.refusal)
      return 1
    }
    console.log(`${made.name} <${made.email}> is on the desk as ${made.role}.`)
    return 0
  } finally {
    await reached.stop()
  }
}

function readArguments(): { name: string; email: string; role: Role } | null {
  try {
    const { name, email, role } = parseArgs({
      options: { name: { type: 'string' }, email: { type: 'string' }, role: { type: 'string' } },
    }).values
    const known = roles.find((one) => one === role)
    return name && email && known ? { name, email, role: known } : null
  } catch (error) {
    console.error((error as Error).message)
    return null
  }
}
