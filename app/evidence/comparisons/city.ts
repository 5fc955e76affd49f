import { always, type Case, type Comparison, valuesOf } from '../comparison.ts'
import { hasHan, plain, syllables } from '../likeness.ts'

const chineseEnding =
  /(?<=\p{Script=Han}{2})(?:特别行政区|特別行政區|(?:壮族|壯族|回族|维吾尔|維吾爾)?自治[区區]|市|省)$/u
const englishEnding = / (?:city|municipality|province|shi|sheng)$/u

/** Each is romanised before it is compared; far more than this counts as wrong anyway. */
const maxPlaces = 50

/** City or, coarser, province. A province that is named besides the city only counts when it is wrong. */
export const city: Comparison = {
  kind: 'city',
  held: ({ city }) => city !== null,
  stated: statedPlaces,
  levels: [
    { name: 'exact', when: (value, { account }) => isSamePlace(value, account.city) },
    { name: 'province', when: (value, { account }) => isSamePlace(value, account.province) },
    { name: 'wrong', when: always },
  ],
}

function statedPlaces({ claims, account }: Case): string[] {
  const cities = valuesOf(claims, 'city').slice(0, maxPlaces)
  const provinces = account.province === null ? [] : valuesOf(claims, 'province').slice(0, maxPlaces)
  const right = cities.some((value) => isSamePlace(value, account.city))
  return distinctPlaces([...cities, ...provinces.filter((value) => !right || !isSamePlace(value, account.province))])
}

/** 成都, 成都市 and Chengdu are one place. */
function distinctPlaces(places: readonly string[]): string[] {
  return [...new Map(places.map((place) => [spelling(place), place])).values()]
}

function isSamePlace(value: string, place: string | null): boolean {
  return place !== null && spelling(value) === spelling(place)
}

function spelling(place: string): string {
  const bare = plain(place.slice(0, 100))
  return syllables(hasHan(bare) ? bare.replace(chineseEnding, '') : bare.replace(englishEnding, '')).join('')
}
