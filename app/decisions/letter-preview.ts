import type { LetterKind, LetterLanguage } from '#app/outbox/letter.ts'
import { deskVerbs } from '#app/tickets/open-verbs.ts'

/** What letters can be looked at before it is done: the rulings, and the second approval. */
export const previewedVerbs = [...deskVerbs, 'second'] as const
export type PreviewedVerb = (typeof previewedVerbs)[number]

/** A letter before it is sent: what stands in it, to whom, in which language. */
export type LetterPreview = {
  kind: LetterKind
  to: readonly string[]
  language: LetterLanguage
  subject: string
  text: string
}
