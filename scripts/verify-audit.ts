import { parseArgs } from 'node:util'
import { verifyAudit } from '#app/audit/verify-audit.server.ts'
import { openDb } from '#app/db/db.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

process.exitCode = await run()

/** 0: every link holds; 1: the chain is broken. */
async function run(): Promise<number> {
  const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values
  const reached = await reachDatabase(settingsOrExit())
  try {
    const connection = openDb(reached.urls.latchkey_auditor, 'latchkey_auditor', 1)
    const found = await verifyAudit(connection.db).finally(() => connection.close())
    if (json) console.log(JSON.stringify(found))
    else if (found.break) console.log(`The chain breaks at entry ${found.break.id}: ${found.break.fault} is wrong.`)
    else console.log(`All ${found.entries} entries hold.`)
    return found.ok ? 0 : 1
  } finally {
    await reached.stop()
  }
}
