import type { Mailbox } from '#app/mailboxes/mailbox.ts'

/** A mailbox row's worth of settings for a server on this machine. */
export function deskAt(port: number, id: string, change: Partial<Mailbox> = {}): Mailbox {
  return {
    id,
    host: '127.0.0.1',
    port,
    security: 'none',
    username: 'desk',
    authentication: 'password',
    tokenUrl: null,
    clientId: null,
    ca: null,
    folder: 'INBOX',
    backfill: 'none',
    backfillSince: null,
    pollSeconds: 60,
    createdAt: new Date(),
    ...change,
  }
}
