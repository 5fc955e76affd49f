/** What the audit records. Names are past deeds: who, what, on which ticket and account. */
export const auditVerbs = [
  'mails_taken_in',
  'mail_retried',
  'ticket_taken',
  'ticket_returned',
  'ticket_decided',
  'freeze_settled',
  'ticket_closed',
  'ticket_treated_as_recovery',
  'quarantined_mail_accepted',
  'quarantined_mail_separated',
  'quarantined_mail_set_aside',
  'mail_source_read',
  'reset_completed',
  'reset_tries_spent',
  'reset_disavowed',
  'letter_failed',
  'staff_created',
  'staff_signed_in',
  'staff_sign_in_refused',
  'staff_signed_out',
  'account_signed_in',
  'account_signed_out',
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
