import type { MailKind } from './mail-kind.ts'

/** A mail as the register of signatures knows it. */
export type MarkedMail = {
  /** Of its bytes. */
  hash: string
  /** Null for one that no mailbox brought. */
  mailboxId: string | null
  messageId: string | null
  arrivedAt: Date
  kind: MailKind
  /** Marks of its signatures. */
  marks: readonly string[]
}

/** Copies of one letter reach our mailboxes within this time of each other. */
const maxDeliveryMs = 3_600_000

/**
 * The marks of a mail that earlier mails brought: it is sent again by somebody who got hold of a signed one. Not so for
 * the same bytes once more; nor for the copies of a letter that was sent to two of our own mailboxes, which differ in the
 * lines of their way; nor for what a mailing list passed on and its writer sent us himself as well.
 */
export function replayedMarks(mail: MarkedMail, earlier: readonly MarkedMail[]): Set<string> {
  const seen = new Set(earlier.filter((other) => isReplayOf(mail, other)).flatMap((other) => other.marks))
  return new Set(mail.marks.filter((mark) => seen.has(mark)))
}

function isReplayOf(mail: MarkedMail, other: MarkedMail): boolean {
  if (other.hash === mail.hash || other.kind === 'list') return false
  const elsewhere = other.mailboxId !== null && mail.mailboxId !== null && other.mailboxId !== mail.mailboxId
  const sameLetter = other.messageId !== null && other.messageId === mail.messageId
  const apartMs = Math.abs(mail.arrivedAt.getTime() - other.arrivedAt.getTime())
  return !(elsewhere && sameLetter && apartMs <= maxDeliveryMs)
}
