import { createHash, timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { alarmKinds } from './health.ts'
import { drawMetrics, type Metric } from './metrics.ts'

/** Lets only a monitor pass that gives the token; for all others, and where none is set, there is no such page. */
export function requireMonitor(request: Request, token: string | undefined): void {
  if (!isMonitor(request, token)) throw new Response('Not found', { status: 404 })
}

function isMonitor(request: Request, token: string | undefined): boolean {
  const given = /^Bearer (\S+)$/.exec(request.headers.get('Authorization') ?? '')?.[1]
  if (token === undefined || given === undefined) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(token))
}

type Row = {
  mailboxes: { id: string; state: string; silence: number | null; backlog: number | null; mails: number }[]
  alarms: Record<string, number>
  received: number
  failed: number
  letters: number
  oldest_received: number | null
  oldest_letter: number | null
}

/** How the desk is, for a monitor: numbers and mailbox ids, nothing of any person. */
export async function readMetrics(db: Db, now: Date): Promise<string> {
  const at = now.toISOString()
  const [row] = await db.execute<Row>(sql`
    select
      (select coalesce(json_agg(json_build_object('id', id, 'state', state,
        'silence', extract(epoch from ${at}::timestamptz - last_success_at)::int,
        'backlog', greatest(uid_next - 1 - last_uid, 0)
          + case when backfill = 'none' then 0 else coalesce(backfill_total - backfill_done, 0) end,
        'mails', (select coalesce(sum(mails), 0) from mailbox_hours where mailbox_id = mailboxes.id)
      ) order by created_at, id), '[]'::json) from mailboxes) as mailboxes,
      (select coalesce(json_object_agg(kind, count), '{}'::json) from
        (select kind, count(*) from alarms where cleared_at is null group by kind) as standing) as alarms,
      (select count(*)::int from raw_mails where state = 'received') as received,
      (select count(*)::int from raw_mails where state = 'failed') as failed,
      (select count(*)::int from letters where state = 'queued') as letters,
      (select extract(epoch from ${at}::timestamptz - min(kept_at))::int
        from raw_mails where state = 'received') as oldest_received,
      (select extract(epoch from ${at}::timestamptz - min(created_at))::int
        from letters where state = 'queued') as oldest_letter
  `)
  if (!row) throw new Error('A select without a table gave no row')
  return drawMetrics(metricsOf(row))
}

function metricsOf(row: Row): Metric[] {
  const gauge = (name: string, help: string, value: number | null): Metric => ({
    name: `latchkey_${name}`,
    help,
    type: 'gauge',
    values: value === null ? [] : [{ value }],
  })
  const ofMailboxes = (read: (mailbox: Row['mailboxes'][number]) => number | null): Metric['values'] =>
    row.mailboxes.flatMap((mailbox) => {
      const value = read(mailbox)
      return value === null ? [] : [{ labels: { mailbox: mailbox.id }, value }]
    })
  const perMailbox = (name: string, help: string, read: Parameters<typeof ofMailboxes>[0], type: Metric['type']) => ({
    ...{ name: `latchkey_mailbox_${name}`, help, type },
    values: ofMailboxes(read),
  })
  return [
    perMailbox('active', '1 while the mailbox is read.', ({ state }) => (state === 'active' ? 1 : 0), 'gauge'),
    perMailbox(
      'refused',
      '1 while the server refuses the sign-in.',
      ({ state }) => (state === 'auth_failed' ? 1 : 0),
      'gauge',
    ),
    perMailbox('silence_seconds', 'Time since the server was last read.', ({ silence }) => silence, 'gauge'),
    perMailbox('backlog_mails', 'Mails yet to be fetched.', ({ backlog }) => backlog, 'gauge'),
    perMailbox('mails_total', 'Mails kept.', ({ mails }) => mails, 'counter'),
    gauge('mails_waiting', 'Mails kept and not yet taken in.', row.received),
    gauge('mails_waiting_seconds', 'How long the oldest of these has waited.', row.oldest_received),
    gauge('mails_failed', 'Mails that could not be read.', row.failed),
    gauge('letters_queued', 'Letters not yet sent.', row.letters),
    gauge('letters_queued_seconds', 'How long the oldest of these has waited.', row.oldest_letter),
    {
      name: 'latchkey_alarms',
      help: 'Alarms that stand.',
      type: 'gauge',
      values: alarmKinds.map((kind) => ({ labels: { kind }, value: row.alarms[kind] ?? 0 })),
    },
  ]
}
