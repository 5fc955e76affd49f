/** What the audit records. Names are past deeds: who, what, on which ticket and account. */
export const auditVerbs = [
  'mails_taken_in',
  'mail_retried',
  'mail_bytes_purged',
  'ticket_taken',
  'ticket_returned',
  'ticket_decided',
  'freeze_settled',
  'ticket_closed',
  'ticket_treated_as_recovery',
  'ticket_assigned',
  'ticket_tagged',
  'ticket_snoozed',
  'ticket_woken',
  'ticket_marked_spam',
  'ticket_escalated',
  'escalation_answered',
  'deed_undone',
  'ticket_merged',
  'merge_undone',
  'mail_split_off',
  'tickets_exported',
  'team_view_saved',
  'team_view_deleted',
  'quarantined_mail_accepted',
  'quarantined_mail_separated',
  'quarantined_mail_set_aside',
  'note_written',
  'resets_stopped',
  'resets_allowed',
  'mail_source_read',
  'mail_read_again',
  'account_field_revealed',
  'reset_completed',
  'reset_tries_spent',
  'reset_disavowed',
  'letter_failed',
  'claim_marked',
  'claim_struck',
  'claim_changed',
  'questions_sent',
  'form_answered',
  'policy_proposed',
  'policy_approved',
  'policy_refused',
  'staff_created',
  'staff_signed_in',
  'staff_sign_in_refused',
  'staff_signed_out',
  'account_signed_in',
  'account_signed_out',
  'mailbox_added',
  'mailbox_changed',
  'mailbox_paused',
  'mailbox_resumed',
  'mailbox_backfill_asked',
  'mailbox_tested',
  'secrets_rotated',
  'audit_verified',
  'audit_exported',
] as const
export type AuditVerb = (typeof auditVerbs)[number]

/** One entry before it joins the chain. `details` holds no secrets and no values of an account. */
export type AuditEntry = {
  verb: AuditVerb
  at: Date
  /** Null: the desk itself, or somebody who is not staff. */
  staffId: string | null
  ticketId: number | null
  accountNumber: string | null
  details: Readonly<Record<string, unknown>>
}
