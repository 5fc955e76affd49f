/** What a supervisor looks for; null stands for all. */
export type AuditFilter = {
  staffId: string | null
  accountNumber: string | null
  ticketId: number | null
  /** From then on. */
  from: Date | null
  /** Before then. */
  until: Date | null
}

/** The last row of a page; the next page begins after it. */
export type AuditCursor = { at: Date; id: number }

const dayMs = 24 * 60 * 60_000

/** Reads the filter of a URL. What cannot be read is left out: it comes from a form whose fields cannot hold it. */
export function readAuditFilter(query: URLSearchParams): AuditFilter {
  const staffId = query.get('person') ?? ''
  const account = (query.get('account') ?? '').normalize('NFKC').replace(/[\s-]/g, '')
  const ticket = (query.get('ticket') ?? '').normalize('NFKC').replace(/[\s#]/g, '')
  const until = readDay(query.get('until'))
  return {
    staffId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(staffId) ? staffId : null,
    accountNumber: /^[0-9]{4,15}$/.test(account) ? account : null,
    ticketId: /^[0-9]{1,15}$/.test(ticket) ? Number(ticket) : null,
    from: readDay(query.get('from')),
    // The day that is named belongs to the span.
    until: until && new Date(until.getTime() + dayMs),
  }
}

/** Reads `<milliseconds>-<number>`, or null. */
export function readAuditCursor(text: string | null): AuditCursor | null {
  const parts = /^([0-9]{1,15})-([0-9]{1,15})$/.exec(text ?? '')
  return parts ? { at: new Date(Number(parts[1])), id: Number(parts[2]) } : null
}

export function writeAuditCursor({ at, id }: AuditCursor): string {
  return `${at.getTime()}-${id}`
}

/** YYYY-MM-DD, the UTC day. */
function readDay(text: string | null): Date | null {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text ?? '')) return null
  const day = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(day.getTime()) ? null : day
}
