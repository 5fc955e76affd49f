import { Agent, get } from 'node:http'
import { setTimeout as rest } from 'node:timers/promises'

/** How long answers took, in milliseconds. */
export type Timing = { p50_ms: number; p95_ms: number }

/** And what each cost the server's process. Other work of the machine makes it wait, but costs it little. */
export type Cost = { processor_ms: number }

type Asked = { origin: string; cookie: string; processorSeconds: () => number }

/** Asks one path again and again, one at a time, as one person does; the first few are not counted. */
export async function timeAnswers(web: Asked, paths: readonly string[], times: number): Promise<Timing & Cost> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const took: number[] = []
  let spent = 0
  try {
    for (let at = -5; at < times; at += 1) {
      if (at === 0) spent = web.processorSeconds()
      const began = performance.now()
      await ask(web, paths[(at + paths.length * 5) % paths.length] as string, agent)
      if (at >= 0) took.push(performance.now() - began)
    }
  } finally {
    agent.destroy()
  }
  return { ...timingOf(took), processor_ms: rounded(((web.processorSeconds() - spent) * 1000) / times) }
}

/** Answers, in all and a second, and what each cost. */
export type Load = Cost & { answered: number; rate: number }

/** What the server does while so many clients ask at once. */
export async function measureRate(web: Asked, path: string, clients: number, seconds: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  let answered = 0
  const spent = web.processorSeconds()
  const began = performance.now()
  const until = began + seconds * 1000
  const client = async () => {
    while (performance.now() < until) {
      await ask(web, path, agent)
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  agent.destroy()
  return {
    answered,
    rate: answered / ((performance.now() - began) / 1000),
    processor_ms: ((web.processorSeconds() - spent) * 1000) / answered,
  }
}

/** Asks a path every so often, one at a time, for as long as it is told to; how long each answer took. */
export async function timeWhile(web: Asked, path: string, goOn: () => boolean, everyMs: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const took: number[] = []
  try {
    while (goOn()) {
      const began = performance.now()
      await ask(web, path, agent)
      took.push(performance.now() - began)
      await rest(Math.max(0, everyMs - (took.at(-1) ?? 0)))
    }
  } finally {
    agent.destroy()
  }
  return took
}

export function timingOf(took: readonly number[]): Timing {
  return { p50_ms: percentile(took, 0.5), p95_ms: percentile(took, 0.95) }
}

/** What so large a share of them did not take longer than. */
export function percentile(took: readonly number[], share: number): number {
  const ordered = [...took].sort((one, other) => one - other)
  return rounded(ordered[Math.min(Math.ceil(share * ordered.length), ordered.length) - 1] ?? 0)
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

function ask({ origin, cookie }: Asked, path: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(`${origin}${path}`, { agent, headers: { cookie } }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${path} was answered with ${answer.statusCode}`)),
      )
    }).once('error', reject)
  })
}
