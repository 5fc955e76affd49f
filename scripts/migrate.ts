import { migrate } from '#app/db/migrate.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

const database = await reachDatabase(settingsOrExit())
try {
  await migrate(database.urls.latchkey_owner)
  console.log('The database is up to date.')
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault)
  process.exitCode = 1
} finally {
  await database.stop()
}
