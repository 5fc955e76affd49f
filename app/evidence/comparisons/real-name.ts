import { always, type Case, type Comparison, valuesOf } from '../comparison.ts'
import { hasHan, jaroWinkler, plain, syllables } from '../likeness.ts'

const titles = /^(?:mr|mrs|ms|miss|mx|dr)\.? |(?<=\p{Script=Han})(?:先生|女士|小姐)$/u

/** The surnames of two characters that are still common. */
const doubleSurnames =
  /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|司徒|夏侯|轩辕|軒轅|东方|東方|南宫|南宮|独孤|獨孤|端木)/u

export const realName: Comparison = {
  kind: 'real_name',
  held: ({ realName }) => realName !== null,
  stated: ({ claims }) => valuesOf(claims, 'real_name').map(bare),
  isPartOf: (value, other) => isSurnameOf(value, other),
  levels: [
    { name: 'exact', when: (value, looked) => isSame(value, held(looked)) },
    { name: 'close', when: (value, looked) => isClose(value, held(looked), looked.policy.closeness.real_name) },
    { name: 'surname', when: (value, looked) => isSurnameOf(value, held(looked)) },
    { name: 'wrong', when: always },
  ],
}

function held({ account }: Case): string {
  return bare(account.realName ?? '')
}

function bare(name: string): string {
  return plain(name)
    .replace(titles, '')
    .replace(/[.,·•]/gu, ' ')
    .replace(/ +/gu, ' ')
    .trim()
}

/** Chinese names are compared by their characters, and in pinyin as soon as one side is written so. */
function isSame(value: string, name: string): boolean {
  if (hasHan(value) && hasHan(name)) return value.replaceAll(' ', '') === name.replaceAll(' ', '')
  return spellings(value).some((spelling) => spellings(name).includes(spelling))
}

function isClose(value: string, name: string, least: number): boolean {
  // A long surname is most of a short name.
  if (isSurnameOf(value, name)) return false
  // Homophones are a slip of the input method.
  return spellings(value).some((one) => spellings(name).some((other) => jaroWinkler(one, other) >= least))
}

/** A single word that is the surname: the first of a Chinese name, either end of another. */
function isSurnameOf(value: string, name: string): boolean {
  const surnames = surnamesOf(name)
  return surnames.includes(value) || surnames.includes(syllables(value, 'name').join(''))
}

function surnamesOf(name: string): string[] {
  if (hasHan(name)) {
    const surname = doubleSurnames.exec(name)?.[0] ?? [...name][0] ?? ''
    return surname === name ? [] : [surname, syllables(surname, 'name').join('')]
  }
  const words = syllables(name)
  return words.length < 2 ? [] : [words[0] as string, words.at(-1) as string]
}

/** The name in one word, surname first and surname last. */
function spellings(name: string): string[] {
  const words = syllables(name, 'name')
  const atHead = hasHan(name) && doubleSurnames.test(name) ? 2 : 1
  const tail = hasHan(name) ? [] : [[words.at(-1) ?? '', ...words.slice(0, -1)]]
  return [words, [...words.slice(atHead), ...words.slice(0, atHead)], ...tail].map((order) => order.join(''))
}
