import { parseArgs } from 'node:util'
import { SingleBar } from 'cli-progress'
import { importAccounts } from '#app/accounts/import.server.ts'
import { openDb } from '#app/db/db.server.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'

const usage = `npm run import-accounts -- FILE [--again]

FILE is JSON lines, or CSV where its name ends in .csv. Only number is needed. A stopped import goes on where it
stopped; --again imports a finished file once more. Faults go to FILE.faults.csv.`

const { file, again } = readArguments()
const database = await reachDatabase(settingsOrExit())
const connection = openDb(database.urls.latchkey_owner, 'latchkey_owner', 2)
const bar = process.stderr.isTTY
  ? new SingleBar({ format: '{bar} {percentage} % · {imported} in, {refused} refused · {eta_formatted} left' })
  : null
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())

try {
  const outcome = await importAccounts(connection.db, {
    file,
    again,
    now: new Date(),
    signal: stop.signal,
    onProgress: ({ bytesRead, bytesTotal, imported, refused }) => {
      if (bar && !bar.isActive) bar.start(bytesTotal, 0, { imported, refused })
      bar?.update(bytesRead, { imported, refused })
    },
  })
  bar?.stop()
  if (outcome.finishedBefore)
    console.log(
      `This file was imported on ${outcome.finishedBefore.toISOString()}. Add --again to import it once more.`,
    )
  else if (!outcome.finished) console.log('Stopped. The same command goes on from here.')
  console.log(`${outcome.imported} accounts are in, ${outcome.refused} lines were refused.`)
  if (outcome.report) console.log(`What is wrong with them: ${outcome.report}`)
  if (!outcome.finished) process.exitCode = 130
} catch (fault) {
  bar?.stop()
  // A database error's message holds the rows, people's data; its cause says enough.
  const { code, constraint_name } = ((fault as Error).cause ?? {}) as { code?: string; constraint_name?: string }
  if (code === '42P01') console.error('The database has no tables yet: npm run migrate')
  else console.error(code ? `The database refused: ${code} ${constraint_name ?? ''}`.trim() : (fault as Error).message)
  process.exitCode = 1
} finally {
  await connection.close()
  await database.stop()
}

function readArguments(): { file: string; again: boolean } {
  try {
    const { values, positionals } = parseArgs({ options: { again: { type: 'boolean' } }, allowPositionals: true })
    const [file, ...more] = positionals
    if (!file || more.length > 0) throw new Error('Name one file.')
    return { file, again: values.again ?? false }
  } catch (fault) {
    console.error(`${(fault as Error).message}\n${usage}`)
    process.exit(64)
  }
}
