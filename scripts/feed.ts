import { readFile } from 'node:fs/promises'
import { openDb } from '#app/db/db.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error(
    'npm run feed -- FILE.eml...\n\nHands mails to the desk as if they had just arrived; intake reads them.',
  )
  process.exit(64)
}

const database = await reachDatabase(settingsOrExit())
const { db, close } = openDb(database.urls.latchkey_worker, 'latchkey_worker', 1)
let unread = 0
for (const file of files) {
  try {
    const bytes = await readFile(file)
    const { id, duplicateOf } = await db.transaction((tx) => keepFedMail(tx, { bytes, now: new Date() }))
    console.log(
      `${file}: mail ${id}${duplicateOf === null ? '' : `, the same as mail ${duplicateOf}; not opened again`}`,
    )
  } catch (error) {
    unread += 1
    const { code } = ((error as Error).cause ?? error) as { code?: string }
    console.error(`${file}: not kept (${code ?? 'no reason given'})`)
  }
}
await close()
await database.stop()
process.exitCode = unread > 0 ? 1 : 0
