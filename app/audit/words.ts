import type { Break } from './chain.ts'
import type { AuditVerb } from './entry.ts'

/** What was done, as the audit page says it. */
export const deeds: Record<AuditVerb, string> = {
  mails_taken_in: 'Mails taken in',
  mail_retried: 'Failed mail run again',
  ticket_taken: 'Case taken',
  ticket_returned: 'Case returned',
  ticket_decided: 'Case decided',
  freeze_settled: 'Freeze settled',
  ticket_closed: 'Case closed',
  ticket_treated_as_recovery: 'Case treated as recovery',
  quarantined_mail_accepted: 'Mail beside the case accepted',
  quarantined_mail_separated: 'Mail beside the case made its own case',
  quarantined_mail_set_aside: 'Mail beside the case set aside',
  mail_source_read: 'Mail read as it came',
  reset_completed: 'New password set',
  reset_tries_spent: 'Link dead after five guessable passwords',
  reset_disavowed: 'Reset contested, case frozen',
  letter_failed: 'Letter failed',
  staff_created: 'Person added to the desk',
  staff_signed_in: 'Signed in',
  staff_sign_in_refused: 'Sign-in refused',
  staff_signed_out: 'Signed out',
  account_signed_in: 'Account holder signed in',
  account_signed_out: 'Account holder signed out',
  audit_verified: 'Chain verified',
  audit_exported: 'Audit exported',
}

/** Who did what no person of the desk did; the rest was the desk itself. */
const others: Partial<Record<AuditVerb, string>> = {
  staff_created: 'the operator',
  staff_sign_in_refused: 'nobody known',
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

/** The details of an entry as pairs of words, in the order in which they were written. */
export function detailPairs(details: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => [wordsOf(key), textOf(value)])
}

/** sessionsEnded -> sessions ended */
function wordsOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return JSON.stringify(value)
}
