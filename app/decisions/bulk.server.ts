import type { Db } from '#app/db/db.server.ts'
import type { Person } from '#app/staff/person.ts'
import { actOnTicket, undoAct } from '#app/tickets/act.server.ts'
import type { ListedCase } from '#app/tickets/act.ts'
import type { BulkAct, BulkReport } from '#app/tickets/bulk.ts'
import { decideTicket } from './decide.server.ts'
import type { DecisionKeys } from './decision-keys.server.ts'

type BulkRequest = {
  cases: readonly ListedCase[]
  act: BulkAct
  person: Person
  now: Date
  keys: DecisionKeys
}

/**
 * Does the same with several cases, one after the other and each by itself: with the rights, the version and the
 * transaction that it has alone. What is refused leaves the others as they are.
 */
export async function actInBulk(db: Db, { cases, act, person, now, keys }: BulkRequest): Promise<BulkReport> {
  const report: BulkReport = { kind: act.kind, done: [], refused: [], undoable: act.kind !== 'deny' }
  for (const { ticketId, version } of cases) {
    const on = { ticketId, version, person, now }
    const outcome = await one(on)
    if ('refusal' in outcome) report.refused.push({ ticketId, refusal: outcome.refusal })
    else {
      report.done.push({ ticketId, version: outcome.version })
      report.undoable &&= outcome.undoable
    }
  }
  return report

  async function one(on: ListedCase & { person: Person; now: Date }) {
    if (act.kind === 'undo') return undoAct(db, on)
    if (act.kind !== 'deny') return actOnTicket(db, { ...on, act })
    const denied = await decideTicket(db, { ...on, verb: 'deny', reason: act.reason, keys })
    return 'refusal' in denied ? denied : { version: on.version + 1, undoable: false }
  }
}
