import { type FilterWord, filterWords, type Need, noFilters, type SearchFilters } from './search-filters.ts'
import { fold, senderTerm, type Token, tokensOf } from './search-words.ts'
import { simplify } from './simple-signs.ts'

/** What somebody typed into the search box, read. */
export type SearchQuery = {
  /** What one mail of the case must have, each. */
  needs: readonly Need[]
  /** What must stand so in the mail, folded; its terms are among the needs. */
  phrases: readonly string[]
  /** The one case or account that the whole text may name besides; null where it cannot. */
  named: { ticket: number | null; account: string | null }
  filters: SearchFilters
  oldestFirst: boolean
  faults: readonly SearchFault[]
}

/** A word that looks like a filter and is none, or whose value says nothing. */
export type SearchFault = { word: string; filter: string | null; values: readonly string[] }

/** More terms than this find nothing more. */
const mostNeeds = 24

/** A word is looked for by its beginning from this length on: shorter beginnings fit too much. */
const shortestBeginning = 3

/** Signs of an unspaced script from this many on are looked for as they stand: pairs alone could lie apart. */
const shortestRun = 3

/**
 * Reads a search: words, "phrases", and filters as words, in English and Chinese, full-width or not. The last word is a
 * beginning until a space follows it. A filter that is not known is searched as words and told in `faults`.
 */
export function readQuery(typed: string, now: Date): SearchQuery {
  const text = typed.normalize('NFKC').slice(0, 320)
  const needs: Need[] = []
  const phrases: string[] = []
  const faults: SearchFault[] = []
  const free: string[] = []
  let filters = noFilters
  let oldestFirst = false
  const parts = [...partsOf(text)]
  for (const part of parts) {
    const last = part === parts.at(-1) && !part.quoted && !/\s$/.test(text)
    const word = part.name === null ? null : findFilter(part.name)
    const meaning = word?.read(fold(part.value.trim()), now)
    if (meaning) {
      filters = { ...filters, ...meaning.filters }
      if (meaning.need) needs.push(meaning.need)
      oldestFirst = meaning.oldestFirst ?? oldestFirst
      continue
    }
    if (part.name !== null) {
      // While its value is still being written there is nothing to complain of.
      if (!last || part.value !== '') faults.push(faultOf(part.name, part.value, word))
      if (word) continue
    }
    const words = part.name === null ? part.value : `${part.name} ${part.value}`
    free.push(words)
    if (part.quoted) phrases.push(loose(words))
    needs.push(...needsOf(words, last, phrases))
  }
  const named = needs.length > 0 && onlyFree(parts, free) ? namedBy(free) : { ticket: null, account: null }
  // A number is one number however it is grouped.
  const number = named.ticket === null ? null : { term: String(free.join('').replace(/[#\s-]/g, '')), begins: false }
  return {
    needs: number ? [number] : distinct(needs).slice(0, mostNeeds),
    phrases: [...new Set(phrases)].filter((phrase) => phrase !== ''),
    named,
    filters,
    oldestFirst,
    faults,
  }
}

/** Whether a query asks for anything at all. */
export function asksNothing({ needs, named, filters }: SearchQuery): boolean {
  const narrowed = Object.values(filters).some((value) => value !== null)
  return needs.length === 0 && named.ticket === null && named.account === null && !narrowed
}

/** Folded, signs as simplified, with one space for any run of them: how phrases are compared. */
export function loose(text: string): string {
  return simplify(fold(text)).replace(/\s+/g, ' ').trim()
}

type Part = { name: string | null; value: string; quoted: boolean }

/** Words, quotes and `name:value`, in one pass; a quote that nobody closes ends with the text. */
function* partsOf(text: string): Generator<Part> {
  const piece = /([\p{L}]{1,12}):(?=\S|$)(?:"([^"]*)"?|([^\s"]*))|"([^"]*)"?|[^\s"]+/gu
  for (const match of text.replace(/[“”„「」『』]/g, '"').matchAll(piece)) {
    const [whole, name, quotedValue, value, phrase] = match
    const isAddress = name !== undefined && /^\/\//.test(value ?? '')
    if (phrase !== undefined) yield { name: null, value: phrase, quoted: true }
    else if (name !== undefined && !isAddress)
      yield { name: name.toLowerCase(), value: quotedValue ?? value ?? '', quoted: quotedValue !== undefined }
    else yield { name: null, value: whole, quoted: false }
  }
}

function findFilter(name: string): FilterWord | null {
  const folded = simplify(fold(name))
  return filterWords.find(({ names }) => names.includes(folded)) ?? null
}

function faultOf(name: string, value: string, word: FilterWord | null): SearchFault {
  return {
    word: `${name}:${value}`,
    filter: word?.names[0] ?? null,
    values: word ? word.values : filterWords.map(({ names }) => `${names[0]}:`),
  }
}

/** The fewest terms that say all of the words: an address and not its parts, pairs of signs and not each sign. */
function needsOf(words: string, last: boolean, phrases: string[]): Need[] {
  const sender = /^([^\s@]+@[^\s@.]*)$/.exec(words)
  // "eve@" or "eve@exam" is how somebody's address begins.
  if (sender) return [{ term: senderTerm(words), begins: true }]
  const widest = [...tokensOf(words)].sort((one, other) => other.end - other.start - (one.end - one.start))
  const kept: Token[] = []
  for (const token of widest)
    if (!kept.some(({ start, end }) => start <= token.start && token.end <= end)) kept.push(token)
  for (const [run] of words.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu))
    if ([...run].length >= shortestRun) phrases.push(loose(run))
  return kept
    .sort((one, other) => one.start - other.start)
    .map(({ term, end }) => ({ term, begins: last && end === words.length && mayBegin(term) }))
}

function mayBegin(term: string): boolean {
  return (
    term.length >= shortestBeginning &&
    /^[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(term)
  )
}

function onlyFree(parts: readonly Part[], free: readonly string[]): boolean {
  return parts.length === free.length && parts.every(({ quoted, name }) => !quoted && name === null)
}

/** "#20417" is a case; digits are a case or an account, also grouped; one word may be an account's handle. */
function namedBy(free: readonly string[]): SearchQuery['named'] {
  const text = free.join(' ')
  const digits = text.replace(/^#/, '').replace(/[\s-]/g, '')
  if (/^[0-9]{1,15}$/.test(digits)) return { ticket: Number(digits), account: text.startsWith('#') ? null : digits }
  return { ticket: null, account: free.length === 1 && !text.includes('@') ? text : null }
}

function distinct(needs: readonly Need[]): Need[] {
  return [...new Map(needs.map((need) => [`${need.begins} ${need.term}`, need])).values()]
}
