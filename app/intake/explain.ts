import type { AccountDirectory } from '#app/accounts/directory.ts'
import { assess } from '#app/evidence/assess.ts'
import type { Assessment } from '#app/evidence/assessment.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import type { MailKind } from '#app/mail/mail-kind.ts'
import type { ParsedAttachment, Range } from '#app/mail/parsed-mail.ts'
import type { Sender } from '#app/mail/sender.ts'
import { claimedValues, type MailReading } from './mail-reading.ts'

/** What `npm run explain` prints for one mail. Names and shapes are a contract: scripts and checks rely on them. */
export type Explanation = {
  file: string
  kind: MailKind | null
  language: string | null
  subject: string | null
  from: string | null
  text: string | null
  reply: readonly Range[]
  sender: Sender | null
  claims: readonly { kind: string; value: string; source: string; start: number; end: number }[]
  account: string | null
  assessment: Pick<
    Assessment,
    'bits' | 'probability' | 'margins' | 'route' | 'recommendation' | 'because' | 'evidence' | 'policy'
  > | null
  attachments: readonly ParsedAttachment[]
  mayAutoReply: boolean
  bounce: MailReading['bounce']
  error: string | null
}

/** Judges a read mail as intake would, with accounts from memory instead of the database. */
export function explainMail(
  file: string,
  reading: MailReading,
  { directory, policy, now }: { directory: AccountDirectory; policy: Policy; now: Date },
): Explanation {
  const { mail, verdict, claims, kind } = reading
  const identifiers = claimedValues(claims, 'account_identifier')
  const addresses = [verdict.address, ...claimedValues(claims, 'registered_email')].filter(
    (address) => address !== null,
  )
  const account = directory.find({ identifiers, addresses })
  const sender = judgeSender(verdict, account)
  const listedNumbers = claimedValues(claims, 'friend_numbers')
  const surroundings = directory.surroundingsOf({ account, senderAddress: verdict.address, listedNumbers, now })
  const weighed = kind === 'recovery' && sender.level !== 'retry'
  return {
    file,
    kind,
    language: mail.language,
    subject: mail.subject,
    from: verdict.address,
    text: mail.text,
    reply: mail.reply,
    sender,
    claims: claims.map(({ kind, value, source, start, end }) => ({ kind, value, source, start, end })),
    account: account?.number ?? null,
    assessment: weighed
      ? shown(
          assess({
            claims,
            sender: { ...sender, replyElsewhere: verdict.replyElsewhere },
            account,
            surroundings,
            policy,
            now,
          }).assessment,
        )
      : null,
    attachments: mail.attachments,
    mayAutoReply: reading.mayAutoReply,
    bounce: reading.bounce,
    error: null,
  }
}

/** A mail that could not be read at all. */
export function explainFailure(file: string, error: string): Explanation {
  return {
    file,
    kind: null,
    language: null,
    subject: null,
    from: null,
    text: null,
    reply: [],
    sender: null,
    claims: [],
    account: null,
    assessment: null,
    attachments: [],
    mayAutoReply: false,
    bounce: null,
    error,
  }
}

function shown({
  bits,
  probability,
  margins,
  route,
  recommendation,
  because,
  evidence,
  policy,
}: Assessment): Explanation['assessment'] {
  return { bits, probability, margins, route, recommendation, because, evidence, policy }
}
