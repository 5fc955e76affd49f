import type { Claim } from '#app/claims/claim.ts'
import { maskSecrets } from '#app/claims/mask-secrets.ts'
import type { ParsedMail } from '#app/mail/parsed-mail.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'
import { messageTerms } from '#app/tickets/search-words.ts'

/** What of a mail's words is stored: passwords and codes are dots, and `masked` says that there were some. */
export type StoredWords = { subject: string; text: string; masked: boolean; terms: readonly string[] }

/** The words of a mail as they may be stored, and the terms that it is found by. */
export function storedWords({
  mail,
  verdict,
  claims,
  arrivedAt,
}: {
  mail: ParsedMail
  verdict: SenderVerdict
  claims: readonly Claim[]
  arrivedAt: Date
}): StoredWords {
  const secrets = claims.filter(({ kind }) => kind === 'secret_sent')
  const shown = maskSecrets(mail, {
    subject: secrets.filter(({ source }) => source === 'subject'),
    text: secrets.filter(({ source }) => source === 'text'),
  })
  const terms = messageTerms({
    ...shown,
    senderAddress: verdict.address,
    senderName: verdict.displayName,
    filenames: mail.attachments.map(({ filename }) => filename),
    arrivedAt,
  })
  return { ...shown, terms }
}
