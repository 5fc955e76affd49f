import { useWords } from '#app/components/language.tsx'
import { Chip, type Tone } from '#app/components/ui/chip.tsx'
import type { PolicyState } from '#app/evidence/policy-state.ts'
import { policiesWords } from './policies-words.ts'

const tones: Record<PolicyState, Tone> = {
  active: 'for',
  'was active': 'plain',
  waits: 'accent',
  proposed: 'warn',
  refused: 'against',
  offered: 'accent',
}

/** When a policy began to count, or will. */
export function PolicyBegin({ state, day }: { state: PolicyState; day: string | null }) {
  const words = useWords(policiesWords)
  if (day === null) return words.never
  return state === 'active' || state === 'was active' ? words.since(day) : words.begins(day)
}

export function PolicyStateChip({ state }: { state: PolicyState }) {
  return <Chip tone={tones[state]}>{useWords(policiesWords).states[state]}</Chip>
}
