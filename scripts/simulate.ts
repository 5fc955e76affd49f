import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { collectCharts } from './simulate/curves.ts'
import { htmlReport } from './simulate/html-report.ts'
import { policyFromFile } from './simulate/policy-file.ts'
import { printedReport } from './simulate/print-report.ts'
import { simulate } from './simulate/simulate.ts'

const usage = `Usage: npm run simulate -- [--accounts N] [--cases N] [--seed N] [--noise X] [--rounds N]
       [--policy FILE] [--html FILE] [--json]

Draws accounts, owners and five classes of attackers, scores their mails through the
product's own code and prints how well owners and attackers are told apart, beside
four baselines and five ablations. Four seeds from --seed on are pooled.

  --accounts  accounts a seed (20000)
  --cases     recovery mails a seed (60000)
  --seed      the first of four seeds (1)
  --noise     how far the drawn world is from the policy's tables, in log-odds (0.25)
  --rounds    rounds of the bootstrap (200)
  --policy    a policy in a file, instead of the one that ships
  --html      writes the report with its charts into this file
  --json      one JSON object instead of tables`

const simulation = readOptions()
if (typeof simulation === 'string') {
  console.error(`${simulation}\n\n${usage}`)
  process.exitCode = 64
} else {
  const { json, html, policy, ...options } = simulation
  const charts = html === undefined ? undefined : collectCharts()
  const report = simulate({ ...options, policy: policyFromFile(policy) }, (step) => console.error(step), charts)
  if (html !== undefined && charts) writeFileSync(html, htmlReport(report, charts.curves))
  console.log(json ? JSON.stringify(report) : printedReport(report))
}

function readOptions() {
  const text = { type: 'string' } as const
  let values: Record<string, string | boolean | undefined>
  try {
    const options = {
      accounts: text,
      cases: text,
      seed: text,
      noise: text,
      rounds: text,
      policy: text,
      html: text,
      json: { type: 'boolean' },
    } as const
    values = parseArgs({ options }).values
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause)
  }
  const read = (name: string, usual: number) => (values[name] === undefined ? usual : Number(values[name]))
  const [accounts, cases, seed] = [read('accounts', 20_000), read('cases', 60_000), read('seed', 1)]
  const [rounds, noise] = [read('rounds', 200), read('noise', 0.25)]
  const faulty = Object.entries({ accounts, cases, rounds }).find(([, count]) => !Number.isInteger(count) || count < 1)
  if (faulty) return `--${faulty[0]} must be a whole number above 0, got "${values[faulty[0]]}"`
  if (!Number.isInteger(seed)) return `--seed must be a whole number, got "${values.seed}"`
  if (!(noise >= 0 && noise <= 3)) return `--noise must be 0 to 3, got "${values.noise}"`
  const [policy, html] = [values.policy, values.html].map((file) => (typeof file === 'string' ? file : undefined))
  const seeds = [0, 1, 2, 3].map((next) => seed + next)
  return { accounts, cases, seeds, rounds, noise, policy, html, json: values.json === true }
}
