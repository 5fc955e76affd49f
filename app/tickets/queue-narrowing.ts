import type { Difficulty } from '#app/claims/difficult.ts'
import { type SenderLevel, senderLevels } from '#app/mail/sender.ts'

export const queueLanguages = ['en', 'zh', 'other'] as const
export type QueueLanguage = (typeof queueLanguages)[number]

/** Where somebody may be in danger: what stands before everything else. */
export const dangers: readonly Difficulty[] = ['self_harm', 'threat']

/** danger: any of {@link dangers}. Written out, for the list of all would bring what finds them into the browser. */
export const askedDifficulties = ['danger', 'self_harm', 'threat', 'legal', 'minor'] as const satisfies readonly (
  | 'danger'
  | Difficulty
)[]
export type AskedDifficulty = (typeof askedDifficulties)[number]

/** What a list shows of a view besides its route, owner and tag; null: whatever it is. */
export type QueueNarrowing = {
  level: SenderLevel | null
  language: QueueLanguage | null
  difficulty: AskedDifficulty | null
}

/** In the order in which they are offered. */
export const narrowings = ['level', 'language', 'difficulty'] as const satisfies readonly (keyof QueueNarrowing)[]

export const noNarrowing: QueueNarrowing = { level: null, language: null, difficulty: null }

/** Reads it from a URL; what it cannot read narrows nothing. */
export function readNarrowing(params: URLSearchParams): QueueNarrowing {
  return {
    level: senderLevels.find((level) => level === params.get('level')) ?? null,
    language: queueLanguages.find((language) => language === params.get('language')) ?? null,
    difficulty: askedDifficulties.find((difficulty) => difficulty === params.get('difficulty')) ?? null,
  }
}
