import { createHash } from 'node:crypto'
import { readHeader } from './header-fields.ts'
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

/**
 * Whether a mail may be another copy of an earlier one in the same mailbox, as a letter to two of its aliases leaves
 * them; it is, where the {@link contentHash} of both is the same.
 */
export function mayBeCopyOf(mail: MarkedMail, earlier: MarkedMail): boolean {
  const { mailboxId, messageId, marks, arrivedAt } = mail
  if (messageId === null || earlier.messageId !== messageId || earlier.mailboxId !== mailboxId) return false
  if (!marks.some((mark) => earlier.marks.includes(mark))) return false
  return Math.abs(arrivedAt.getTime() - earlier.arrivedAt.getTime()) <= maxDeliveryMs
}

/** Fields that the hosts on the way write, each its own; nothing of what a mail says or proves. */
const waymarks = new Set(['received', 'return-path', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'])

/** SHA-256 of the bytes of a mail without the lines of its way. */
export function contentHash(bytes: Uint8Array): string {
  const { bodyStart } = readHeader(bytes)
  const hash = createHash('sha256')
  let kept = true
  for (const line of Buffer.from(bytes.subarray(0, bodyStart)).toString('latin1').split('\n')) {
    if (!/^[ \t]/.test(line)) kept = !waymarks.has(line.slice(0, Math.max(0, line.indexOf(':'))).toLowerCase())
    if (kept) hash.update(`${line}\n`, 'latin1')
  }
  return hash.update(bytes.subarray(bodyStart)).digest('hex')
}
