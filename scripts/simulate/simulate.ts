import { attackerClasses } from '#app/evidence/assessment.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { score } from '#app/evidence/score.ts'
import { fitLogistic, fitted } from '../calibrate/fit-logistic.ts'
import { takeovers, wiles } from './adaptive.ts'
import { fromRegistered, methodsUnder } from './baselines.ts'
import { drawCase, drawClaimant, type Setting } from './cases.ts'
import { drawsFrom } from './draws.ts'
import { type Figure, figuresOf, type Judged, shareOf } from './figures.ts'
import { type Griefing, grief } from './griefing.ts'
import { outcomeShares, outcomesOf, writers } from './outcomes.ts'
import { drawPopulation } from './population.ts'
import { drawWorld } from './world.ts'

export type Simulation = {
  accounts: number
  /** Cases a seed. */
  cases: number
  seeds: readonly number[]
  /** Rounds of the bootstrap. */
  rounds: number
  /** How far the drawn world is from the policy's tables, in natural log-odds. */
  noise: number
  policy: Policy
}

type Route = 'registered' | 'other'
type Stage = 'unasked' | 'asked'
type Figures = Record<string, Figure>

/** The figures of a simulation; names and shapes are a contract that scripts rely on. */
export type Report = {
  policyVersion: string
  seeds: readonly number[]
  routes: Record<Route, Record<Stage, Record<string, Figures>>>
  /** By class: how the cases end, and how many were asked on the way. */
  policy: Record<string, Figures>
  griefing: Griefing
  adaptive: {
    takeovers_per_10000: Figure
    recovered: Figure
    by_class: Record<string, Figure>
    /** By the share of attackers among recovery mail: how many of those before a second person are attackers. */
    attackers_among_proposed: Record<string, number>
  }
}

/** Collects what the charts of a report are drawn from. */
export type Charts = {
  draw: (pool: { route: Route; stage: Stage; method: string; judged: readonly Judged[] }) => void
}

const tries = 20
const attackShares = [0.05, 0.15, 0.3, 0.5, 0.7, 0.9]

/** Draws worlds and populations, scores their cases through the product's own code and pools all seeds. */
export function simulate(simulation: Simulation, say: (step: string) => void, charts?: Charts): Report {
  const { policy, seeds } = simulation
  const settings = seeds.map((seed) => drawSetting(simulation, seed))
  const routes = { registered: {}, other: {} } as Report['routes']
  for (const stage of ['unasked', 'asked'] as const) {
    const pools = judgeAll(simulation, settings, stage === 'asked')
    for (const route of ['registered', 'other'] as const) {
      say(`Figures of the ${route} route, ${stage}`)
      routes[route][stage] = Object.fromEntries(
        Object.entries(pools[route]).map(([method, judged]) => {
          if (charts && (method === 'model' || stage === 'asked')) charts.draw({ route, stage, method, judged })
          return [method, figuresOf(withProbability(judged), simulation.rounds)]
        }),
      )
    }
  }
  say('Outcomes of the whole policy')
  const outcomes = Object.fromEntries(
    writers.map((who) => {
      const ends = settings.flatMap((setting, index) => {
        return outcomesOf(drawsFrom(77_000 + (seeds[index] ?? 0)), setting, who, Math.ceil(simulation.cases / 20))
      })
      return [who, outcomeShares(ends)]
    }),
  )
  say('A griefer')
  const griefing = grief(
    settings,
    (index) => drawsFrom(33_000 + 7 * (seeds[0] ?? 0) + index),
    Math.ceil(simulation.cases / 200),
  )
  say('Attackers who adapt')
  const lost = outcomes.lostMailbox?.propose ?? shareOf(0, 0)
  return {
    policyVersion: policy.version,
    seeds,
    routes,
    policy: outcomes,
    griefing,
    adaptive: { ...adapt(simulation, settings, lost), recovered: lost },
  }
}

/** The world and the accounts of one seed. */
export function drawSetting(
  { policy, accounts, noise }: Pick<Simulation, 'policy' | 'accounts' | 'noise'>,
  seed: number,
): Setting {
  const draws = drawsFrom(9_000 + seed)
  return { policy, world: drawWorld(draws, policy, noise), accounts: drawPopulation(draws, accounts) }
}

/** Every case of all seeds as every method judges it, by the route that the sender takes. */
function judgeAll({ policy, cases, seeds }: Simulation, settings: readonly Setting[], asked: boolean) {
  const methods = Object.entries(methodsUnder(policy))
  const pools: Record<Route, Record<string, Judged[]>> = {
    registered: Object.fromEntries(methods.map(([name]) => [name, []])),
    other: Object.fromEntries(methods.map(([name]) => [name, []])),
  }
  settings.forEach((setting, index) => {
    const draws = drawsFrom(1_000 * (seeds[index] ?? 0) + Number(asked))
    for (let drawn = 0; drawn < cases; drawn += 1) {
      const { attack, subject } = drawCase(draws, setting, drawClaimant(draws, setting), asked)
      const pool = pools[fromRegistered(subject, policy) ? 'registered' : 'other']
      const product = score(subject, policy)
      for (const [name, method] of methods) pool[name]?.push({ attack, ...method(subject, product) })
    }
  })
  return pools
}

/** Takeovers by class, by the wile that serves it best, and in the mixture that the policy expects. */
function adapt({ policy, cases, seeds }: Simulation, settings: readonly Setting[], recovered: Figure) {
  const attempts = Math.max(10, Math.ceil(cases / 100))
  const counted = attackerClasses.map((who) => {
    const reached = settings.map((setting, index) => {
      const draws = drawsFrom(55_000 + (seeds[index] ?? 0))
      return takeovers(draws, setting, who, { attempts, tries })
    })
    const most = Math.max(...wiles.map((wile) => reached.reduce((total, found) => total + found[wile], 0)))
    return { who, share: shareOf(most, attempts * settings.length) }
  })
  const mixed = (bound: keyof Figure) =>
    counted.reduce((total, { who, share }) => total + policy.attackers[who] * share[bound], 0)
  const taken = mixed('value')
  const owners = policy.owners.lostMailbox * recovered.value
  const among = (share: number) => (share * taken) / (share * taken + (1 - share) * owners || 1)
  return {
    attackers_among_proposed: Object.fromEntries(attackShares.map((share) => [String(share), among(share)])),
    takeovers_per_10000: perTenThousand({ value: mixed('value'), lo: mixed('lo'), hi: mixed('hi') }),
    by_class: Object.fromEntries(counted.map(({ who, share }) => [who, perTenThousand(share)])),
  }
}

function perTenThousand({ value, lo, hi }: Figure): Figure {
  return { value: value * 10_000, lo: lo * 10_000, hi: hi * 10_000 }
}

/** A method that only ranks gets the chances that fit it best, in hindsight: kinder to it than to the model. */
function withProbability(judged: readonly Judged[]): readonly Judged[] {
  if (judged.every(({ probability }) => probability !== null)) return judged
  const fit = fitLogistic(judged)
  return judged.map(({ attack, rank }) => ({ attack, rank, probability: fitted(fit, rank) }))
}
