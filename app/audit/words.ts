import type { Break } from './chain.ts'
import type { AuditVerb } from './entry.ts'

/** What was done, as the audit page says it. */
export const deeds: Record<AuditVerb, string> = {
  mails_taken_in: 'Mails taken in',
  mail_retried: 'Failed mail run again',
  mail_bytes_purged: 'Bytes of old mails let go',
  ticket_taken: 'Case taken',
  ticket_returned: 'Case returned',
  ticket_decided: 'Case decided',
  proposal_refused: 'Proposal refused by the second person',
  second_drawn: 'Another second person drawn',
  code_sent_again: 'Code for a new address sent again',
  address_confirmed: 'New address confirmed by its code',
  hold_ended: 'Hold ended, link made',
  approval_voided: 'Approval void',
  freeze_settled: 'Freeze settled',
  ticket_closed: 'Case closed',
  ticket_treated_as_recovery: 'Case treated as recovery',
  ticket_assigned: 'Case assigned',
  ticket_tagged: 'Tags changed',
  ticket_snoozed: 'Case snoozed',
  ticket_woken: 'Case came back from its snooze',
  ticket_stood_behind: 'Case rests behind another of its account',
  ticket_marked_spam: 'Case marked as spam',
  ticket_escalated: 'Question put to a supervisor',
  escalation_answered: 'Question answered',
  deed_undone: 'Undone',
  ticket_merged: 'Case merged into another',
  merge_undone: 'Merge undone',
  mail_split_off: 'Mail split off into its own case',
  tickets_exported: 'Queue exported',
  team_view_saved: 'View of the team saved',
  team_view_deleted: 'View of the team deleted',
  quarantined_mail_accepted: 'Mail beside the case accepted',
  quarantined_mail_separated: 'Mail beside the case made its own case',
  quarantined_mail_set_aside: 'Mail beside the case set aside',
  note_written: 'Note written',
  resets_stopped: 'Every reset stopped',
  resets_allowed: 'Resets allowed again',
  mail_source_read: 'Mail read as it came',
  mail_read_again: 'Mail read again in another charset',
  account_field_revealed: 'Field of an account revealed',
  reset_completed: 'New password set',
  reset_tries_spent: 'Link dead after five guessable passwords',
  reset_disavowed: 'Reset contested, case frozen',
  letter_failed: 'Letter failed',
  claim_marked: 'Claim marked in a mail',
  claim_struck: 'Claim struck',
  claim_changed: 'Claim changed',
  questions_sent: 'Questions sent by the desk itself',
  form_answered: 'Form answered',
  policy_proposed: 'Policy proposed',
  policy_approved: 'Policy approved',
  policy_refused: 'Policy refused',
  staff_created: 'Person added to the desk',
  staff_signed_in: 'Signed in',
  staff_sign_in_refused: 'Sign-in refused',
  staff_signed_out: 'Signed out',
  account_signed_in: 'Account holder signed in',
  account_signed_out: 'Account holder signed out',
  mailbox_added: 'Mailbox added',
  mailbox_changed: 'Mailbox changed',
  mailbox_paused: 'Mailbox paused',
  mailbox_resumed: 'Mailbox started',
  mailbox_backfill_asked: 'Old mail of a mailbox asked for',
  mailbox_tested: 'Connection of a mailbox tested',
  secrets_rotated: 'Mailbox secrets sealed under a new key',
  audit_verified: 'Chain verified',
  audit_exported: 'Audit exported',
}

/** Who did what no person of the desk did; the rest was the desk itself. */
const others: Partial<Record<AuditVerb, string>> = {
  staff_created: 'the operator',
  secrets_rotated: 'the operator',
  staff_sign_in_refused: 'nobody known',
  address_confirmed: 'the new address',
  reset_completed: 'the link',
  reset_tries_spent: 'the link',
  reset_disavowed: 'a told address',
  account_signed_in: 'the account',
  account_signed_out: 'the account',
}

/** The name of whoever did it, or what stands in its place. */
export function actorOf({ person, verb }: { person: string | null; verb: AuditVerb }): string {
  return person ?? others[verb] ?? 'the desk'
}

/** Where and how the chain is broken, as a sentence. */
export function breakSentence({ id, fault }: Break): string {
  const faults: Record<Break['fault'], string> = {
    gap: `Entry ${id} is missing.`,
    'previous hash': `Entry ${id} does not follow from the one before it: one of the two was changed.`,
    hash: `Entry ${id} was changed after it was written.`,
  }
  return `${faults[fault]} Everything before it holds; nothing after it is proved.`
}

/** A detail of an entry: what it is called, from the outside in, and what it says. */
export type Detail = { path: readonly string[]; text: string }

/** The details of an entry in words, in the order in which they were written. */
export function detailsOf(details: Readonly<Record<string, unknown>>): Detail[] {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .flatMap(([key, value]) =>
      typeof value === 'object' && !Array.isArray(value)
        ? detailsOf(value as Record<string, unknown>).map(({ path, text }) => ({ path: [wordsOf(key), ...path], text }))
        : [{ path: [wordsOf(key)], text: textOf(value) }],
    )
}

/** sessionsEnded -> sessions ended */
function wordsOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return detailsOf(value as Record<string, unknown>)
    .map(({ path, text }) => [...path, text].join(' '))
    .join(', ')
}
