import { randomUUID } from 'node:crypto'
import { asc, eq, getTableColumns } from 'drizzle-orm'
import type { Db } from '#app/db/db.server.ts'
import { type Ending, readMailbox, type SignIn } from '#app/mailboxes/imap.server.ts'
import { defaultLimits } from '#app/mailboxes/imap-link.server.ts'
import type { Mailbox } from '#app/mailboxes/mailbox.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawContents, rawMails } from '#drizzle/schema/mails.ts'
import { dovecotUser } from '#scripts/dovecot.ts'
import { deskAt } from './dovecot.ts'

/** A mail whose bytes are its own. */
export function mailAbout(subject: string, body = 'Hello'): string {
  return [
    'From: Mei <mei@example.com>',
    'To: recover@desk.example',
    `Subject: ${subject}`,
    'Date: Sun, 22 Nov 2026 08:00:00 +0000',
    '',
    body,
    '',
  ].join('\r\n')
}

/** Writes the mailbox's row. */
export async function addMailbox(db: Db, port: number, change: Partial<Mailbox> = {}): Promise<Mailbox> {
  const mailbox = deskAt(port, randomUUID(), change)
  await db.insert(mailboxes).values({ ...mailbox, address: 'recover@desk.example', secret: new Uint8Array([1]) })
  return mailbox
}

export type Reader = { ended: Promise<Ending>; stop: () => Promise<Ending>; said: string[] }

type Pace = {
  socketTimeoutMs?: number
  operationTimeoutMs?: number
  leaseMs?: number
  firstRestMs?: number
  stallMs?: number
  password?: string
  signIn?: SignIn
  bell?: EventTarget
  /** In bytes; as usual where it is not given. */
  maxMailBytes?: number
}

/** Reads a mailbox beside the test, at a pace fit for one. */
export function startReading(db: Db, mailbox: Mailbox, pace: Pace = {}): Reader {
  const stop = new AbortController()
  const said: string[] = []
  const log = { info: () => {}, warn: ({ words }: Record<string, unknown>) => void said.push(String(words)) }
  const ended = readMailbox({
    db,
    mailbox,
    signIn: pace.signIn ?? (async () => ({ password: pace.password ?? dovecotUser.password })),
    ...(pace.stallMs !== undefined && { stallMs: pace.stallMs }),
    ...(pace.bell && { bell: pace.bell }),
    holder: randomUUID(),
    signal: stop.signal,
    log,
    clock: () => new Date(),
    limits: {
      ...defaultLimits,
      socketTimeoutMs: pace.socketTimeoutMs ?? 5000,
      operationTimeoutMs: pace.operationTimeoutMs ?? 5000,
      ...(pace.maxMailBytes !== undefined && { maxMailBytes: pace.maxMailBytes, headBytes: 400 }),
    },
    leaseMs: pace.leaseMs ?? 30_000,
    firstRestMs: pace.firstRestMs ?? 20,
  })
  return {
    ended,
    said,
    stop: () => {
      stop.abort()
      return ended
    },
  }
}

/** The kept mails of a mailbox, by their order. */
export async function keptMails(db: Db, mailbox: Mailbox) {
  const rows = await db
    .select({ ...getTableColumns(rawMails), bytes: rawContents.bytes })
    .from(rawMails)
    .leftJoin(rawContents, eq(rawContents.sha256, rawMails.sha256))
    .where(eq(rawMails.mailboxId, mailbox.id))
    .orderBy(asc(rawMails.id))
  return rows.map(({ bytes, ...row }) => {
    const text = Buffer.from(bytes ?? []).toString('latin1')
    return { ...row, text, subject: /^Subject: (.*)$/m.exec(text)?.[1]?.trim() ?? '' }
  })
}

export async function readRow(db: Db, mailbox: Mailbox) {
  const [row] = await db.select().from(mailboxes).where(eq(mailboxes.id, mailbox.id))
  if (!row) throw new Error(`no mailbox ${mailbox.id}`)
  return row
}

/** Looks until it holds, for at most ten seconds. */
export async function until<T>(
  look: () => Promise<T | false | null | undefined>,
  what: string,
  ms = 10_000,
): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`It did not happen within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
