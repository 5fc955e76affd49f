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
}

/** One kind of machine mail. Asked in the order of filters/index.ts; the first that finds something decides. */
export type MailFilter = { name: string; find: (mail: ParsedMail, desk: Desk) => Finding | null }
