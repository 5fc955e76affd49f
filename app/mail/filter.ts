import type { Complaint } from './feedback-report.ts'
import type { Bounce, MailKind } from './mail-kind.ts'
import type { ParsedMail } from './parsed-mail.ts'

/** What a filter needs to know of this desk. */
export type Desk = {
  /** The address that the desk receives at. */
  deskAddress: string
  /** Signs our Message-IDs. */
  messageIdKey: Uint8Array | string
}

/** What a filter found: a mail that a machine wrote. */
export type Finding = {
  kind: MailKind
  /** One plain clause, for the agent. */
  reason: string
  bounce: Bounce | null
  complaint?: Complaint
}

/** In the order in which they are asked. */
export const filterNames = [
  'own loop',
  'sending service',
  'complaint',
  'bounce',
  'auto-reply',
  'mailing list',
  'oversized',
  'spam',
] as const

/** One kind of machine mail. Asked in the order of {@link filterNames}; the first that finds something decides. */
export type MailFilter = { name: (typeof filterNames)[number]; find: (mail: ParsedMail, desk: Desk) => Finding | null }
