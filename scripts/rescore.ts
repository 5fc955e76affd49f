import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Db, openDb } from '#app/db/db.server.ts'
import { listOpenAssessments } from '#app/evidence/open-assessments.server.ts'
import { findPolicy } from '#app/evidence/policies.server.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { rescore } from '#app/evidence/rescore.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'
import { policyFromFile } from './simulate/policy-file.ts'

const usage = `Usage: npm run -s rescore -- --policy VERSION|FILE --dry [--json]

Weighs the open cases anew under another policy, from the evidence as it was compared,
and prints how many recommendations would change, and which. Changes nothing: a policy
becomes active by two supervisors, and a case is weighed again when it is next decided.`

const options = readOptions()
const reached = await reachDatabase(settingsOrExit())
const connection = openDb(reached.urls.latchkey_auditor, 'latchkey_auditor', 1)
try {
  const policy = await findNamed(connection.db, options.policy)
  if (policy) await print(connection.db, policy)
  else {
    console.error(`There is neither a policy nor a file named ${options.policy}.`)
    process.exitCode = 1
  }
} finally {
  await connection.close()
  await reached.stop()
}

async function findNamed(db: Db, name: string): Promise<Policy | null> {
  return (await findPolicy(db, name)) ?? (existsSync(name) ? policyFromFile(name) : null)
}

async function print(db: Db, policy: Policy): Promise<void> {
  const cases = (await listOpenAssessments(db)).map((open) => ({ open, after: rescore(open, policy) }))
  const changed = cases.filter(({ after }) => after.changed)
  if (options.json) {
    const rows = changed.map(({ open: { ticketId, before }, after }) => ({
      ticket: ticketId,
      under: before.policy,
      before: before.recommendation,
      after: after.recommendation,
      bits: [before.bits, after.bits],
    }))
    console.log(JSON.stringify({ policy: policy.version, cases: cases.length, changed: rows.length, rows }))
    return
  }
  console.log(`${changed.length} of ${cases.length} open cases would be recommended otherwise under ${policy.version}.`)
  for (const { open, after } of changed) {
    const { ticketId, before } = open
    const bits = `${before.bits.toFixed(1)} to ${after.bits.toFixed(1)} bits`
    console.log(`#${ticketId}  ${before.recommendation} -> ${after.recommendation}  ${bits}  (was ${before.policy})`)
  }
}

function readOptions(): { policy: string; json: boolean } {
  try {
    const { values } = parseArgs({
      options: { policy: { type: 'string' }, dry: { type: 'boolean' }, json: { type: 'boolean', default: false } },
    })
    if (!values.policy) throw new Error('Name a policy.')
    if (!values.dry) throw new Error('Only --dry is possible.')
    return { policy: values.policy, json: values.json }
  } catch (fault) {
    console.error(`${(fault as Error).message}\n\n${usage}`)
    process.exit(64)
  }
}
