import { eq, gte, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { mailboxes, mailboxHours } from '#drizzle/schema/mailboxes.ts'
import type { MailboxSettings } from './mailbox-settings.ts'
import type { MailboxView } from './mailbox-view.ts'

/** Named one by one: the secret is not among them, nor may the web read it. */
const columns = {
  id: mailboxes.id,
  address: mailboxes.address,
  host: mailboxes.host,
  port: mailboxes.port,
  security: mailboxes.security,
  username: mailboxes.username,
  authentication: mailboxes.authentication,
  tokenUrl: mailboxes.tokenUrl,
  clientId: mailboxes.clientId,
  ca: mailboxes.ca,
  folder: mailboxes.folder,
  pollSeconds: mailboxes.pollSeconds,
  retentionDays: mailboxes.retentionDays,
  state: mailboxes.state,
  pausedReason: mailboxes.pausedReason,
  read: sql<boolean>`${mailboxes.uidvalidity} is not null`,
  lastSuccessAt: mailboxes.lastSuccessAt,
  failingSince: mailboxes.failingSince,
  lastError: mailboxes.lastError,
  waiting: sql<number | null>`
    case when ${mailboxes.uidNext} is not null then greatest(${mailboxes.uidNext} - 1 - ${mailboxes.lastUid}, 0)::int end`,
  backfill: mailboxes.backfill,
  backfillSince: mailboxes.backfillSince,
  backfillTotal: mailboxes.backfillTotal,
  backfillDone: mailboxes.backfillDone,
  createdAt: mailboxes.createdAt,
}

/** Every mailbox of the desk, the oldest first; there are few. */
export async function listMailboxes(db: Db, now: Date): Promise<MailboxView[]> {
  const rows = await db.select(columns).from(mailboxes).orderBy(mailboxes.createdAt, mailboxes.id)
  return withRates(db, rows, now)
}

/** One mailbox; null where there is none of this id. */
export async function findMailbox(db: Db, id: string, now: Date): Promise<MailboxView | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const rows = await db.select(columns).from(mailboxes).where(eq(mailboxes.id, id))
  return (await withRates(db, rows, now))[0] ?? null
}

/** Mails of the last hour: of the present clock hour, and of the one before by the part that still counts. */
async function withRates(db: Db, rows: Listed[], now: Date): Promise<MailboxView[]> {
  const hourMs = 3_600_000
  const began = Math.floor(now.getTime() / hourMs) * hourMs
  const hours = await db
    .select({ mailboxId: mailboxHours.mailboxId, hour: mailboxHours.hour, mails: mailboxHours.mails })
    .from(mailboxHours)
    .where(gte(mailboxHours.hour, new Date(began - hourMs)))
  const left = 1 - (now.getTime() - began) / hourMs
  return rows.map(({ read, waiting, ...row }) => {
    const { state, pausedReason, lastSuccessAt, failingSince, lastError, createdAt, id, ...rest } = row
    const { backfill, backfillSince, backfillTotal, backfillDone, ...settings } = rest
    const mails = hours
      .filter(({ mailboxId }) => mailboxId === id)
      .reduce((sum, { hour, mails }) => sum + mails * (hour.getTime() >= began ? 1 : left), 0)
    const asked = backfill !== 'none'
    return {
      id,
      settings: settings satisfies MailboxSettings,
      read,
      state,
      pausedReason,
      lastSuccessAt,
      failingSince,
      lastError,
      waiting,
      mailsLastHour: Math.round(mails),
      backfill: asked ? { since: backfillSince, total: backfillTotal, done: backfillDone } : null,
      createdAt,
    }
  })
}

type Listed = MailboxSettings & {
  id: string
  state: MailboxView['state']
  pausedReason: string | null
  read: boolean
  lastSuccessAt: Date | null
  failingSince: Date | null
  lastError: string | null
  waiting: number | null
  backfill: 'none' | 'since' | 'all'
  backfillSince: Date | null
  backfillTotal: number | null
  backfillDone: number
  createdAt: Date
}
