import { type Difficulty, difficulties } from '#app/claims/difficult.ts'

/** Of two difficulties the more pressing one: a life before a threat, a threat before a court, a court before a child's age. */
export function graver(one: Difficulty | null, other: Difficulty | null): Difficulty | null {
  return difficulties.find((difficulty) => difficulty === one || difficulty === other) ?? null
}

const dangers: readonly (Difficulty | null)[] = ['self_harm', 'threat', 'minor']

/** Whether somebody may come to harm while nobody looks: such a mail is seen, however many its sender wrote. */
export function isDanger(difficulty: Difficulty | null): boolean {
  return dangers.includes(difficulty)
}
