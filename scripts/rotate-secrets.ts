import { parseArgs } from 'node:util'
import { openDb } from '#app/db/db.server.ts'
import { deriveKeys } from '#app/env.server.ts'
import { rotateSecrets } from '#app/mailboxes/rotate-secrets.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

const usage = `usage: npm run rotate-secrets -- --from-env OLD_SECRET_KEY

Seals the stored secrets of all mailboxes under the SECRET_KEY of the environment. The key
that they are under now is read from the named variable, never from the command line.
Stop the desk before, and start it with the new key after. Links in letters that are
under way were made with the old key and end with it; whoever waits asks again.`

process.exitCode = await run()

async function run(): Promise<number> {
  const name = readArguments()
  if (name === null) {
    console.error(usage)
    return 64
  }
  const settings = settingsOrExit()
  const old = process.env[name]?.trim()
  if (!old) {
    console.error(`${name} is not set: it must hold the SECRET_KEY that the secrets are under now.`)
    return 64
  }
  if (old === settings.secretKey) {
    console.error(`${name} and SECRET_KEY are the same key.`)
    return 64
  }
  const reached = await reachDatabase(settings)
  const { db, close } = openDb(reached.urls.latchkey_worker, 'latchkey_worker', 1)
  try {
    const keys = { oldKey: deriveKeys(old).mailboxSecret, newKey: settings.keys.mailboxSecret }
    const { rotated, already } = await rotateSecrets(db, { ...keys, now: new Date() })
    console.log(`Sealed anew: ${rotated}. Under the new key already: ${already}.`)
    return 0
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'Error') throw error
    console.error(error.message)
    return 1
  } finally {
    await close()
    await reached.stop()
  }
}

function readArguments(): string | null {
  try {
    return parseArgs({ options: { 'from-env': { type: 'string' } } }).values['from-env'] ?? null
  } catch (error) {
    console.error((error as Error).message)
    return null
  }
}
