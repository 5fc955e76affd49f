import type { Finding } from '#app/mail/filter.ts'
import type { MailReading } from './mail-reading.ts'

/** A kept mail that intake has locked. */
export type TakenMail = {
  id: number
  bytes: Uint8Array
  sha256: Uint8Array
  arrivedAt: Date
  attempts: number
  /** Null for one that was handed in by hand. */
  mailboxId: string | null
  /** It lay in the mailbox before the desk was connected. */
  backfilled: boolean
}

/** A taken mail with what could be read of it. */
export type ReadMail = {
  mail: TakenMail
  reading: MailReading
  /** Of one that is part of a flood: why its reading says spam. */
  flood?: Finding
  /** One case too many of its claimant: what it opens is set aside. */
  heldBack?: true
}
