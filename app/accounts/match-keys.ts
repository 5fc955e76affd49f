import type { Claim, ClaimKind } from '#app/claims/claim.ts'
import { digitsOf, hasHan, plain, syllables } from '#app/evidence/likeness.ts'

/** What the accounts are searched by where a mail names none: values as the indexes hold them. */
export type MatchKeys = {
  /** Ends of telephone numbers, the whole number where its country is known. */
  phones: readonly string[]
  nicknames: readonly string[]
  realNames: readonly string[]
  birthDates: readonly string[]
  cities: readonly string[]
  /** The first days of the months of sign-up, YYYY-MM-DD. */
  months: readonly string[]
}

/** Whoever states more values of one kind is guessing. */
const mostValues = 3
/** Longer than any name; also what a search is asked for at most. */
const mostLetters = 100
/** A local number without its area is nobody's alone. */
const fewestPhoneDigits = 7

/** The keys in a person's claims; null where none can find an account, and for what is said of somebody else's. */
export function matchKeys(claims: readonly Claim[]): MatchKeys | null {
  if (claims.some(({ kind }) => kind === 'third_party')) return null
  const stated = (kind: ClaimKind, read: (value: string) => readonly string[]) => [
    ...new Set(
      [...new Set(claims.filter((claim) => claim.kind === kind).map(({ value }) => value.slice(0, mostLetters)))]
        .slice(0, mostValues)
        .flatMap(read),
    ),
  ]
  const keys: MatchKeys = {
    phones: stated('phone', phoneEnds),
    nicknames: stated('nickname', (value) => filled(plain(value))),
    realNames: stated('real_name', nameSpellings),
    birthDates: stated('birth_date', (value) => (isDay(value) ? [value] : [])),
    cities: stated('city', (value) => [...filled(plain(value)), ...filled(syllables(plain(value)).join(''))]),
    months: stated('sign_up', monthOf),
  }
  const { phones, nicknames, realNames, birthDates, cities, months } = keys
  const further = [realNames, birthDates, cities, months].some((values) => values.length > 0)
  const finds =
    phones.length > 0 || (nicknames.length > 0 && further) || (realNames.length > 0 && birthDates.length > 0)
  return finds ? keys : null
}

/** The whole number with its country; without one its end, as it stands behind any country's code. */
function phoneEnds(value: string): string[] {
  const digits = digitsOf(value)
  if (digits.length > 15) return []
  if (value.trim().startsWith('+')) return digits.length < fewestPhoneDigits ? [] : [`+${digits}`]
  const end = digits.replace(/^0{1,3}/, '')
  return end.length < fewestPhoneDigits ? [] : [end]
}

/** As stated, and the other way round where it has two words: people write surnames first and last. */
function nameSpellings(value: string): string[] {
  const name = plain(value)
  const words = name.split(' ')
  if (hasHan(name)) return filled(words.join(''))
  return words.length === 2 ? [name, words.reverse().join(' ')].flatMap(filled) : filled(name)
}

/** A day that there is: the database refuses any other. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

function monthOf(value: string): string[] {
  const first = `${value.slice(0, 7)}-01`
  return isDay(first) ? [first] : []
}

/** Without what no column can hold; nothing where nothing is left. */
function filled(value: string): string[] {
  const kept = value.replace(/\p{Cs}|\p{Cc}/gu, '')
  return kept === '' ? [] : [kept]
}
