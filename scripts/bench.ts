import { parseArgs } from 'node:util'
import { benchIngest } from './bench/ingest.ts'
import { DovecotMissing } from './dovecot.ts'

const usage = `npm run bench -- ingest [--mails N] [--accounts N] [--profile FOLDER] [--json]

Measures the way of a mail on a database and an IMAP server of its own, beside the bare loop on the same mails.`

process.exitCode = await run()

async function run(): Promise<number> {
  const { json, ...given } = readArguments()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    const figures = await benchIngest({ ...given, signal: stop.signal, say: (line) => console.error(line) })
    if (json) console.log(JSON.stringify(figures))
    else for (const [figure, value] of Object.entries(figures)) console.log(`${figure}: ${value}`)
    return figures.failed > 0 ? 1 : 0
  } catch (error) {
    if (stop.signal.aborted) return 130
    if (!(error instanceof DovecotMissing)) throw error
    console.error(error.message)
    return DovecotMissing.exitCode
  }
}

function readArguments(): { mails: number; accounts: number; profile: string | null; json: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      mails: { type: 'string', default: '500' },
      accounts: { type: 'string', default: '2000' },
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [mails, accounts] = [Number(values.mails), Number(values.accounts)]
  if (
    positionals.join() === 'ingest' &&
    Number.isInteger(mails) &&
    mails > 0 &&
    Number.isInteger(accounts) &&
    accounts > 0
  )
    return { mails, accounts, profile: values.profile ?? null, json: values.json }
  console.error(usage)
  process.exit(64)
}
