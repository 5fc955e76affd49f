import { sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { jsonRows } from '#app/db/json-rows.server.ts'
import type { TicketState } from '#app/tickets/ticket.ts'
import { graver, isDanger } from './graver.ts'
import { wakeUp } from './join-ticket.server.ts'
import type { LookedUp, NamedTicket } from './look-up.server.ts'
import { personKinds } from './mail-reading.ts'

/** States in which nobody looks at a case by itself. */
const unseen: readonly TicketState[] = ['done', 'denied', 'closed', 'set_aside']

/**
 * Counts mails beside their cases, which stay as they are but for one thing: whoever is in danger is seen, whoever he
 * is. The case shows the graver difficulty, and wakes for a danger if nobody would look at it; no approval moves.
 *
 * @param beside at most one of each case; their tickets are locked
 */
export async function setBeside(
  tx: Tx,
  beside: readonly (LookedUp & { named: NamedTicket })[],
  now: Date,
): Promise<void> {
  if (beside.length === 0) return
  const rows = beside.map(({ named: { ticket }, reading }) => {
    const said = personKinds.includes(reading.kind) ? reading.difficulty : null
    const difficulty = graver(ticket.difficulty, said)
    const wakes = isDanger(said) && unseen.includes(ticket.state)
    const { state, assigneeId: assignee } = wakes ? wakeUp(ticket, now) : ticket
    return { id: ticket.id, difficulty, wakes, state, assignee }
  })
  await tx.execute(sql`
    update tickets set quarantined_mails = quarantined_mails + 1, difficulty = beside.difficulty,
      state = beside.state, assignee_id = beside.assignee,
      lease_until = case when beside.assignee is null then null else lease_until end, version = version + wakes::int,
      changed_at = case when wakes or tickets.difficulty is distinct from beside.difficulty
        then ${now.toISOString()}::timestamptz else changed_at end
    from json_to_recordset(${jsonRows(rows)}::json) beside
      (id bigint, difficulty text, wakes boolean, state text, assignee uuid)
    where tickets.id = beside.id`)
}
