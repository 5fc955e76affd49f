import type postgres from 'postgres'
import { openDb } from '#app/db/db.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import type { DemoPerson, DemoWorld } from '#scripts/demo/world.ts'

/** Who runs the desk's mailboxes; the demo itself has nobody for that. */
export const operator: DemoPerson = {
  name: 'Operator',
  email: 'operator@latchkey.example',
  role: 'admin',
  password: 'saddle-plum-tunnel-58',
}

/** Mails that the demo has none of: what each is pictured for. */
const mails = {
  danger: ['Nobody helps me', 'I forgot my password, my number is 29433423. I do not want to live any more.'],
  spanish: ['Olvidé mi contraseña', 'Hola, olvidé la contraseña de mi cuenta y no puedo entrar. Muchas gracias.'],
} as const

/** Brings into the demo what goes wrong in a mailbox, and mails that are difficult. Resolves to their cases. */
export async function stage(world: DemoWorld): Promise<Record<keyof typeof mails, number>> {
  const { sql } = world.database
  const { db, close } = openDb(world.ownerUrl, 'latchkey_owner', 1)
  const now = new Date()
  await db.transaction((tx) => createStaff(tx, { ...operator, now }))
  for (const [subject, text] of Object.values(mails)) {
    await db.transaction((tx) => keepFedMail(tx, { bytes: letter(subject, text), now }))
  }
  await close()
  const cases = { danger: await caseOf(sql, mails.danger[0]), spanish: await caseOf(sql, mails.spanish[0]) }
  await sql`
    insert into mailboxes (address, host, port, security, username, secret, state, last_error, failing_since,
      last_success_at, uidvalidity, start_uid, uid_next, last_uid, backfill, backfill_since, backfill_total, backfill_done)
    values
      ('help@latchkey.example', 'imap.example.com', 993, 'tls', 'help', 'x', 'auth_failed',
        'NO [AUTHENTICATIONFAILED] Invalid credentials', now() - interval '3 hours', now() - interval '3 hours',
        7, 5000, 5100, 5090, 'none', null, null, 0),
      ('archive@latchkey.example', 'imap.example.net', 993, 'tls', 'archive', 'x', 'paused', null, null,
        now() - interval '1 day', 7, 5000, 5100, 5090, 'since', '2025-01-01', 4200, 1300)`
  await sql`
    insert into alarms (kind, mailbox_id, details, raised_at)
    select 'gap', id, '{"missing": 3, "fetched": 3}', now() from mailboxes where address = 'support@latchkey.example'`
  await sql`
    insert into raw_mails (arrived_at, state, attempts, failed_step, reason) values
      (now(), 'failed', 3, 'fetch', 'The server did not answer FETCH within 60 seconds.'),
      (now(), 'failed', 1, 'fetch', 'The connection broke 3 times on this mail.')`
  return cases
}

function letter(subject: string, text: string): Uint8Array {
  const lines = [
    'Received: from mx.example.net by mail.latchkey.example; Sun, 22 Nov 2026 08:00:00 +0000',
    'From: Bo <bo@example.org>',
    'To: support@latchkey.example',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${Buffer.from(subject).toString('hex')}@example.org>`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** The case that a mail opened, as soon as it is there. */
async function caseOf(sql: postgres.Sql, subject: string): Promise<number> {
  for (let turn = 0; turn < 150; turn += 1) {
    const [row] = await sql<{ id: number }[]>`select id::int from tickets where subject = ${subject}`
    if (row) return row.id
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`No case was opened for “${subject}” within 30 seconds.`)
}
