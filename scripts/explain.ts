import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type AccountDirectory, accountDirectory, readAccountsFile } from '#app/accounts/directory.ts'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { explainFailure, explainMail } from '#app/intake/explain.ts'
import { StepError } from '#app/intake/read-mail.server.ts'
import { openReaderPool } from '#app/intake/reader-pool.server.ts'
import { networkResolver, zoneFileResolver } from '#app/mail/resolver.server.ts'

const usage =
  'npm run -s explain -- FILE.eml... [--accounts FILE] [--dns FILE] [--authserv ID] [--own-hosts A,B] [--now ISO]'

const { values, positionals: files } = readArguments()
const now = readNow(values.now)
const directory = readDirectory(values.accounts)
const pool = openReaderPool({
  threads: 1,
  limitMs: 20_000,
  resolver: values.dns
    ? zoneFileResolver(JSON.parse(readFileSync(values.dns, 'utf8')))
    : networkResolver({ limitMs: 5_000 }),
  settings: {
    deskAddress: values.desk,
    // Without the desk's own key no Message-ID counts as ours.
    messageIdKey: new Uint8Array(32),
    authservId: values.authserv ?? null,
    ownHosts: values['own-hosts']?.split(',').map((host) => host.trim()) ?? [],
  },
})

let failed = 0
for (const file of files) {
  const explanation = await explain(file)
  if (explanation.error !== null) failed += 1
  console.log(JSON.stringify(explanation))
}
await pool.close()
process.exitCode = failed > 0 ? 1 : 0

async function explain(file: string) {
  try {
    const reading = await pool.read({ bytes: await readFile(file), arrivedAt: now })
    return explainMail(file, reading, { directory, policy: shippedPolicy, now })
  } catch (error) {
    const step = error instanceof StepError ? `${error.step}: ` : ''
    return explainFailure(file, `${step}${error instanceof Error ? error.message : String(error)}`)
  }
}

function readArguments() {
  const options = {
    accounts: { type: 'string' },
    dns: { type: 'string' },
    authserv: { type: 'string' },
    'own-hosts': { type: 'string' },
    now: { type: 'string' },
    desk: { type: 'string', default: 'support@desk.invalid' },
  } as const
  try {
    const read = parseArgs({ options, allowPositionals: true })
    if (read.positionals.length === 0) throw new Error('Name at least one mail.')
    return read
  } catch (error) {
    stop(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

function readNow(given: string | undefined): Date {
  const read = given === undefined ? new Date() : new Date(given)
  if (Number.isNaN(read.getTime())) stop(`--now must be a time such as 2026-01-31T12:00:00Z, got "${given}"`)
  return read
}

function readDirectory(file: string | undefined): AccountDirectory {
  if (file === undefined) return accountDirectory([])
  const { accounts, faults } = readAccountsFile(readFileSync(file, 'utf8'))
  for (const { line, field, reason } of faults) console.error(`${file}:${line}: ${field}: ${reason}`)
  return accountDirectory(accounts)
}

function stop(message: string): never {
  console.error(message)
  process.exit(64)
}
