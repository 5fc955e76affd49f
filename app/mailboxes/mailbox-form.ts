import { z } from 'zod'
import { normalAddress } from '#app/mail/address.ts'
import {
  type FormFault,
  type FormFaults,
  type FormField,
  type GivenSecret,
  type MailboxSettings,
  secretFields,
  securities,
} from './mailbox-settings.ts'

/** A mailbox that is changed: what it is now, and whether its folder was ever opened. */
export type KnownMailbox = { settings: MailboxSettings; read: boolean }

/** These name the folder that the desk has read; another one is another mailbox. */
export const placeFields = ['host', 'port', 'username', 'folder'] as const

/** A changed one of these could lead the stored secret elsewhere, or into the clear: it is asked for again. */
const trustFields = ['host', 'port', 'username', 'security', 'authentication', 'tokenUrl', 'clientId', 'ca'] as const

/**
 * Reads the form of a mailbox: what it says, or every fault at once.
 *
 * @param posted the form's fields
 * @param known the mailbox that is changed; null for a new one
 * @returns `secret` null: the stored one stays
 */
export function readMailboxForm(
  posted: Readonly<Record<string, unknown>>,
  known: KnownMailbox | null,
): { settings: MailboxSettings; secret: GivenSecret | null } | { faults: FormFaults } {
  const typed = textsOf(posted)
  const place = known?.read ? known.settings : null
  const given: Record<string, unknown> = {
    ...typed,
    ...(place && Object.fromEntries(placeFields.map((field) => [field, String(place[field])]))),
  }
  const oauth = given['authentication'] === 'oauth'
  const read = (oauth ? oauthShape : passwordShape).safeParse(given)
  const faults: FormFaults = {}
  for (const { path, message } of read.error?.issues ?? []) faults[path[0] as FormField] ??= message as FormFault

  const secret = readSecret(typed, oauth)
  const settings = read.success ? { tokenUrl: null, clientId: null, ...read.data } : null
  const fields: Record<string, z.ZodType> = oauth ? oauthShape.shape : passwordShape.shape
  // Field by field: a fault elsewhere must not ask for the secret too.
  const changed = (field: (typeof trustFields)[number]) =>
    (fields[field] ? fields[field].safeParse(given[field]).data : null) !== known?.settings[field]
  for (const field of missingSecrets(secret, { oauth, needed: known === null || trustFields.some(changed) }))
    faults[field] = known === null ? 'missing' : 'missing again'
  if (secretFields.some((field) => (typed[field] ?? '').length > 8_000))
    faults[oauth ? 'refreshToken' : 'password'] = 'too long'
  if (!settings || Object.keys(faults).length > 0) return { faults }
  return { settings, secret }
}

/** What was typed, to be shown again; never a secret. */
export function typedWithoutSecrets(posted: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = Object.entries(textsOf(posted)).filter(([name]) => !secretFields.some((one) => one === name))
  return Object.fromEntries(kept)
}

function textsOf(posted: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(posted).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts)
}

/** Reads the one field that also a mailbox of the environment has here; undefined where it is wrong. */
export function readRetention(text: string): number | null | undefined {
  const read = shape.retentionDays.safeParse(text)
  return read.success ? read.data : undefined
}

/** The fields whose values differ, for the audit: names, never values. */
export function changedFields(before: MailboxSettings, after: MailboxSettings): (keyof MailboxSettings)[] {
  return (Object.keys(before) as (keyof MailboxSettings)[]).filter((field) => before[field] !== after[field])
}

function readSecret(typed: Readonly<Record<string, string>>, oauth: boolean): GivenSecret | null {
  const { password = '', clientSecret = '', refreshToken = '' } = typed
  if (!oauth) return password === '' ? null : { password }
  return clientSecret === '' && refreshToken === ''
    ? null
    : { clientSecret: clientSecret.trim(), refreshToken: refreshToken.trim() }
}

function missingSecrets(
  secret: GivenSecret | null,
  { oauth, needed }: { oauth: boolean; needed: boolean },
): (typeof secretFields)[number][] {
  if (!secret) return needed ? [oauth ? 'refreshToken' : 'password'] : []
  // Public clients have no secret, but nobody signs in without a refresh token.
  return 'refreshToken' in secret && secret.refreshToken === '' ? ['refreshToken'] : []
}

const line = (fault: FormFault = 'missing', most = 320) =>
  z.string('missing').trim().min(1, fault).max(most, 'too long')

/** A name of LDH labels, an IPv4 or an IPv6 address; no scheme, no path, no port. */
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/
const ipv6 = /^[0-9a-f:]{2,39}(:(\d{1,3}\.){3}\d{1,3})?$/

/** IMAP's own ports, and those that a private server may choose; the rest belong to other services. */
function isImapPort(port: number): boolean {
  return port === 143 || port === 993 || (port >= 1024 && port <= 65_535)
}

const whole = (fault: FormFault, fits: (value: number) => boolean) =>
  z
    .string('missing')
    .trim()
    .regex(/^[0-9]{1,9}$/, fault)
    .transform(Number)
    .refine(fits, fault)

const shape = {
  address: line().transform((text, context) => {
    const address = normalAddress(text)
    if (address === null) context.addIssue({ code: 'custom', message: 'address' })
    return address ?? ''
  }),
  host: line()
    .toLowerCase()
    .refine((host) => hostName.test(host) || (host.includes(':') && ipv6.test(host)), 'host'),
  port: whole('port', isImapPort),
  security: z.enum(securities, 'choice'),
  username: line(),
  folder: line().refine((folder) => !/\p{Cc}/u.test(folder), 'folder'),
  pollSeconds: whole('poll', (seconds) => seconds >= 1 && seconds <= 3600),
  retentionDays: z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || /^[1-9][0-9]{0,4}$/.test(text), 'retention')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((days) => days === null || days <= 36_500, 'retention'),
  ca: z
    .string()
    .trim()
    .max(100_000, 'too long')
    .default('')
    .refine((text) => text === '' || pem.test(text), 'authority')
    .transform((text) => text.replaceAll('\r\n', '\n') || null),
}

const pem = /^(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/

const passwordShape = z.object({ ...shape, authentication: z.literal('password', 'choice') })
const oauthShape = z.object({
  ...shape,
  authentication: z.literal('oauth', 'choice'),
  tokenUrl: line('missing', 2_000).refine(isTokenUrl, 'token url'),
  clientId: line(),
})

/** Client secrets and refresh tokens go there: never in the clear, but to this machine itself. */
function isTokenUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const here = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && here)) && username === '' && password === ''
}
