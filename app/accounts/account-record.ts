import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import { type Account, addPolicies, genders, visibilities } from './account.ts'

/** What is wrong with one record: the field as a path, e.g. `friends.2.since`, and the reason in words. */
export type RecordFault = { field: string; reason: string }

export type ReadRecord = { account: Account } | { faults: RecordFault[] }

/**
 * Reads one account as the account service reports it. Numbers are strings, only `number` is needed, what is missing,
 * null or empty is not held; fields that we do not know are left alone. `blockedBy` is empty: it stands in the others'
 * records.
 */
export function readAccountRecord(given: unknown): ReadRecord {
  const read = record.safeParse(given)
  if (!read.success) return { faults: read.error.issues.map(faultOf) }
  const { phone, country, ...held } = read.data
  const faults = [...doubles(held), ...itself(held)]
  const dialled = phone === null ? null : readPhone(phone, country)
  if (phone !== null && dialled === null)
    faults.push({ field: 'phone', reason: 'must be a phone number with its country code, like +8613800138000' })
  if (faults.length > 0) return { faults }
  return { account: { ...held, phone: dialled, country, blockedBy: [] } }
}

const noNul = (value: string) => !value.includes('\0')

/** Text that may be missing; an empty cell holds nothing. */
const text = z
  .string('must be text')
  .max(200, 'is longer than 200 characters')
  .refine(noNul, 'contains a NUL character')
  .nullish()
  .transform((value) => value?.trim() || null)

const number = z
  .string('must be a string of digits')
  .trim()
  .regex(/^[0-9]{4,15}$/, 'must be 4 to 15 digits')

const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be a date or a time such as 2026-01-31T12:00:00Z')
  .transform((value) => new Date(value))

const maybeInstant = z.preprocess((value) => (value === '' ? null : value), instant.nullish()).transform(orNull)

const address = z
  .string('must be an address')
  .trim()
  .max(254, 'is longer than 254 characters')
  .transform((value, context) => {
    const folded = foldAddress(value)
    if (folded === null) context.addIssue({ code: 'custom', message: 'must be a mail address' })
    return folded ?? ''
  })

const birthDate = z.iso
  .date('must be a day that exists, as YYYY-MM-DD')
  .refine((value) => value >= '1880-01-01', 'must be after 1880')

const record = z.object({
  number,
  handle: text.refine((value) => value === null || !/^[0-9]+$/.test(value), 'must not look like a number'),
  registeredEmail: z.preprocess(emptyAsNull, address.nullish()).transform(orNull),
  emailVerified: z.boolean('must be true or false').nullish().transform(Boolean),
  emailChangedAt: maybeInstant,
  formerEmails: listOf(z.object({ address, until: instant }, 'must have an address and until')),
  nickname: text,
  formerNicknames: listOf(z.string('must be text').trim().min(1, 'is empty').max(200).refine(noNul, 'contains a NUL')),
  realName: text,
  birthDate: z.preprocess(emptyAsNull, birthDate.nullish()).transform(orNull),
  gender: oneOf(genders).transform(orNull),
  country: text,
  province: text,
  city: text,
  phone: text,
  signedUpAt: maybeInstant,
  visibility: oneOf(visibilities).transform((value) => value ?? 'public'),
  addPolicy: oneOf(addPolicies).transform((value) => value ?? 'authorise'),
  friends: listOf(
    z.object(
      {
        number,
        since: maybeInstant,
        begunBy: oneOf(['owner', 'friend'] as const).transform(orNull),
        lastTrafficAt: maybeInstant,
        endedAt: maybeInstant,
      },
      'must have a number',
    ),
    20_000,
  ),
  blocked: listOf(number, 20_000),
  answers: listOf(
    z.object(
      {
        question: z.string('must be text').trim().min(1, 'is empty').max(200).refine(noNul, 'contains a NUL'),
        hash: z
          .string('must be text')
          .max(300)
          .regex(/^\$[a-z0-9-]+\$[ -~]+$/, 'must be a hash in PHC form, like $argon2id$...'),
      },
      'must have a question and a hash',
    ),
    3,
  ),
  lastSeenAt: maybeInstant,
  valuable: z.boolean('must be true or false').nullish().transform(Boolean),
})

type Held = Omit<z.infer<typeof record>, 'phone' | 'country'>

function listOf<T extends z.ZodType>(item: T, most = 100) {
  return z
    .array(item, 'must be a list')
    .max(most, `has more than ${most} entries`)
    .nullish()
    .transform((value) => value ?? [])
}

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  const folded = (value: unknown) => (typeof value === 'string' ? value.trim().toLowerCase() || null : value)
  return z.preprocess(folded, z.enum(values, `must be one of ${values.join(', ')}`).nullish())
}

function orNull<T>(value: T | null | undefined): T | null {
  return value ?? null
}

function emptyAsNull(value: unknown): unknown {
  return typeof value === 'string' && value.trim() === '' ? null : value
}

/** Lower case with the domain as A-label, or null where it is no address. */
function foldAddress(value: string): string | null {
  const at = value.lastIndexOf('@')
  const local = value.slice(0, at)
  const domain = value.slice(at + 1)
  if (at < 1 || !/^[^\s@\p{Cc}<>"(),:;\\[\]]{1,64}$/u.test(local) || /[\s/?#:@\\%]/.test(domain)) return null
  try {
    const { hostname } = new URL(`http://${domain}`)
    return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(hostname) ? `${local.toLowerCase()}@${hostname}` : null
  } catch {
    return null
  }
}

/** E.164. Without a country code the record's own country counts, where it is an ISO code. */
function readPhone(phone: string, country: string | null): string | null {
  const home = country !== null && /^[A-Za-z]{2}$/.test(country) ? (country.toUpperCase() as CountryCode) : undefined
  const read = parsePhoneNumberFromString(phone, home)
  if (read?.isPossible()) return read.number
  return /^\+[1-9][0-9]{6,14}$/.test(phone) ? phone : null
}

/** Two entries for one friend or address could say two things. */
function doubles({ friends, blocked, formerEmails }: Held): RecordFault[] {
  return [
    ...repeated(friends.map((friend) => friend.number)).map((at) => ({ field: `friends.${at}.number`, reason: twice })),
    ...repeated(blocked).map((at) => ({ field: `blocked.${at}`, reason: twice })),
    ...repeated(formerEmails.map((former) => former.address)).map((at) => ({
      field: `formerEmails.${at}.address`,
      reason: twice,
    })),
  ]
}

const twice = 'is listed twice'

function repeated(values: readonly string[]): number[] {
  const seen = new Set<string>()
  return values.flatMap((value, at) => (seen.has(value) || !seen.add(value) ? [at] : []))
}

function itself({ number, friends, blocked }: Held): RecordFault[] {
  const own = 'is the account itself'
  return [
    ...friends.flatMap((friend, at) =>
      friend.number === number ? [{ field: `friends.${at}.number`, reason: own }] : [],
    ),
    ...blocked.flatMap((other, at) => (other === number ? [{ field: `blocked.${at}`, reason: own }] : [])),
  ]
}

function faultOf(issue: z.core.$ZodIssue): RecordFault {
  return { field: issue.path.join('.') || 'record', reason: issue.message.replace(/^Invalid input: /, '') }
}
