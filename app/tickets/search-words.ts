import type { Range } from '#app/mail/parsed-mail.ts'
import { simplify } from './simple-signs.ts'

/** What of a stored mail can be found again. Subject and text are as they are stored: secrets in them are dots already. */
export type SearchableMail = {
  subject: string
  text: string
  senderAddress: string | null
  senderName: string
  /** Names of the attached files. */
  filenames: readonly string[]
  arrivedAt: Date
}

/** A term, with the place in the text that it was read from. */
export type Token = Range & { term: string }

/** Of a longer text the beginning is found, in UTF-16 units. */
export const searchableLength = 50_000

/** A mail has at most so many terms; the subject, the sender and the files come first. */
const mostTerms = 2_000

const longestWord = 64
const longestAddress = 254

/**
 * Widths of the slices of time that every mail is filed under, as powers of two seconds (about an hour, a day, twelve
 * days, half a year): with these a search reads the newest mails of an index that knows no order.
 */
export const sliceWidths = [12, 16, 20, 24] as const
export type SliceWidth = (typeof sliceWidths)[number]

/**
 * The terms that a mail is found by, each once: folded words; numbers; addresses whole, by domain and by their parts;
 * of scripts without spaces each sign and each pair of signs; and terms no text can hold, which have a colon: its
 * sender, whether it has attachments, the slices of time it lies in.
 */
export function messageTerms(mail: SearchableMail): string[] {
  const terms = new Set<string>(sliceWidths.map((width) => sliceTerm(width, mail.arrivedAt)))
  if (mail.filenames.length > 0) terms.add(attachmentTerm)
  if (mail.senderAddress) for (const term of senderTerms(mail.senderAddress)) terms.add(term)
  for (const text of [mail.subject, mail.senderAddress ?? '', mail.senderName, ...mail.filenames, mail.text]) {
    for (const { term } of tokensOf(text)) {
      if (terms.size >= mostTerms) return [...terms]
      terms.add(term)
    }
  }
  return [...terms]
}

export const attachmentTerm = 'has:attachment'

/** What `from:` looks for: an address, or everything that comes from one domain. */
export function senderTerm(addressOrDomain: string): string {
  return `from:${fold(addressOrDomain).slice(0, longestAddress)}`
}

function senderTerms(address: string): string[] {
  return [senderTerm(address), senderTerm(address.slice(address.lastIndexOf('@') + 1))]
}

/** The slice of time of one width that a moment lies in. */
export function sliceTerm(width: SliceWidth, at: Date): string {
  return `t${width}:${sliceNumber(width, at)}`
}

export function sliceNumber(width: SliceWidth, at: Date): number {
  return Math.floor(at.getTime() / 1000 / 2 ** width)
}

const runs = /[\p{L}\p{N}\p{M}]+/gu
/** Scripts written without spaces, or whose words carry their endings: found by signs and pairs of signs. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u
const longNumbers = /[0-9]{4,}/g

const [other, letter, digit, sign] = [1, 2, 3, 4] as const
/** The class of every code unit seen so far: asking a table costs a fiftieth of asking an expression. */
const classes = new Uint8Array(65_536)

function classOf(code: number): number {
  const known = classes[code]
  if (known) return known
  const one = String.fromCharCode(code)
  // Halves of a pair: what lies beyond is Han for the most part, and rare.
  const found =
    code >= 0xd840 && code <= 0xdfff
      ? sign
      : unspaced.test(one)
        ? sign
        : /[0-9]/.test(one)
          ? digit
          : /[\p{L}\p{N}\p{M}]/u.test(one)
            ? letter
            : other
  classes[code] = found
  return found
}

/** Every term of a text with its place; the same reading for what is kept and what is asked. */
export function tokensOf(text: string): Token[] {
  const read = text.slice(0, searchableLength)
  const found = addressesIn(read)
  let groups: Token[] = []
  for (let start = 0, end = 0; start < read.length; start = end) {
    const kind = classOf(read.charCodeAt(start))
    end = start + 1
    if (kind === other) continue
    if (kind === sign) {
      while (end < read.length && classOf(read.charCodeAt(end)) === sign) end += 1
      addSigns(found, read, { start, end })
      continue
    }
    let digits = 0
    let plain = true
    for (let at = start; at < read.length; at += 1) {
      const code = read.charCodeAt(at)
      const its = classOf(code)
      if (its !== letter && its !== digit) break
      if (its === digit) digits += 1
      if (code > 127) plain = false
      end = at + 1
    }
    const word = read.slice(start, end)
    if (digits === word.length && digits > 1 && digits <= 4) {
      groups = joinedTo(groups, { start, end, term: word }, read)
      addJoined(found, groups)
    }
    addWord(found, word, { start, end }, { plain, digits })
  }
  return found
}

/** Small letters without accents, in the usual width: what a reader takes for the same word. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
}

/** Usually one word; a sign that stands for several ("½") folds to several. */
function addWord(found: Token[], word: string, range: Range, { plain, digits }: { plain: boolean; digits: number }) {
  const words = plain ? [word.toLowerCase()] : (fold(word).match(runs) ?? [])
  for (const term of words) {
    if (term.length > longestWord || (term.length === 1 && !/\p{N}/u.test(term))) continue
    found.push({ start: range.start, end: range.end, term })
    // "QQ10001" is found by its number too.
    if ((digits === 0 && plain) || digits === word.length) continue
    for (const [number] of term.matchAll(longNumbers))
      if (number !== term) found.push({ start: range.start, end: range.end, term: number })
  }
}

function addSigns(found: Token[], text: string, range: Range): void {
  const piece = text.slice(range.start, range.end)
  const folded = simplify(fold(piece))
  // Half-width signs fold to fewer: then the place is the whole piece.
  const same = folded.length === piece.length
  let at = range.start
  let before: Token | null = null
  for (const term of folded) {
    const place: Token = same ? { start: at, end: at + term.length, term } : { ...range, term }
    found.push(place)
    if (before) found.push({ start: before.start, end: place.end, term: before.term + term })
    before = place
    at += term.length
  }
}

/** Groups of digits with one space or hyphen between them: "138-0013-8000" is also one number. */
function joinedTo(groups: readonly Token[], group: Token, text: string): Token[] {
  const last = groups.at(-1)
  const near = last && last.end + 1 === group.start && /[ \u00a0-]/.test(text[last.end] as string)
  return near ? [...groups, group].slice(-4) : [group]
}

/** With every beginning in the row, so that a date before a number does not hide it. */
function addJoined(found: Token[], groups: readonly Token[]): void {
  const { end } = groups.at(-1) as Token
  for (let from = groups.length - 2; from >= 0; from -= 1) {
    const joined = groups.slice(from)
    const term = joined.map((group) => group.term).join('')
    if (term.length >= 5 && term.length <= 15) found.push({ start: (joined[0] as Token).start, end, term })
  }
}

const localSign = /[\p{L}\p{N}._%+'-]/u
const domainSign = /[\p{L}\p{N}.-]/u

/** Addresses whole, and their domains; each sign is looked at twice at most, since no address holds another's @. */
function addressesIn(text: string): Token[] {
  const found: Token[] = []
  let from = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > from && at - start < longestWord && localSign.test(text[start - 1] as string)) start -= 1
    let end = at + 1
    while (end < text.length && end - start < longestAddress && domainSign.test(text[end] as string)) end += 1
    while (end > at + 1 && /[.-]/.test(text[end - 1] as string)) end -= 1
    from = at + 1
    const domain = fold(text.slice(at + 1, end))
    if (start === at || !domain.includes('.')) continue
    found.push({ start: at + 1, end, term: domain }, { start, end, term: fold(text.slice(start, end)) })
  }
  return found
}
