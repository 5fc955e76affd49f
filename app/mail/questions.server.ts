import { isDefinite, type Resolver } from './resolver.server.ts'
import type { DnsAnswer } from './sender.ts'

/** The DNS for one mail: each question is asked once, all together for at most so long, and kept with its answer. */
export type MailQuestions = {
  resolver: Resolver
  /** Asks ahead, so that what is needed one after another is answered side by side. */
  foresee: (names: Iterable<string>) => void
  /** What was asked and answered, or not answered, in the order of asking; what was only foreseen is not in it. */
  answers: () => DnsAnswer[]
  /** Ends the wait; what is asked later gets no answer. */
  close: () => void
}

/** What one mail may take of the time of all others, in milliseconds. */
export const defaultDnsBudgetMs = 10_000

/** Opens the DNS for one mail.
 *  @param budgetMs how long all its questions together may take */
export function openQuestions(resolver: Resolver, budgetMs = defaultDnsBudgetMs): MailQuestions {
  const asked = new Map<string, ReturnType<Resolver>>()
  const kept = new Map<string, DnsAnswer>()
  const budget = startBudget(budgetMs)

  const ask: Resolver = (name, type) => {
    const key = `${type} ${name.toLowerCase()}`
    const known = asked.get(key)
    if (known) return known
    const answer = budget.spent() ? budget.late : Promise.race([resolver(name, type), budget.late])
    // A question that was only foreseen may fail unheard.
    answer.catch(() => {})
    asked.set(key, answer)
    return answer
  }
  const keep = (name: string, type: string, answer: unknown) => {
    if (keptTypes.has(type)) kept.set(`${type} ${name}`, { name, type: type as DnsAnswer['type'], answer })
  }

  return {
    resolver: async (name, type) => {
      try {
        const answer = await ask(name, type)
        keep(name, type, answer)
        return answer
      } catch (error) {
        keep(name, type, { error: isDefinite(error) ? (error as { code: string }).code : 'ETIMEOUT' })
        throw error
      }
    },
    foresee: (names) => {
      for (const name of names) void ask(name, 'TXT')
    },
    answers: () => [...kept.values()],
    close: budget.close,
  }
}

const keptTypes = new Set(['TXT', 'A', 'AAAA', 'MX', 'CNAME'])

function startBudget(budgetMs: number): { late: Promise<never>; spent: () => boolean; close: () => void } {
  let spent = false
  let end = () => {}
  const late = new Promise<never>((_, reject) => {
    end = () => {
      spent = true
      reject(Object.assign(new Error(`the DNS gave no answer within ${budgetMs / 1000} s`), { code: 'ETIMEOUT' }))
    }
  })
  late.catch(() => {})
  const timer = setTimeout(end, budgetMs)
  const close = () => {
    clearTimeout(timer)
    end()
  }
  return { late, spent: () => spent, close }
}
