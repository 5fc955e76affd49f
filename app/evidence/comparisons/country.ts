import { getCountries } from 'libphonenumber-js'
import { always, type Comparison, valuesOf } from '../comparison.ts'
import { plain } from '../likeness.ts'

/** Most people of a desk live in few countries, so the right one says little; the owner hardly ever names a wrong one. */
export const country: Comparison = {
  kind: 'country',
  held: ({ country }) => country !== null && codeOf(country) !== null,
  stated: ({ claims }) => valuesOf(claims, 'country').filter((value) => codeOf(value) !== null),
  levels: [
    { name: 'right', when: (value, { account }) => codeOf(value) === codeOf(account.country ?? '') },
    { name: 'wrong', when: always },
  ],
  numbers: {
    levels: ['right', 'wrong'],
    clamps: ['exact', 'wrong'],
    m: [0.97, 0.03],
    k: {
      blind: [0.6],
      scraper: { public: [0.97], private: [0.85] },
      acquaintance: [0.99],
      breach: [0.95],
      hijacker: [0.9],
    },
  },
}

const codes = new Map<string, string>()
for (const language of ['en', 'es', 'zh-Hans', 'zh-Hant']) {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  for (const code of getCountries()) {
    codes.set(plain(code), code)
    const name = names.of(code)
    if (name) codes.set(plain(name), code)
  }
}

/** The ISO code of a country that is named by its code or in a language of the mails; null where it is none. */
function codeOf(words: string): string | null {
  return codes.get(plain(words.slice(0, 100))) ?? null
}
