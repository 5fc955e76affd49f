import { sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { keepAnswer } from '#app/db/fewer-questions.server.ts'
import { type AlarmKind, type Health, type MailboxHealth, mostCounted } from './health.ts'

/** A letter that was due this long ago is no longer simply on its way, in milliseconds. */
const letterDueMs = 2 * 60_000

/** So old the frame's health may be, in milliseconds. */
const healthKeptMs = 1_000

const keptHealth = keepAnswer(healthKeptMs, (db, _, now) => readHealth(db, now))

/** {@link readHealth}, at most a second old. */
export function recentHealth(db: Db, now: Date): Promise<Health> {
  return keptHealth(db, '', now)
}

export async function readHealth(db: Db, now: Date): Promise<Health> {
  const due = new Date(now.getTime() - letterDueMs).toISOString()
  const [row] = await db.execute<HealthRow>(sql`
    select
      (select coalesce(json_agg(json_build_object('address', address, 'state', state,
        'lastSuccessAt', last_success_at, 'failingSince', failing_since) order by created_at, id), '[]'::json)
        from mailboxes) as mailboxes,
      (select count(*)::int from (select 1 from raw_mails where state = 'failed' limit ${mostCounted}) as f) as failed,
      (select count(*)::int from (select 1 from raw_mails where state = 'received' limit ${mostCounted}) as r) as received,
      (select count(*)::int from (select 1 from raw_mails where state = 'received'
        and not_before > ${now.toISOString()}::timestamptz limit ${mostCounted}) as d) as resting,
      (select count(*)::int from
        (select 1 from tickets where quarantined_mails > 0 and state in ('new', 'open', 'waiting') limit ${mostCounted}) as q
      ) as quarantined,
      (select coalesce(json_agg(json_build_object('kind', kind, 'address', address, 'raisedAt', raised_at,
        'details', details) order by raised_at, alarms.id), '[]'::json)
        from alarms join mailboxes on mailboxes.id = mailbox_id where cleared_at is null) as alarms,
      (select min(created_at) from letters where state = 'queued' and created_at < ${due}::timestamptz) as waiting_since,
      (select count(*)::int from (select 1 from letters where state = 'queued' and created_at < ${due}::timestamptz limit ${mostCounted}) as l) as waiting
  `)
  if (!row) throw new Error('A select without a table gave no row')
  return {
    mailboxes: row.mailboxes.map(({ lastSuccessAt, failingSince, ...mailbox }) => ({
      ...mailbox,
      lastSuccessAt: asDate(lastSuccessAt),
      failingSince: asDate(failingSince),
    })),
    failedMails: row.failed,
    quarantinedMails: row.quarantined,
    receivedMails: row.received,
    restingMails: row.resting,
    lettersWaitingSince: asDate(row.waiting_since),
    lettersWaiting: row.waiting,
    alarms: row.alarms.map(({ raisedAt, ...alarm }) => ({ ...alarm, raisedAt: new Date(raisedAt) })),
  }
}

/** As raw SQL gives it: instants as text. */
type HealthRow = {
  mailboxes: {
    address: string
    state: MailboxHealth['state']
    lastSuccessAt: string | null
    failingSince: string | null
  }[]
  alarms: { kind: AlarmKind; address: string; raisedAt: string; details: Record<string, unknown> }[]
  failed: number
  received: number
  resting: number
  quarantined: number
  waiting_since: string | null
  waiting: number
}

function asDate(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
