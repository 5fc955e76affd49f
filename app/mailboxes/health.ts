/** How mail comes in and letters go out, as the foot of the navigation tells it. */
export type Health = {
  mailboxes: readonly MailboxHealth[]
  /** Told no further than {@link mostCounted}. */
  failedMails: number
  quarantinedMails: number
  receivedMails: number
  /** Of these: DNS gave no answer about their senders, and they are judged later. */
  restingMails: number
  /** When the oldest letter that should be gone by now was written; null when none waits. */
  lettersWaitingSince: Date | null
  lettersWaiting: number
  alarms: readonly StandingAlarm[]
}

/**
 * gap: mails were missed · unplaced: mails done and beside no case · not compared: the nightly look failed ·
 * silent: the reader gets nowhere.
 */
export const alarmKinds = ['gap', 'unplaced', 'not compared', 'silent'] as const
export type AlarmKind = (typeof alarmKinds)[number]

/** An alarm that stands; `details` hold numbers and the server's own words. */
export type StandingAlarm = {
  kind: AlarmKind
  /** The mailbox that it is about. */
  address: string
  raisedAt: Date
  details: Readonly<Record<string, unknown>>
}

export type MailboxHealth = {
  address: string
  state: 'active' | 'paused' | 'auth_failed'
  lastSuccessAt: Date | null
  failingSince: Date | null
}

/** Counts stop here: the page says "99+". */
export const mostCounted = 100
