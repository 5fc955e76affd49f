import type { Claim } from '#app/claims/claim.ts'
import type { Bounce, MailKind } from '#app/mail/mail-kind.ts'
import type { ParsedMail } from '#app/mail/parsed-mail.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'

/** One step of the pipeline with what came out of it; shown to agents as "how it was judged". */
export type Step = { step: string; outcome: string; ms: number }

/** All that can be known of a mail without the database. */
export type MailReading = {
  mail: ParsedMail
  verdict: SenderVerdict
  kind: MailKind
  /** Why it is of that kind. */
  kindReason: string
  mayAutoReply: boolean
  bounce: Bounce | null
  claims: readonly Claim[]
  trace: readonly Step[]
}

/** Kinds that a person wrote and that an agent must see. */
export const personKinds: readonly MailKind[] = ['recovery', 'abuse', 'question', 'other']

/** Values of one kind of claim, each once, in the order of the mail. */
export function claimedValues(claims: readonly Claim[], kind: Claim['kind']): readonly string[] {
  return [...new Set(claims.filter((claim) => claim.kind === kind).map(({ value }) => value))]
}
