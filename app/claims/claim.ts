export const claimKinds = [
  'account_identifier',
  'registered_email',
  'contact_email',
  'birth_date',
  'real_name',
  'nickname',
  'city',
  'province',
  'country',
  'gender',
  'phone',
  'sign_up',
  'security_answer',
  'friend_numbers',
  'blocked_number',
  'request',
  'mailbox_lost',
  'hijacked',
  'third_party',
  'secret_sent',
] as const
export type ClaimKind = (typeof claimKinds)[number]

export const claimSources = ['subject', 'text', 'form'] as const
export type ClaimSource = (typeof claimSources)[number]

/**
 * What a mail says, with the place where it says it. One claim a stated value: five friend numbers are five claims.
 *
 * `value` is normalised by kind: account_identifier and friend_numbers ASCII digits (or a handle as written);
 * addresses lower case; birth_date YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD; sign_up YYYY-MM-DD, YYYY-MM or YYYY;
 * gender male | female | other; phone E.164 where it can be read so, else digits;
 * request password | email_change | phone_change | unlock | find_number | delete;
 * security_answer "question\nanswer"; the flags (mailbox_lost, hijacked, third_party) "yes";
 * secret_sent is always "•••": the secret itself is never kept as a value.
 */
export type Claim = {
  kind: ClaimKind
  value: string
  /** The words as they stand between `start` and `end`. */
  raw: string
  source: ClaimSource
  /** UTF-16 index into the source as stored. */
  start: number
  /** Exclusive. */
  end: number
}
