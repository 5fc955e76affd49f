import type { Claim } from '#app/claims/claim.ts'
import type { Difficulty } from '#app/claims/difficult.ts'
import type { Sighting } from '#app/mail/campaign.ts'
import type { Complaint } from '#app/mail/feedback-report.ts'
import type { Finding } from '#app/mail/filter.ts'
import type { Bounce, MailKind } from '#app/mail/mail-kind.ts'
import type { ParsedMail } from '#app/mail/parsed-mail.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'
import type { StoredWords } from './stored-words.ts'

/** One step of the pipeline with what came out of it; shown to agents as "how it was judged". */
export type Step = {
  step: string
  outcome: string
  ms: number
  /** Which filter decided, of the step that asks them. */
  filter?: string
}

/** All that can be known of a mail without the database. */
export type MailReading = {
  mail: ParsedMail
  verdict: SenderVerdict
  kind: MailKind
  /** Why it is of that kind. */
  kindReason: string
  mayAutoReply: boolean
  bounce: Bounce | null
  complaint: Complaint | null
  claims: readonly Claim[]
  /** What makes it hard to answer. */
  difficulty: Difficulty | null
  stored: StoredWords
  /** Marks by which it is counted with others of the last hour; none of a mail that no person wrote. */
  sightings: readonly Sighting[]
  trace: readonly Step[]
}

/** The same mail as one of a flood: set aside, with the reason among its steps. */
export function asSpam(reading: MailReading, { kind, reason }: Finding): MailReading {
  const step: Step = { step: 'filters', outcome: `${kind}: ${reason}`, ms: 0, filter: 'spam' }
  return { ...reading, kind, kindReason: reason, mayAutoReply: false, claims: [], trace: [...reading.trace, step] }
}

/** Kinds that a person wrote and that an agent must see. */
export const personKinds: readonly MailKind[] = ['recovery', 'abuse', 'question', 'other']

/** Values of one kind of claim, each once, in the order of the mail. */
export function claimedValues(claims: readonly Claim[], kind: Claim['kind']): readonly string[] {
  return [...new Set(claims.filter((claim) => claim.kind === kind).map(({ value }) => value))]
}
