import { useWords } from '#app/components/language.tsx'
import { useRetold } from '#app/components/retold/use-retold.ts'
import type { MailView } from '#app/tickets/ticket-page.ts'
import { judgedWords } from './judged-words.ts'

type Step = MailView['trace'][number]

/** Says what a step of a mail came to, in the reader's language. */
export function useStepOutcome(): (outcome: string) => string {
  const words = useWords(judgedWords)
  const kinds: Readonly<Record<string, string>> = words.mailKinds
  const plain: Readonly<Record<string, string>> = words.plainOutcomes
  const retold = useRetold()
  return (outcome) => {
    if (Object.hasOwn(plain, outcome)) return plain[outcome] ?? outcome
    const [, letters, files] = /^(\d+) characters, (\d+) attachments$/.exec(outcome) ?? []
    if (letters && files) return words.parsed(letters, files)
    const [, claims] = /^(\d+) (?:found|claims)$/.exec(outcome) ?? []
    if (claims) return words.found(claims)
    const [kind = '', ...reason] = outcome.split(': ')
    const named = reason.length > 0 && Object.hasOwn(kinds, kind)
    return named ? words.because(kinds[kind] ?? kind, retold(reason.join(': '))) : retold(outcome)
  }
}

/** The step that took a mail for what it is taken for. */
export function decidingStep(trace: readonly Step[]): Step | null {
  const asked = trace.filter(
    ({ step, outcome }) => step === 'limit' || step === 'kind' || (step === 'filters' && outcome !== 'passed'),
  )
  return asked.at(-1) ?? null
}
