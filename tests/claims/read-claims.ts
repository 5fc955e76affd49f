import type { Claim, ClaimKind } from '#app/claims/claim.ts'
import { extractClaims, type MailToRead } from '#app/claims/extract.ts'

/** A believable mail of which a test changes only its subject. */
export function mailSaying(text: string, changes: Partial<MailToRead> = {}): MailToRead {
  return {
    subject: '',
    text,
    reply: [{ start: 0, end: text.length }],
    language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
    senderAddress: 'mei@example.com',
    deskAddress: 'desk@latchkey.example',
    ...changes,
  }
}

/** The values that a text is read to state, of the given kinds, in order. */
export function valuesOf(text: string, ...kinds: ClaimKind[]): string[] {
  return extractClaims(mailSaying(text))
    .filter((claim) => kinds.includes(claim.kind))
    .map((claim) => claim.value)
}

/** The words that each claim points at. */
export function wordsOf(mail: MailToRead, claim: Claim): string {
  return (claim.source === 'subject' ? mail.subject : mail.text).slice(claim.start, claim.end)
}
