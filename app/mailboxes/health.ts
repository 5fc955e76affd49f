/** How mail comes in and letters go out, as the foot of the navigation tells it. */
export type Health = {
  mailboxes: readonly MailboxHealth[]
  /** Told no further than {@link mostCounted}. */
  failedMails: number
  quarantinedMails: number
  receivedMails: number
  /** When the oldest letter that should be gone by now was written; null when none waits. */
  lettersWaitingSince: Date | null
  lettersWaiting: number
}

export type MailboxHealth = {
  address: string
  state: 'active' | 'paused' | 'auth_failed'
  lastSuccessAt: Date | null
  failingSince: Date | null
}

/** Counts stop here: the page says "99+". */
export const mostCounted = 100
