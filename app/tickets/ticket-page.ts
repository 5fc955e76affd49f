import type { AttackerClass, Bar, EvidenceKind } from '#app/evidence/assessment.ts'
import type { SenderLevel, SenderVerdict } from '#app/mail/sender.ts'
import type { Passage, Segment } from './marked-text.ts'
import type { Recommendation, Route, TicketCategory, TicketState } from './ticket.ts'

/** Everything that the page of one ticket shows. Secrets are masked and the account's values left out. */
export type TicketPage = {
  id: number
  category: TicketCategory
  state: TicketState
  version: number
  subject: readonly Segment[]
  claimedAccount: string | null
  accountNumber: string | null
  senderAddress: string | null
  senderLevel: SenderLevel
  route: Route
  recommendation: Recommendation | null
  openedAt: Date
  owner: { id: string; name: string } | null
  leaseUntil: Date | null
  mails: readonly MailView[]
  /** Mails that a thread brought here but whose sender is another. */
  quarantined: readonly MailView[]
  assessment: AssessmentView | null
  account: AccountLevels | null
  /** Oldest first. */
  events: readonly TicketEvent[]
  related: readonly RelatedTicket[]
  /** A supervisor has stopped every reset. */
  resetsStopped: boolean
}

export type MailView = {
  id: number
  senderAddress: string | null
  senderName: string
  level: SenderLevel
  reasons: readonly string[]
  verdict: Omit<SenderVerdict, 'dns'> & { dns: readonly { name: string; type: string }[] }
  subject: readonly Segment[]
  passages: readonly Passage[]
  /** False also where a secret was sent: the HTML would show it. */
  hasHtml: boolean
  hasSecret: boolean
  arrivedAt: Date
  attachments: readonly { filename: string; contentType: string; size: number }[]
  trace: readonly { step: string; outcome: string; ms: number }[]
}

export type AssessmentView = {
  bits: number
  probability: number
  margins: Readonly<Record<AttackerClass, number>>
  ifNot: Readonly<Record<AttackerClass, number>>
  because: readonly string[]
  bars: readonly BarView[]
  notStated: readonly EvidenceKind[]
  /** How long an approval rests before its link goes out; null where it may go at once. */
  holdHours: number | null
  policy: string
  madeAt: Date
}

/** A bar with the number of its claims in the text, and one sentence. */
export type BarView = Bar & { mark: number | null; sentence: string }

/** What the account holds, never the values. */
export type AccountLevels = {
  visibility: 'public' | 'friends' | 'private'
  address: 'none' | 'not verified' | 'verified'
  addressChanged: 'never' | 'within 7 days' | 'within 30 days' | 'longer ago'
  addressDead: boolean
  friends: 'none' | 'few' | 'some' | 'many'
  questions: boolean
  lastSeen: 'unknown' | 'within 30 days' | 'within a year' | 'over a year ago'
  valuable: boolean
  /** What it has on record at all. */
  holds: readonly string[]
}

export type TicketEvent = { at: Date; text: string; detail: string | null; tone: 'plain' | 'for' | 'against' | 'warn' }

export type RelatedTicket = {
  id: number
  state: TicketState
  sameAccount: boolean
  sameSender: boolean
  openedAt: Date
  senderLevel: SenderLevel
}
