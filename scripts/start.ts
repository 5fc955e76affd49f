import { migrate } from '#app/db/migrate.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'
import { startProcesses } from './processes.ts'

const env = settingsOrExit()
const built = process.env.NODE_ENV !== 'development'
const database = await reachDatabase(env)
await migrate(database.urls.latchkey_owner)
const desk = startProcesses({ built, urls: database.urls })
console.log(`Latchkey: ${env.origin}`)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) process.exit(1)
    stopping = true
    await desk.stop()
    await database.stop()
    process.exit(0)
  })
}
