import { X509Certificate } from 'node:crypto'
import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { AuditVerb } from '#app/audit/entry.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { laidBefore } from './mailbox.ts'
import { changedFields, placeFields } from './mailbox-form.ts'
import type { FormFaults, GivenSecret, MailboxSettings } from './mailbox-settings.ts'
import { packOAuthSecret } from './oauth-secret.ts'
import { placeOf, sealSecret } from './secrets.server.ts'

type Deed = { staffId: string; now: Date }

/** Adds a mailbox, at rest: whoever adds it starts it when its test has passed. */
export async function addMailbox(
  db: Db,
  given: Deed & { settings: MailboxSettings; secret: GivenSecret; key: Uint8Array },
): Promise<{ id: string } | { faults: FormFaults }> {
  const { settings, secret, key, staffId, now } = given
  if (!isReadable(settings.ca)) return { faults: { ca: 'authority' } }
  return db.transaction(async (tx) => {
    const [made] = await tx
      .insert(mailboxes)
      .values({ ...settings, secret: seal(settings, secret, key), state: 'paused', createdAt: now })
      .onConflictDoNothing()
      .returning({ id: mailboxes.id })
    if (!made) return { faults: { folder: 'taken' as const } }
    await record(tx, 'mailbox_added', { staffId, now, details: { mailbox: made.id, ...told(settings) } })
    return { id: made.id }
  })
}

/**
 * Changes what a mailbox is set to. One whose password was refused is tried again with a new one; a folder that was
 * read stays the same folder.
 *
 * @param given.secret null keeps the stored one
 */
export async function changeMailbox(
  db: Db,
  given: Deed & {
    id: string
    before: MailboxSettings
    settings: MailboxSettings
    secret: GivenSecret | null
    key: Uint8Array
  },
): Promise<{ changed: boolean } | { faults: FormFaults }> {
  const { id, before, settings, secret, key, staffId, now } = given
  if (!isReadable(settings.ca)) return { faults: { ca: 'authority' } }
  const fields = changedFields(before, settings)
  if (fields.length === 0 && !secret) return { changed: false }
  const moved = fields.some((field) => placeFields.some((one) => one === field))
  return db
    .transaction(async (tx) => {
      const [changed] = await tx
        .update(mailboxes)
        .set({
          ...settings,
          ...(secret && { secret: seal(settings, secret, key), ...tryAgain }),
        })
        .where(and(eq(mailboxes.id, id), moved ? isNull(mailboxes.uidvalidity) : undefined))
        .returning({ id: mailboxes.id })
      if (!changed) return { faults: { folder: 'taken' as const } }
      const details = { mailbox: id, address: settings.address, fields: [...fields, ...(secret ? ['secret'] : [])] }
      await record(tx, 'mailbox_changed', { staffId, now, details })
      return { changed: true }
    })
    .catch((error: unknown) => {
      if (constraintOf(error) !== 'mailboxes_place') throw error
      return { faults: { folder: 'taken' as const } }
    })
}

/** Stops reading; the reader ends within seconds, and nothing that came is lost. False where it rests already. */
export async function pauseMailbox(
  db: Db,
  { id, reason, staffId, now }: Deed & { id: string; reason: string },
): Promise<boolean> {
  const pausedReason = reason.trim().slice(0, 200)
  return db.transaction(async (tx) => {
    const [paused] = await tx
      .update(mailboxes)
      .set({ state: 'paused', pausedReason })
      .where(and(eq(mailboxes.id, id), ne(mailboxes.state, 'paused')))
      .returning({ address: mailboxes.address })
    if (paused)
      await record(tx, 'mailbox_paused', { staffId, now, details: { mailbox: id, ...paused, reason: pausedReason } })
    return paused !== undefined
  })
}

/** Starts reading where it ended: at the cursor, or with the next mail where it was never read. */
export async function resumeMailbox(db: Db, { id, staffId, now }: Deed & { id: string }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [resumed] = await tx
      .update(mailboxes)
      .set({ state: 'active', pausedReason: null, failingSince: null, lastError: null })
      .where(and(eq(mailboxes.id, id), ne(mailboxes.state, 'active')))
      .returning({ address: mailboxes.address })
    if (resumed) await record(tx, 'mailbox_resumed', { staffId, now, details: { mailbox: id, ...resumed } })
    return resumed !== undefined
  })
}

/**
 * Asks for the mail that lay there before: all of it, or what the server received since a day. What new numbers of the
 * folder brought is here already, and is only taken in.
 */
export async function askBackfill(
  db: Db,
  { id, since, staffId, now }: Deed & { id: string; since: Date | 'all' },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [asked] = await tx
      .update(mailboxes)
      .set({
        backfill: since === 'all' ? 'all' : 'since',
        backfillSince: since === 'all' ? null : since,
        backfillUid: 0,
        backfillTotal: null,
        backfillDone: 0,
      })
      .where(eq(mailboxes.id, id))
      .returning({ address: mailboxes.address })
    if (asked) await takeInPassed(tx, id, since)
    const from = since === 'all' ? 'the beginning' : since.toISOString().slice(0, 10)
    if (asked)
      await record(tx, 'mailbox_backfill_asked', { staffId, now, details: { mailbox: id, ...asked, since: from } })
    return asked !== undefined
  })
}

async function takeInPassed(tx: Tx, mailboxId: string, since: Date | 'all'): Promise<void> {
  await tx
    .update(rawMails)
    .set({ state: 'received', reason: null })
    .where(
      and(
        eq(rawMails.mailboxId, mailboxId),
        eq(rawMails.state, 'done'),
        eq(rawMails.reason, laidBefore),
        isNull(rawMails.purgedAt),
        since === 'all' ? undefined : gte(rawMails.arrivedAt, since),
      ),
    )
  await tx.execute(sql`select pg_notify('raw_mails', '')`)
}

/** A refused password rests a mailbox; with another one it is worth a try. */
const tryAgain = {
  state: sql<'active'>`case when ${mailboxes.state} = 'auth_failed' then 'active' else ${mailboxes.state} end`,
  failingSince: null,
  lastError: null,
}

function seal(settings: MailboxSettings, secret: GivenSecret, key: Uint8Array): Uint8Array {
  const text = 'password' in secret ? secret.password : packOAuthSecret(secret)
  return sealSecret(text, key, placeOf(settings))
}

/** Only a certificate that parses is stored: another would stop the reader at its next connection. */
function isReadable(ca: string | null): boolean {
  try {
    for (const [pem] of (ca ?? '').matchAll(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g))
      new X509Certificate(pem)
    return true
  } catch {
    return false
  }
}

/** What the audit says of a new mailbox: where it is, nothing that opens it. */
function told({ address, host, port, security, username, authentication, folder }: MailboxSettings) {
  return { address, host, port, security, username, authentication, folder }
}

function record(
  tx: Tx,
  verb: AuditVerb,
  { staffId, now, details }: Deed & { details: Readonly<Record<string, unknown>> },
): Promise<void> {
  return appendAudit(tx, [{ verb, at: now, staffId, ticketId: null, accountNumber: null, details }])
}

function constraintOf(error: unknown): string | undefined {
  return ((error as Error | null)?.cause as { constraint_name?: string } | undefined)?.constraint_name
}
