import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import { always, type Case, type Comparison, valuesOf } from '../comparison.ts'
import { digitsOf } from '../likeness.ts'

export const phone: Comparison = {
  kind: 'phone',
  held: ({ phone }) => phone !== null,
  stated: ({ claims }) => valuesOf(claims, 'phone'),
  isPartOf: (value, other) => isLastFour(digitsOf(value), digitsOf(other)),
  levels: [
    { name: 'exact', when: (value, looked) => international(value, looked) === looked.account.phone },
    // A whole number with the same end states something false: it is wrong, not coarse.
    { name: 'lastFour', when: (value, { account }) => isLastFour(digitsOf(value), digitsOf(account.phone ?? '')) },
    { name: 'wrong', when: always },
  ],
}

function isLastFour(digits: string, whole: string): boolean {
  return digits.length === 4 && whole.length > 4 && whole.endsWith(digits)
}

/** E.164, read as in the account's country, or in that of its phone. */
function international(value: string, { account }: Case): string | null {
  const country = account.country?.toUpperCase() ?? ''
  const home = isSupportedCountry(country) ? country : parsePhoneNumberFromString(account.phone ?? '')?.country
  const prefix = value.trim().startsWith('+') ? '+' : ''
  const read = parsePhoneNumberFromString(prefix + digitsOf(value), home ? { defaultCountry: home } : undefined)
  return read?.number ?? null
}
