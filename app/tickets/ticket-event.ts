import type { AuditVerb } from '#app/audit/entry.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { LetterKind, LetterLanguage } from '#app/outbox/letter.ts'

export type EventTone = 'plain' | 'for' | 'against' | 'warn'

/** How far a letter came. */
export type LetterFate = 'queued' | 'sent' | 'failed' | 'suppressed' | 'bounced' | 'complained'

/** What was done on a ticket beside its mails and notes; the words are the timeline's. */
export type TicketEvent = {
  at: Date
  /** Who did it; null where it was the desk itself, or somebody outside. */
  name: string | null
  /** A reason, or a server's own words. */
  detail: string | null
  tone: EventTone
} & (
  | { kind: 'letter'; letter: LetterKind; language: LetterLanguage; fate: LetterFate }
  | { kind: 'ruling'; verb: DecisionVerb; override: boolean }
  /** `about`: to whom, which tags, the other case; empty where there is nothing to name. */
  | { kind: 'deed'; verb: ToldDeed; about: string }
)

/** Deeds that the timeline tells, with their tone: only those that no letter or ruling tells already. */
export const toldDeeds = {
  ticket_taken: 'plain',
  ticket_returned: 'plain',
  ticket_closed: 'plain',
  ticket_treated_as_recovery: 'plain',
  proposal_refused: 'against',
  second_drawn: 'plain',
  address_confirmed: 'for',
  hold_ended: 'for',
  approval_voided: 'warn',
  freeze_settled: 'plain',
  ticket_assigned: 'plain',
  ticket_tagged: 'plain',
  ticket_snoozed: 'plain',
  ticket_woken: 'plain',
  ticket_stood_behind: 'plain',
  ticket_marked_spam: 'plain',
  ticket_escalated: 'warn',
  escalation_answered: 'plain',
  deed_undone: 'plain',
  ticket_merged: 'plain',
  merge_undone: 'plain',
  mail_split_off: 'plain',
  quarantined_mail_accepted: 'warn',
  quarantined_mail_separated: 'plain',
  quarantined_mail_set_aside: 'plain',
  reset_completed: 'for',
  reset_disavowed: 'against',
  reset_tries_spent: 'warn',
} as const satisfies Partial<Record<AuditVerb, EventTone>>
export type ToldDeed = keyof typeof toldDeeds
