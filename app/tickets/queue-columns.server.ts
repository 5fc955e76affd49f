import { staff } from '#drizzle/schema/staff.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

/** What one line of the queue is drawn from; `staff` is joined by the assignee. */
export const queueColumns = {
  id: tickets.id,
  category: tickets.category,
  state: tickets.state,
  claimedAccount: tickets.claimedAccount,
  subject: tickets.subject,
  senderLevel: tickets.senderLevel,
  route: tickets.route,
  recommendation: tickets.recommendation,
  bits: tickets.bits,
  ownerName: staff.name,
  version: tickets.version,
  openedAt: tickets.openedAt,
  quarantinedMails: tickets.quarantinedMails,
  senderAddress: tickets.senderAddress,
  language: tickets.language,
  tags: tickets.tags,
  difficulty: tickets.difficulty,
  snoozedUntil: tickets.snoozedUntil,
  escalatedAt: tickets.escalatedAt,
  dueAt: tickets.dueAt,
}
