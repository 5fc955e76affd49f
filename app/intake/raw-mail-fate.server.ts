import { and, inArray, lt, min, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '#app/db/db.server.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import type { Placement } from './place-mail.server.ts'
import { StepError } from './read-mail.server.ts'
import type { ReadMail, TakenMail } from './taken-mail.ts'

/** What became of one mail, with what its row says of it from now on; what is left out stays as it was. */
export type Fate = {
  mail: TakenMail
  placement: Placement | { outcome: 'failed' | 'waits for DNS' | 'duplicate'; ticketId: null }
  row: {
    state: 'received' | 'done' | 'failed' | 'quarantined'
    attempts: number
    reason: string
    failedStep?: string
    kind?: string
    duplicateOf?: number
    trace?: readonly unknown[]
    notBefore?: Date
  }
}

const dnsSilent = 'DNS gave no answer in time'

/** How long a mail waits for DNS before it is judged again: growing, one hour at most. */
const retryAfterMs = (attempts: number) => Math.min(60, 2 ** attempts) * 60_000

/** A mail that could not be read or placed. */
export function failed(mail: TakenMail, error: unknown): Fate {
  const failedStep = error instanceof StepError ? error.step : 'place'
  const row = { state: 'failed' as const, attempts: mail.attempts + 1, failedStep, reason: reasonOf(error) }
  return { mail, placement: { outcome: 'failed', ticketId: null }, row }
}

/** A mail that came before: in its very bytes, or as another copy of which only the way is another. */
export function repeated(
  { mail, reading }: ReadMail,
  duplicateOf: number,
  reason = 'the same bytes came before',
): Fate {
  const row = { state: 'done' as const, attempts: mail.attempts, duplicateOf, reason, kind: reading.kind }
  return { mail, placement: { outcome: 'duplicate', ticketId: null }, row }
}

/** A mail whose sender the DNS says nothing of yet: judged again later, and at last without it (see unanswered.ts). */
export function waitsForDns({ mail, reading }: ReadMail, now: Date): Fate {
  const notBefore = new Date(now.getTime() + retryAfterMs(mail.attempts))
  const row = { state: 'received' as const, attempts: mail.attempts + 1, notBefore, reason: dnsSilent }
  return { mail, placement: { outcome: 'waits for DNS', ticketId: null }, row: { ...row, trace: reading.trace } }
}

/** A mail that has its place. */
export function placed({ mail, reading }: ReadMail, placement: Placement): Fate {
  const row = {
    state: placement.outcome === 'quarantined' ? ('quarantined' as const) : ('done' as const),
    attempts: mail.attempts + 1,
    kind: reading.kind,
    reason: reading.kindReason,
    trace: [...reading.trace, { step: 'place', outcome: placement.outcome, ms: 0 }],
  }
  return { mail, placement, row }
}

/**
 * For each mail the earliest one with the very same bytes that was taken in, or null. It cannot be pre-claimed: the
 * hops' own lines are part of the bytes.
 */
export async function findTwins(tx: Tx, mails: readonly TakenMail[]): Promise<(number | null)[]> {
  if (mails.length === 0) return []
  const later = alias(rawMails, 'later')
  const found = await tx
    .select({ id: later.id, twin: min(rawMails.id) })
    .from(later)
    .innerJoin(
      rawMails,
      and(
        sql`${rawMails.sha256} = ${later.sha256}`,
        lt(rawMails.id, later.id),
        inArray(rawMails.state, ['done', 'quarantined']),
      ),
    )
    .where(
      inArray(
        later.id,
        mails.map(({ id }) => id),
      ),
    )
    .groupBy(later.id)
  return mails.map((mail) => found.find(({ id }) => id === mail.id)?.twin ?? null)
}

/** Writes what became of mails into their rows. */
export async function recordFates(tx: Tx, fates: readonly Fate[]): Promise<void> {
  if (fates.length === 0) return
  const column = (read: (fate: Fate) => unknown) => sql.param(fates.map(read))
  await tx.execute(sql`
    update raw_mails set state = fate.state, attempts = fate.attempts, reason = fate.reason,
      failed_step = fate.failed_step, kind = coalesce(fate.kind, raw_mails.kind),
      duplicate_of = coalesce(fate.duplicate_of, raw_mails.duplicate_of),
      trace = coalesce(fate.trace::jsonb, raw_mails.trace), not_before = coalesce(fate.not_before::timestamptz, raw_mails.not_before)
    from unnest(
      ${column(({ mail }) => mail.id)}::bigint[], ${column(({ row }) => row.state)}::text[],
      ${column(({ row }) => row.attempts)}::int[], ${column(({ row }) => row.reason)}::text[],
      ${column(({ row }) => row.failedStep ?? null)}::text[], ${column(({ row }) => row.kind ?? null)}::text[],
      ${column(({ row }) => row.duplicateOf ?? null)}::bigint[],
      ${column(({ row }) => (row.trace ? JSON.stringify(row.trace) : null))}::text[],
      ${column(({ row }) => row.notBefore?.toISOString() ?? null)}::text[]
    ) fate (id, state, attempts, reason, failed_step, kind, duplicate_of, trace, not_before)
    where raw_mails.id = fate.id`)
}

/** A sentence for agents; a database error keeps its code and constraint, never its parameters (people's data). */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; constraint_name?: string } }).cause
  if (cause?.code)
    return `the database refused it: ${cause.code}${cause.constraint_name ? ` (${cause.constraint_name})` : ''}`
  if (error instanceof StepError) return error.message.slice(0, 500)
  return `${error instanceof Error ? error.name : 'Error'} while it was placed`
}

/** Lost connections, deadlocks and restarts say nothing of the mail: it keeps waiting. */
export function isPassing(error: unknown): boolean {
  const code =
    (error as { cause?: { code?: string }; code?: string }).cause?.code ?? (error as { code?: string }).code ?? ''
  return /^(08|40|53|57|CONNECTION|ECONN|EPIPE)/.test(code)
}
