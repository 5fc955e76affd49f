import type { MailboxSettings } from './mailbox-settings.ts'

/** A mailbox as its page shows it: never with its secret. */
export type MailboxView = {
  id: string
  settings: MailboxSettings
  /** Its folder was opened at least once: from then on it is this folder and no other. */
  read: boolean
  state: 'active' | 'paused' | 'auth_failed'
  pausedReason: string | null
  lastSuccessAt: Date | null
  failingSince: Date | null
  /** The server's own words. */
  lastError: string | null
  /** Mails on the server that are yet to be fetched; null while nobody looked. */
  waiting: number | null
  mailsLastHour: number
  /** Null where none was asked for. `total` is null until the server was asked how many there are. */
  backfill: { since: Date | null; total: number | null; done: number } | null
  createdAt: Date
}

/** How a mailbox stands, in the order in which a person must look. */
export type Standing = 'auth failed' | 'failing' | 'never connected' | 'paused' | 'new' | 'active'

export function standingOf(mailbox: Pick<MailboxView, 'state' | 'read' | 'pausedReason' | 'failingSince'>): Standing {
  const { state, read, pausedReason, failingSince } = mailbox
  if (state === 'auth_failed') return 'auth failed'
  // Whoever adds a mailbox starts it himself, after its test.
  if (state === 'paused') return read || pausedReason !== null ? 'paused' : 'new'
  if (failingSince !== null) return 'failing'
  return read ? 'active' : 'never connected'
}

/** A mailbox that the IMAP_* settings name: what they say is written anew at every start of the reader. */
export function isFromEnvironment(
  { host, port, username, folder }: Pick<MailboxSettings, 'host' | 'port' | 'username' | 'folder'>,
  env: { imapHost?: string | undefined; imapPort: number; imapUser?: string | undefined; imapFolder: string },
): boolean {
  return host === env.imapHost && port === env.imapPort && username === env.imapUser && folder === env.imapFolder
}

/** How far a backfill is, 0 to 1; null while the server has not said how many there are. */
export function backfillShare(backfill: { total: number | null; done: number }): number | null {
  if (backfill.total === null) return null
  return backfill.total === 0 ? 1 : backfill.done / backfill.total
}

/** The earliest day that a backfill may begin at: before there was e-mail there is nothing to fetch. */
const earliestDay = '1980-01-01'

/** Reads the day of a date field, in UTC; null for what is no day, lies ahead or too far back. */
export function readBackfillDay(text: string, now: Date): Date | null {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return null
  const day = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) return null
  return text >= earliestDay && day.getTime() <= now.getTime() ? day : null
}
