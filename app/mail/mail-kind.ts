/** What a mail is, decided before anything is claimed from it. `form`: answers from our own page, never a mail. */
export const mailKinds = [
  'recovery',
  'abuse',
  'question',
  'auto_reply',
  'bounce',
  'complaint',
  'list',
  'spam',
  'own_loop',
  'form',
  'other',
] as const
export type MailKind = (typeof mailKinds)[number]

/** A failed delivery as the report tells it (RFC 3464, or its many cousins). */
export type Bounce = { recipient: string | null; status: string | null; hard: boolean }
