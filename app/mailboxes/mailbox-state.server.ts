import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import type { Env } from '#app/env.server.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import type { Mailbox } from './mailbox.ts'
import { openSecret, placeOf, sealSecret } from './secrets.server.ts'

/** A mailbox to be read, with the password still sealed. */
export type ListedMailbox = Mailbox & { secret: Uint8Array }

/** What a mailbox is reached and signed in with; its secret is sealed. */
export const reachColumns = {
  id: mailboxes.id,
  host: mailboxes.host,
  port: mailboxes.port,
  security: mailboxes.security,
  username: mailboxes.username,
  authentication: mailboxes.authentication,
  tokenUrl: mailboxes.tokenUrl,
  clientId: mailboxes.clientId,
  secret: mailboxes.secret,
  ca: mailboxes.ca,
  folder: mailboxes.folder,
}

/** Every mailbox that is to be read now. */
export async function listActiveMailboxes(db: Db): Promise<ListedMailbox[]> {
  return db
    .select({
      ...reachColumns,
      backfill: mailboxes.backfill,
      backfillSince: mailboxes.backfillSince,
      pollSeconds: mailboxes.pollSeconds,
      createdAt: mailboxes.createdAt,
    })
    .from(mailboxes)
    .where(eq(mailboxes.state, 'active'))
    .orderBy(mailboxes.createdAt)
}

/** The server was reached; `uidNext` is what it said. */
export async function recordSuccess(
  db: Db,
  { mailboxId, uidNext, now }: { mailboxId: string; uidNext: number; now: Date },
): Promise<void> {
  await db
    .update(mailboxes)
    .set({ lastSuccessAt: now, uidNext, failingSince: null, lastError: null })
    .where(eq(mailboxes.id, mailboxId))
}

/** The server was not reached, or said no. A refused password pauses the mailbox until somebody looks at it. */
export async function recordFailure(
  db: Db,
  { mailboxId, words, refused, now }: { mailboxId: string; words: string; refused: boolean; now: Date },
): Promise<void> {
  await db
    .update(mailboxes)
    .set({
      failingSince: sql`coalesce(${mailboxes.failingSince}, ${now.toISOString()}::timestamptz)`,
      lastError: words,
      ...(refused && { state: 'auth_failed' as const }),
    })
    .where(eq(mailboxes.id, mailboxId))
}

/**
 * Writes the mailbox that the IMAP_* settings name, or brings it up to date. A start is one new try for a mailbox whose
 * password was refused; one that somebody paused stays paused. Null when the settings name none.
 */
export async function ensureMailboxFromEnv(db: Db, env: Env): Promise<string | null> {
  const { imapHost: host, imapPort: port, imapUser: username, imapPassword, imapFolder: folder } = env
  if (!host || !username || imapPassword === undefined) return null
  const place = { host, port, username }
  const key = env.keys.mailboxSecret
  const [known] = await db
    .select({ secret: mailboxes.secret })
    .from(mailboxes)
    .where(
      and(
        eq(mailboxes.host, host),
        eq(mailboxes.port, port),
        eq(mailboxes.username, username),
        eq(mailboxes.folder, folder),
      ),
    )
  // The same password sealed again would look like a change to a reader that is at work.
  const unchanged = known && opens(known.secret, key, placeOf(place)) === imapPassword
  const values = {
    address: env.deskAddress,
    security: env.imapSecurity,
    authentication: 'password' as const,
    tokenUrl: null,
    clientId: null,
    secret: unchanged ? known.secret : sealSecret(imapPassword, key, placeOf(place)),
    pollSeconds: env.imapPollSeconds,
  }
  const [row] = await db
    .insert(mailboxes)
    // What is asked of old mail is settled when the mailbox is added; later it is changed on its page.
    .values({ ...place, folder, ...values, backfill: env.imapBackfill })
    .onConflictDoUpdate({
      target: [mailboxes.host, mailboxes.port, mailboxes.username, mailboxes.folder],
      set: {
        ...values,
        state: sql`case when ${mailboxes.state} = 'auth_failed' then 'active' else ${mailboxes.state} end`,
      },
    })
    .returning({ id: mailboxes.id })
  return row?.id ?? null
}

function opens(sealed: Uint8Array, key: Uint8Array, place: string): string | null {
  try {
    return openSecret(sealed, key, place)
  } catch {
    // Sealed under another key: it is sealed anew.
    return null
  }
}
