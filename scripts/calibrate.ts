import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openDb } from '#app/db/db.server.ts'
import { type Policy, readPolicy } from '#app/evidence/policy.ts'
import { findSupervisor, proposePolicy } from '#app/evidence/propose-policy.server.ts'
import { readRecordedOutcomes } from '#app/evidence/recorded-outcomes.server.ts'
import { score } from '#app/evidence/score.ts'
import { type Fit, fitLogistic } from './calibrate/fit-logistic.ts'
import { type Measured, measure } from './calibrate/measure.ts'
import { type GroupedOutcome, simulatedOutcomes } from './calibrate/simulated.ts'
import { reachDatabase } from './postgres/reach.ts'
import { settingsOrExit } from './postgres/settings.ts'
import { policyFromFile } from './simulate/policy-file.ts'

const usage = `Usage: npm run -s calibrate -- [--simulated] [--policy FILE] [--as VERSION] [--out FILE] [--by EMAIL]
       [--accounts N] [--cases N] [--seed N] [--noise X] [--json]

Fits alpha and beta, which turn bits into a chance, to what came of decided cases:
a link that was contested was an attacker's, one that was used and stayed uncontested
for thirty days was the owner's. Prints the calibration error before and after, and
makes a proposal of it, which nothing uses until two supervisors agree.

  --simulated  fits to drawn cases of four seeds and measures on four others
  --policy     a policy in a file, instead of the one that ships
  --as         the version of the proposal (the policy's own, with -calibrated)
  --out        writes the proposal into this file
  --by         keeps the proposal in the database, proposed by this supervisor
  --accounts, --cases, --seed, --noise  as for simulate (5000, 30000, 1, 0.25)
  --json       one JSON object instead of a table`

/** Fewer say nothing of a slope. */
const fewestOutcomes = 200

const options = readOptions()
process.exitCode = await run()

async function run(): Promise<number> {
  const policy = policyFromFile(options.policy)
  const reached = options.simulated && !options.by ? null : await reachDatabase(settingsOrExit())
  const connection = reached ? openDb(reached.urls.latchkey_owner, 'latchkey_owner', 1) : null
  try {
    const { train, test } = options.simulated
      ? drawnOutcomes(policy)
      : split(connection ? (await readRecordedOutcomes(connection.db, new Date())).map(scored(policy)) : [])
    const attacks = train.filter(({ attack }) => attack).length
    if (train.length + test.length < fewestOutcomes || attacks < 10) {
      console.error(
        `Too little is known: ${train.length + test.length} outcomes, ${attacks} attacks among those to fit to.`,
      )
      return 1
    }
    const fit = fitLogistic(train)
    const version = options.as ?? `${policy.version}-calibrated`
    const calibration = { alpha: Number(fit.alpha.toFixed(6)), beta: Number(fit.beta.toFixed(6)) }
    const proposal = readPolicy({ ...policy, version, calibration })
    print(policy, proposal, test)
    if (options.out) writeFileSync(options.out, `${JSON.stringify(proposal, null, 2)}\n`)
    if (options.by && connection) {
      const proposerId = await findSupervisor(connection.db, options.by)
      const reason = `Fitted to ${train.length} outcomes.`
      const kept = proposerId
        ? await proposePolicy(connection.db, { policy: proposal, proposerId, reason, now: new Date() })
        : { refusal: 'A policy is proposed by a supervisor of this desk; nobody with that address is one.' }
      if ('refusal' in kept) {
        console.error(kept.refusal)
        return 1
      }
    }
    return 0
  } finally {
    await connection?.close()
    await reached?.stop()
  }
}

function drawnOutcomes(policy: Policy) {
  const { accounts, cases, noise, seed } = options
  const draw = (first: number) =>
    simulatedOutcomes(policy, { accounts, cases, noise, seeds: [0, 1, 2, 3].map((next) => first + next) })
  return { train: draw(seed), test: draw(seed + 4) }
}

/** Every other outcome is kept back to measure on. */
function split(outcomes: readonly GroupedOutcome[]) {
  return {
    train: outcomes.filter((_, index) => index % 2 === 0),
    test: outcomes.filter((_, index) => index % 2 === 1),
  }
}

function scored(policy: Policy) {
  return ({ attack, subject }: { attack: boolean; subject: Parameters<typeof score>[0] }): GroupedOutcome => ({
    attack,
    rank: score(subject, policy).bits,
    group: policy.sender.equalsRegistered.includes(subject.sender) ? 'registered' : 'other',
  })
}

function print(policy: Policy, proposal: Policy, test: readonly GroupedOutcome[]): void {
  const groups = ['all', ...new Set(test.map(({ group }) => group))]
  const measured = groups.map((group) => {
    const own = test.filter((outcome) => group === 'all' || outcome.group === group)
    return { group, before: measure(own, policy.calibration), after: measure(own, proposal.calibration) }
  })
  if (options.json) {
    console.log(JSON.stringify({ version: proposal.version, calibration: proposal.calibration, measured }))
    return
  }
  const { alpha, beta }: Fit = proposal.calibration
  console.log(`${proposal.version}: alpha ${alpha.toFixed(4)}, beta ${beta.toFixed(4)} (a proposal; nothing uses it)`)
  for (const { group, before, after } of measured) {
    console.log(`\n${group}, ${after.cases} cases\n  before ${told(before)}\n  after  ${told(after)}`)
  }
}

function told({ ece, sure }: Measured): string {
  const shown = ({ value, lo, hi }: typeof ece) => `${value.toFixed(4)} (${lo.toFixed(4)}-${hi.toFixed(4)})`
  return `ECE ${shown(ece)}, attackers above p = .99 ${shown(sure)}`
}

function readOptions() {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      options: {
        simulated: flag,
        json: flag,
        policy: text,
        as: text,
        out: text,
        by: text,
        accounts: { ...text, default: '5000' },
        cases: { ...text, default: '30000' },
        seed: { ...text, default: '1' },
        noise: { ...text, default: '0.25' },
      },
    })
    const [accounts, cases, seed] = [values.accounts, values.cases, values.seed].map(Number) as [number, number, number]
    const noise = Number(values.noise)
    const whole = [accounts, cases].every((count) => Number.isInteger(count) && count > 0) && Number.isInteger(seed)
    if (!whole || !(noise >= 0 && noise <= 3))
      throw new Error('--accounts, --cases, --seed or --noise is no such number')
    return { ...values, accounts, cases, seed, noise }
  } catch (fault) {
    console.error(`${(fault as Error).message}\n\n${usage}`)
    process.exit(64)
  }
}
