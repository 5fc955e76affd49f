export const securities = ['tls', 'starttls', 'none'] as const
export const authentications = ['password', 'oauth'] as const

/** What a mailbox is set to, as its form shows it; the secret is not among it. */
export type MailboxSettings = {
  /** The desk's own address behind it. */
  address: string
  host: string
  port: number
  security: (typeof securities)[number]
  username: string
  authentication: (typeof authentications)[number]
  /** Where access tokens come from; for oauth alone, as is the client's id. */
  tokenUrl: string | null
  clientId: string | null
  /** Certificates of a private authority, PEM; null: the public ones. */
  ca: string | null
  folder: string
  pollSeconds: number
  retentionDays: number | null
}

/** What opens the mailbox, as it was typed; it is sealed at once. */
export type GivenSecret = { password: string } | { clientSecret: string; refreshToken: string }

export const secretFields = ['password', 'clientSecret', 'refreshToken'] as const
export type FormField = keyof MailboxSettings | (typeof secretFields)[number]

/** Why a field is not taken; the page has the sentences. */
export const formFaults = [
  'missing',
  'missing again',
  'address',
  'host',
  'port',
  'choice',
  'token url',
  'folder',
  'poll',
  'retention',
  'authority',
  'too long',
  'taken',
] as const
export type FormFault = (typeof formFaults)[number]
export type FormFaults = Partial<Record<FormField, FormFault>>
