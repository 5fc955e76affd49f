import { parseArgs } from 'node:util'
import { openDb } from '#app/db/db.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'
import { cast, castPasswords } from './seed/cast.ts'
import { seedAccounts } from './seed/seed-accounts.ts'

const usage = 'npm run seed -- [--accounts N] [--seed N]'

const { accounts, seed } = readArguments()
const settings = settingsOrExit()
if (settings.nodeEnv === 'production' && !settings.demo) {
  console.error('These accounts are invented and their passwords are public: production is not seeded.')
  process.exit(1)
}

const database = await reachDatabase(settings)
const connection = openDb(database.urls.latchkey_owner, 'latchkey_owner', 2)
try {
  await migrate(database.urls.latchkey_owner)
  const { population } = await seedAccounts(connection.db, { accounts, seed, now: new Date() })
  console.log(`Seeded the cast and ${population.length} others. Account sign-ins:`)
  for (const [who, { number }] of Object.entries(cast))
    console.log(`  ${who.padEnd(5)} ${number}  ${castPasswords[who as keyof typeof cast]}`)
} finally {
  await connection.close()
  await database.stop()
}

function readArguments(): { accounts: number; seed: number } {
  try {
    const { values } = parseArgs({
      options: { accounts: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
    })
    const [many, seed] = [Number(values.accounts), Number(values.seed)]
    if (!Number.isSafeInteger(many) || many < 0 || !Number.isSafeInteger(seed)) throw new Error('N is a whole number.')
    return { accounts: many, seed }
  } catch (fault) {
    console.error(`${(fault as Error).message}\n${usage}`)
    process.exit(64)
  }
}
