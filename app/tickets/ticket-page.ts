import type { FactKey } from '#app/accounts/found-by.ts'
import type { RevealField } from '#app/accounts/reveal.ts'
import type { ClaimKind } from '#app/claims/claim.ts'
import type { Difficulty } from '#app/claims/difficult.ts'
import type { AttackerClass, Bar, EvidenceKind } from '#app/evidence/assessment.ts'
import type { JudgedSender } from '#app/mail/how-judged.ts'
import type { SenderLevel } from '#app/mail/sender.ts'
import type { ApprovalRoute, ApprovalState } from '#app/resets/approval.ts'
import type { TicketLinks } from './link.ts'
import type { Passage, Segment } from './marked-text.ts'
import type { Recommendation, Route, TicketCategory, TicketState } from './ticket.ts'
import type { TicketEvent } from './ticket-event.ts'

/** A claim as an agent can strike it: its words as they stand in the mail, a secret's as dots. */
export type StrikableClaim = { id: number; kind: ClaimKind; raw: string; byAgent: boolean }

/** Everything that the page of one ticket shows. Secrets are masked and the account's values left out. */
export type TicketPage = {
  id: number
  category: TicketCategory
  state: TicketState
  version: number
  subject: readonly Segment[]
  claimedAccount: string | null
  accountNumber: string | null
  /** The fact that led to the account where the person did not name it. */
  foundByFact: FactKey | null
  senderAddress: string | null
  senderLevel: SenderLevel
  route: Route
  recommendation: Recommendation | null
  openedAt: Date
  owner: { id: string; name: string } | null
  leaseUntil: Date | null
  tags: readonly string[]
  snoozedUntil: Date | null
  difficulty: Difficulty | null
  /** The mail's own, as a BCP 47 tag; null where only its being neither English nor Chinese is known. */
  language: string | null
  /** A question that waits for a supervisor. */
  question: { text: string; by: string; askedBy: string; at: Date } | null
  /** What waits for a second person or for the end of its hold. */
  approval: ApprovalView | null
  links: TicketLinks
  /** Mails of the cases that are merged into this one: to read, weighed where they are. */
  mergedMails: readonly { from: number; mails: readonly MailView[] }[]
  /** What was read in the mails and stands, in reading order. */
  claims: readonly StrikableClaim[]
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

/** An approval that does not lead to a link at once. */
export type ApprovalView = {
  state: ApprovalState
  route: ApprovalRoute
  decidedBy: { id: string; name: string }
  /** Whom the desk drew for the second verdict. */
  second: { id: string; name: string } | null
  holdHours: number
  /** Null until the hold begins. */
  holdUntil: Date | null
  /** The new address has typed its code; null where none is asked for. */
  confirmed: boolean | null
}

export type MailView = {
  id: number
  senderAddress: string | null
  senderName: string
  level: SenderLevel
  reasons: readonly string[]
  /** Every check of the sender, with what DNS answered. */
  judged: JudgedSender
  /** A Reply-To in another organisation than the sender's. */
  replyElsewhere: boolean
  subject: readonly Segment[]
  /** Other than that of the case's first mail. */
  otherSubject: boolean
  passages: readonly Passage[]
  /** False also where a secret was sent: the HTML would show it. */
  hasHtml: boolean
  hasSecret: boolean
  arrivedAt: Date
  /** Images that the HTML would have loaded from elsewhere. */
  blockedImages: number
  attachments: readonly AttachedFile[]
  /** `filter`: which of them decided, in the step of that name. */
  trace: readonly { step: string; outcome: string; ms: number; filter?: string }[]
}

/** `sha256` in hex: by it the file is known wherever it turns up. */
export type AttachedFile = { id: number; filename: string; contentType: string; size: number; sha256: string }

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
  /** Handed to a new address of late: until then it is restricted. */
  restrictedUntil: Date | null
  /** What it has on record at all. */
  holds: readonly string[]
  /** The fields that can be revealed, one at a time. */
  revealable: readonly RevealField[]
}

export type RelatedTicket = {
  id: number
  state: TicketState
  sameAccount: boolean
  /** An account is known for it. */
  accountKnown: boolean
  sameSender: boolean
  openedAt: Date
  senderLevel: SenderLevel
}
