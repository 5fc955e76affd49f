import { parseArgs } from 'node:util'
import { isSound, runChaos } from './chaos/chaos.ts'
import { DovecotMissing } from './dovecot.ts'

const usage = `npm run chaos -- [--mails N] [--kills N] [--json]

Sends mails to a desk of its own whose processes are killed again and again, and counts what was lost or doubled.
Exit code 1: anything was, or no kill ever came to one of the boundaries that were tried again and again.`

process.exitCode = await run()

async function run(): Promise<number> {
  const { mails, kills, json } = readArguments()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    const report = await runChaos({ mails, kills, signal: stop.signal, say: (line) => console.error(line) })
    if (json) console.log(JSON.stringify(report))
    else for (const [figure, value] of Object.entries(report)) console.log(`${figure}: ${value}`)
    return isSound(report) && report.boundaries_missed === 0 ? 0 : 1
  } catch (error) {
    if (stop.signal.aborted) return 130
    if (!(error instanceof DovecotMissing)) throw error
    console.error(error.message)
    return DovecotMissing.exitCode
  }
}

function readArguments(): { mails: number; kills: number; json: boolean } {
  const { values } = parseArgs({
    options: {
      mails: { type: 'string', default: '2000' },
      kills: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
    },
  })
  const [mails, kills] = [Number(values.mails), Number(values.kills)]
  if (Number.isInteger(mails) && mails > 0 && Number.isInteger(kills) && kills >= 0)
    return { mails, kills, json: values.json }
  console.error(usage)
  process.exit(64)
}
