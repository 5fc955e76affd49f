import { hkdfSync } from 'node:crypto'
import { z } from 'zod'

/** What every process of the desk needs to know before it starts. */
export type Env = z.infer<typeof settings> & { keys: Keys }

/** One key a purpose, derived from SECRET_KEY (RFC 5869), 32 bytes each. */
export type Keys = Record<(typeof purposes)[number], Uint8Array>

const purposes = ['messageId', 'resetToken', 'contestLink', 'formCode', 'mailboxSecret', 'knownDevice'] as const

/** The key of .env.example: good for a try on one's own machine, refused in production. */
const exampleKey = 'example-key-for-one-machine-only-change-me'

const port = z.coerce.number().int().min(1).max(65_535)
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1')
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
const security = z.enum(['tls', 'starttls', 'none'])

const settings = z.object({
  nodeEnv: z.enum(['production', 'development', 'test']).default('development'),
  /** Empty: the embedded Postgres under dataDir. */
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  databaseOwnerUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  databaseWorkerUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  databaseAuditorUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  dataDir: z.string().default('.data'),
  host: z.string().default('127.0.0.1'),
  port: port.default(3000),
  /** How many proxies stand before the web server, each naming its client in X-Forwarded-For. */
  trustedProxies: z.coerce.number().int().min(0).max(10).default(0),
  /** Where people reach the desk; every link in a letter begins with it, never with a Host header. */
  origin: z
    .string()
    .url()
    .transform((value) => new URL(value).origin),
  secretKey: z.string().min(32, 'needs at least 32 random characters'),
  deskAddress: z.string().email(),
  deskName: z.string().default('Account recovery'),
  /** How long after a first request the desk asks for more by itself; 0: agents ask. */
  questionsAfterMinutes: z.coerce.number().int().min(0).max(1440).default(30),
  imapHost: z.string().optional(),
  imapPort: port.default(993),
  imapSecurity: security.default('tls'),
  imapUser: z.string().optional(),
  imapPassword: z.string().optional(),
  imapFolder: z.string().default('INBOX'),
  imapBackfill: z.enum(['none', 'all']).default('none'),
  imapPollSeconds: z.coerce.number().int().min(1).max(3600).default(60),
  smtpHost: z.string().min(1),
  smtpPort: port.default(587),
  smtpSecurity: security.default('starttls'),
  smtpUser: z.string().optional(),
  smtpPassword: z.string().optional(),
  /** The authserv-id of the receiving host, whose Authentication-Results may be believed. */
  authservId: z.string().optional(),
  ownHosts: list,
  /** Domains of forwarders whose ARC seals are believed: they lift a broken signature to unproved, no higher. */
  trustedSealers: list,
  /** Answers DNS from a file; for the demo and for tests. */
  dnsZoneFile: z.string().optional(),
  /** Whoever gives it may read /metrics; without it nobody may. */
  metricsToken: z.string().min(24, 'needs at least 24 random characters').optional(),
  demo: flag,
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/**
 * Reads the settings, or throws one {@link SettingsError} that names every fault at once. Values are not repeated:
 * some are secrets.
 *
 * @example readEnv(process.env).origin
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.keys(settings.shape).map((key) => [key, source[variableName(key)]?.trim() || undefined]),
  )
  const read = settings.safeParse(given)
  const faults = read.success
    ? []
    : read.error.issues.map((issue) => faultLine(String(issue.path[0]), issue.message, given))
  const production = (given['nodeEnv'] ?? 'development') === 'production' && given['demo'] !== '1'
  // A desk that only this machine can reach may be tried with the example's key and without TLS.
  const reachable = production && !(isLoopback(given['origin']) && isLoopback(`http://${given['host'] ?? '127.0.0.1'}`))
  if (reachable && given['secretKey'] === exampleKey)
    faults.push('SECRET_KEY is the one of .env.example; make one of your own')
  if (production && given['dnsZoneFile'])
    faults.push('DNS_ZONE_FILE is for the demo and for tests; production asks the real DNS')
  if (reachable && given['origin'] && !given['origin'].startsWith('https://'))
    faults.push('ORIGIN must begin with https:// in production')
  if (faults.length > 0 || !read.success) throw new SettingsError(faults)
  return { ...read.data, keys: deriveKeys(read.data.secretKey) }
}

/** Thrown when the settings do not allow a start; a process exits with 78 (EX_CONFIG of sysexits). */
export class SettingsError extends Error {
  static readonly exitCode = 78
  constructor(readonly faults: readonly string[]) {
    super(`Cannot start:\n  ${faults.join('\n  ')}\nSee .env.example.`)
  }
}

function isLoopback(url: string | undefined): boolean {
  if (!url || !URL.canParse(url)) return false
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname)
}

/** databaseUrl -> DATABASE_URL */
function variableName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

function faultLine(key: string, message: string, given: Record<string, string | undefined>): string {
  return given[key] === undefined ? `${variableName(key)} is missing` : `${variableName(key)}: ${message}`
}

/** The keys of a SECRET_KEY; the same key always gives the same. */
export function deriveKeys(secret: string): Keys {
  const key = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, 'latchkey', purpose, 32))
  return Object.fromEntries(purposes.map((purpose) => [purpose, key(purpose)])) as Keys
}
