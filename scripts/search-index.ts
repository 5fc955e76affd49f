import { openDb } from '#app/db/db.server.ts'
import { indexMails } from '#app/tickets/index-mails.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

/** So many mails a statement. */
const atOnce = 500

// Makes every mail findable that is not yet: after rows were put into the database by other ways than intake.
const reached = await reachDatabase(settingsOrExit())
const connection = openDb(reached.urls.latchkey_worker, 'latchkey_worker', 1)
try {
  let at: number | null = null
  let rounds = 0
  do {
    at = await indexMails(connection.db, at, atOnce)
    rounds += 1
  } while (at !== null)
  console.log(rounds === 1 ? 'Every mail was findable already.' : 'Every mail is findable.')
} finally {
  await connection.close()
  await reached.stop()
}
