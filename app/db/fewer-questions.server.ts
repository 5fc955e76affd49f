import type { Db } from './db.server.ts'

/** A question to the database whose answer depends on a word alone: whose token, whose counts. */
type Ask<Answer> = (db: Db, of: string, now: Date) => Promise<Answer>

/**
 * Asks once for all who ask in the same turn of the event loop: the loaders of one page begin together. Whoever comes
 * later asks anew, so that what was changed before a request is always seen by it.
 */
export function askTogether<Answer>(ask: Ask<Answer>): Ask<Answer> {
  const asking = new WeakMap<Db, Map<string, Promise<Answer>>>()
  return (db, of, now) => {
    const begun = asking.get(db) ?? new Map<string, Promise<Answer>>()
    asking.set(db, begun)
    const same = begun.get(of)
    if (same) return same
    const answer = ask(db, of, now)
    begun.set(of, answer)
    setImmediate(() => begun.delete(of))
    return answer
  }
}

/** How many answers are kept at once at most. */
const mostKept = 500
/** A deed is settled only some time after it was asked for, in milliseconds. */
const unsettledMs = 2_000

/** Kept on the process: the pages and the server around them are two bundles. */
const place = globalThis as { latchkeySettledAt?: number }

/** What was kept is shown no more: something has changed, or (`soon`) is about to. */
export function forgetKept(now: Date, when: 'now' | 'soon'): void {
  const settledAt = now.getTime() + (when === 'soon' ? unsettledMs : 0)
  place.latchkeySettledAt = Math.max(place.latchkeySettledAt ?? 0, settledAt)
}

/** Gives the same answer for so many milliseconds, unless something changed; see {@link forgetKept}. */
export function keepAnswer<Answer>(keptMs: number, ask: Ask<Answer>): Ask<Answer> {
  const kept = new WeakMap<Db, Map<string, { answer: Promise<Answer>; at: number }>>()
  return (db, of, now) => {
    const at = now.getTime()
    const settledAt = place.latchkeySettledAt ?? 0
    if (at < settledAt) return ask(db, of, now)
    const answers = kept.get(db) ?? new Map<string, { answer: Promise<Answer>; at: number }>()
    kept.set(db, answers)
    const last = answers.get(of)
    if (last && last.at > settledAt && at >= last.at && at - last.at < keptMs) return last.answer
    if (answers.size >= mostKept) answers.clear()
    const entry = { answer: ask(db, of, now), at }
    answers.set(of, entry)
    // A fault is told to those who met it and to nobody later.
    entry.answer.catch(() => answers.get(of) === entry && answers.delete(of))
    return entry.answer
  }
}
