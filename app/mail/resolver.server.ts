import { promises as dns } from 'node:dns'
import type { DnsAnswer } from './sender.ts'

/** Answers one DNS question, as mailauth asks it; throws an error with a `code` (ENOTFOUND, ENODATA, ETIMEOUT). */
export type Resolver = (name: string, type: string) => Promise<string[][] | string[]>

/** Names and their records: `{"example.com": {"TXT": [["v=spf1 -all"]], "MX": [...]}}`; "TIMEOUT" never answers. */
export type ZoneFile = Record<string, 'TIMEOUT' | Record<string, unknown>>

/** Answers from a zone file, for the demo, for tests and for `explain`; a missing name does not exist. */
export function zoneFileResolver(zone: ZoneFile): Resolver {
  const names = new Map(Object.entries(zone).map(([name, records]) => [plainName(name), records]))
  return async (name, type) => {
    const records = names.get(plainName(name))
    if (records === undefined) throw dnsError('ENOTFOUND', name, type)
    if (records === 'TIMEOUT') throw dnsError('ETIMEOUT', name, type)
    const answer = records[type.toUpperCase()]
    if (answer === 'TIMEOUT') throw dnsError('ETIMEOUT', name, type)
    if (!Array.isArray(answer) || answer.length === 0) throw dnsError('ENODATA', name, type)
    // A text may be written as one string instead of the strings it is sent in.
    return type.toUpperCase() === 'TXT' ? answer.map((text) => [text].flat().map(String)) : answer
  }
}

/**
 * Answers from those that were kept with a message, so that its verdict can be computed again.
 *
 * @param onUnknown hears of a question that no answer was kept for, which then has none in time; where nobody listens
 *   the name does not exist
 */
export function recordedResolver(
  answers: readonly DnsAnswer[],
  onUnknown?: (name: string, type: string) => void,
): Resolver {
  const known = new Map(answers.map(({ name, type, answer }) => [`${type} ${plainName(name)}`, answer]))
  return async (name, type) => {
    const answer = known.get(`${type} ${plainName(name)}`)
    if (Array.isArray(answer)) return answer
    if (answer === undefined && onUnknown) {
      onUnknown(name, type)
      throw dnsError('ETIMEOUT', name, type)
    }
    const code = (answer as { error?: string } | undefined)?.error
    throw dnsError(code ?? 'ENOTFOUND', name, type)
  }
}

const maxEntries = 5000
const keptMs = 5 * 60_000

/**
 * Asks the network, each question for at most `limitMs`, and remembers answers (also that there is none) for five minutes.
 * A question that is being asked is not asked twice.
 * @param servers addresses of DNS servers; those of the system where none are given
 */
export function networkResolver({ limitMs, servers = [] }: { limitMs: number; servers?: readonly string[] }): Resolver {
  const resolver = new dns.Resolver({ timeout: limitMs, tries: 1 })
  if (servers.length > 0) resolver.setServers(servers)
  const kept = new Map<string, { answer: ReturnType<Resolver>; at: number }>()
  return (name, type) => {
    const key = `${type} ${plainName(name)}`
    const now = performance.now()
    const found = kept.get(key)
    if (found && now - found.at < keptMs) return found.answer
    const answer = withLimit(resolver.resolve(name, type) as ReturnType<Resolver>, limitMs, name, type)
    kept.set(key, { answer, at: now })
    answer.catch((error: { code?: string }) => {
      // Only a definite "there is none" is worth remembering.
      if (!isDefinite(error)) kept.delete(key)
    })
    if (kept.size > maxEntries) kept.delete(kept.keys().next().value ?? '')
    return answer
  }
}

/** Whether an error is an answer ("there is none") and not the want of one. */
export function isDefinite(error: unknown): boolean {
  return ['ENOTFOUND', 'ENODATA', 'EBADNAME'].includes(String((error as { code?: unknown })?.code))
}

async function withLimit<T>(asked: Promise<T>, limitMs: number, name: string, type: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(dnsError('ETIMEOUT', name, type)), limitMs)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

function dnsError(code: string, name: string, type: string): Error {
  // Most names that are asked for do not exist, and nobody reads where that was noticed.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  const error = Object.assign(new Error(`${type} of ${name}: ${code}`), { code })
  Error.stackTraceLimit = stackTraceLimit
  return error
}
