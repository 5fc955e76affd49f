import { maskAddress } from './mask-address.ts'

/** What of an account can be revealed on a case: what helps to understand a person's answer, and never whole. */
export const revealFields = [
  'registered_email',
  'nickname',
  'real_name',
  'birth_year',
  'city',
  'phone',
  'sign_up_year',
] as const
export type RevealField = (typeof revealFields)[number]

/** What of an account the fields are read from; friends, security questions and passwords are not among it. */
export type RevealedAccount = {
  registeredEmail: string | null
  nickname: string | null
  realName: string | null
  birthDate: string | null
  province: string | null
  city: string | null
  phone: string | null
  signedUpAt: Date | null
}

/** How long a revealed value is shown, in milliseconds. */
export const shownMs = 5 * 60_000

/** How many fields one person may reveal within an hour and within a day; both spans end now. */
export const revealBudget = { hour: 10, day: 40 } as const

/** A reason shorter than this tells nobody anything. */
export const shortestReason = 6
export const longestReason = 500

/**
 * The part of a field that is shown: whole where strangers see it or where only the whole can be compared, else what
 * tells a slip of the pen from a guess. Null where the account holds none.
 */
export function revealedPart(account: RevealedAccount, field: RevealField): string | null {
  return parts[field](account)
}

/** The fields that an account holds. */
export function revealableFields(account: RevealedAccount): RevealField[] {
  return revealFields.filter((field) => revealedPart(account, field) !== null)
}

const parts: Record<RevealField, (account: RevealedAccount) => string | null> = {
  registered_email: ({ registeredEmail }) => registeredEmail && maskAddress(registeredEmail),
  nickname: ({ nickname }) => nickname,
  real_name: ({ realName }) => realName && initials(realName),
  birth_year: ({ birthDate }) => birthDate?.slice(0, 4) ?? null,
  city: ({ city, province }) => [city, province].filter(Boolean).join(', ') || null,
  phone: ({ phone }) => phone && lastDigits(phone),
  sign_up_year: ({ signedUpAt }) => signedUpAt && String(signedUpAt.getUTCFullYear()),
}

/** The first letter of each word, of a name without spaces the first: "M••• L•••", "陈•••". */
function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${[...word][0]}•••`)
    .join(' ')
}

/** The last three digits: no more than a person would say aloud, and too few to call. */
function lastDigits(phone: string): string {
  const digits = phone.replace(/[^0-9]/g, '')
  return digits.length < 6 ? '•••' : `••• ${digits.slice(-3)}`
}

/** What a person asks for; null for what no form of ours sends. */
export type RevealRequest = { field: RevealField; reason: string }

export function readRevealRequest(form: { get: (name: string) => unknown }): RevealRequest | null {
  const field = revealFields.find((known) => known === form.get('field'))
  const reason = form.get('reason')
  return field && typeof reason === 'string' ? { field, reason: reason.trim() } : null
}

/** Why a field may not be revealed, as a word that the page turns into a sentence. */
export type RevealRefusal =
  | 'no case'
  | 'no account'
  | 'not held'
  | 'reason too short'
  | 'reason too long'
  | 'hour spent'
  | 'day spent'

/** @param spent how many fields the person revealed within the last hour and day */
export function findRevealObstacle(reason: string, spent: { hour: number; day: number }): RevealRefusal | null {
  const length = [...reason.trim()].length
  if (length < shortestReason) return 'reason too short'
  if (length > longestReason) return 'reason too long'
  if (spent.day >= revealBudget.day) return 'day spent'
  return spent.hour >= revealBudget.hour ? 'hour spent' : null
}
