import { verifyAudit } from '#app/audit/verify-audit.server.ts'
import { openDb } from '#app/db/db.server.ts'
import { listActiveMailboxes } from '#app/mailboxes/mailbox-state.server.ts'
import { type Reconciled, reconcileMailbox } from '#app/mailboxes/reconcile.server.ts'
import { dovecotUser } from '#scripts/dovecot.ts'
import type { ChaosHouse } from './house.ts'
import type { MarkedMail } from './mails.ts'

export type Proof = {
  /** Mails whose word stands in no message. */
  lost: number
  /** Messages whose word stands in another one already, and cases beyond one a mail. */
  doubled: number
  /** Mails that intake gave up, though nothing was wrong with them. */
  failed: number
  /** Letters that arrived, each counted once. */
  letters: number
  /** The same letter under another Message-ID. */
  letters_doubled: number
  /** The same Message-ID once more: a mail program shows it once. */
  letters_repeated: number
  letters_lost: number
  gaps: number
  unplaced: number
  audit: boolean
}

/** Counts by content: every mail has a word of its own, every proved sender an address of his own. */
export async function prove(house: ChaosHouse, mails: readonly MarkedMail[]): Promise<Proof> {
  const { sql } = house.desk.database
  const messages = await sql<{ word: string | null; ticket: string }[]>`
    select substring(text from 'mark[0-9]+x[0-9a-f]{12}') as word, ticket_id as ticket from messages where copy = 0`
  const seen = new Map<string, number>()
  for (const { word } of messages) if (word) seen.set(word, (seen.get(word) ?? 0) + 1)
  const [counted] = await sql<{ tickets: number; failed: number }[]>`
    select (select count(*)::int from tickets) as tickets,
      (select count(*)::int from raw_mails where state = 'failed') as failed`
  const extraMessages = [...seen.values()].reduce((sum, times) => sum + times - 1, 0)
  const extraTickets = Math.max(0, (counted?.tickets ?? 0) - mails.length)
  const reconciled = await reconcileAll(house)
  return {
    lost: mails.filter(({ word }) => !seen.has(word)).length,
    doubled: Math.max(extraMessages, extraTickets),
    failed: counted?.failed ?? 0,
    ...(await proveLetters(house, mails)),
    gaps: reconciled.reduce((sum, one) => sum + one.gaps.length + one.waiting, 0),
    unplaced: reconciled.reduce((sum, { outcomes }) => sum + outcomes.unplaced + outcomes.received, 0),
    audit: await auditHolds(house),
  }
}

async function proveLetters(house: ChaosHouse, mails: readonly MarkedMail[]) {
  const rows = await house.desk.database.sql<{ messageId: string; kind: string; ticket: string }[]>`
    select message_id as "messageId", kind, ticket_id as ticket from letters`
  const known = new Map(rows.map((row) => [row.messageId, row]))
  const byPurpose = new Map<string, Set<string>>()
  for (const { recipient, messageId } of house.sink.letters) {
    const { kind = 'unknown' } = known.get(messageId) ?? {}
    const purpose = `${recipient} ${kind}`
    byPurpose.set(purpose, (byPurpose.get(purpose) ?? new Set()).add(messageId))
  }
  const distinct = [...byPurpose.values()].reduce((sum, ids) => sum + ids.size, 0)
  const reached = new Set(house.sink.letters.map(({ recipient }) => recipient))
  return {
    letters: distinct,
    letters_doubled: distinct - byPurpose.size,
    letters_repeated: house.sink.letters.length - distinct,
    letters_lost: mails.filter(({ answered }) => answered !== null && !reached.has(answered)).length,
  }
}

function reconcileAll({ desk }: ChaosHouse): Promise<Reconciled[]> {
  return listActiveMailboxes(desk.database.db).then((listed) =>
    Promise.all(
      listed.map((mailbox) =>
        reconcileMailbox({
          db: desk.database.db,
          mailbox: { ...mailbox, address: desk.settings.DESK_ADDRESS ?? '' },
          credential: { password: dovecotUser.password },
          since: null,
          refetch: false,
          signal: new AbortController().signal,
          now: new Date(),
        }),
      ),
    ),
  )
}

async function auditHolds({ desk }: ChaosHouse): Promise<boolean> {
  const auditor = openDb(desk.auditorUrl, 'latchkey_auditor', 1)
  try {
    return (await verifyAudit(auditor.db)).ok
  } finally {
    await auditor.close()
  }
}
