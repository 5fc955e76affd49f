import { type Part, takeApart, type Way } from './pattern-parts.ts'

/**
 * Words without which a pattern matches nothing; null where none is known. In a word a space stands for any gap or
 * sign that is no letter, and 0 for any digit.
 */
export type Need = { every: readonly Need[] } | { some: readonly Need[] } | string | null

/** What a part of a pattern can match, with the words before it; null where that is too much to spell out. */
type Words = readonly string[] | null
type Read = { words: Words; need: Need }

/** More words than this are not spelled out. */
const mostWords = 16
const noWords: readonly string[] = ['']
/** Stands in a word for the place where a letter meets what is none. */
const edge = '\uffff'

/**
 * Reads from a pattern the words that a text must hold for it to match there. It may miss some, and then too many texts
 * are looked through; it names none that is not needed.
 */
export function neededWords(pattern: RegExp): Need {
  return needOf(readWays(takeApart(pattern), noWords, noWords))
}

/** `before` is what stands right before all ways, `after` what must stand right behind them. */
function readWays(ways: readonly Way[], before: readonly string[], after: readonly string[]): Read {
  const read = ways.map((way) => readWay(way, before, after))
  const words = read.every((way) => way.words !== null) ? read.flatMap((way) => way.words ?? []) : null
  return words && words.length <= mostWords
    ? { words, need: some(read.map((way) => way.need)) }
    : { words: null, need: some(read.map(needOf)) }
}

/** Words are put together from part to part, as long as they are few. */
function readWay(way: Way, before: readonly string[], after: readonly string[]): Read {
  const needs: Need[] = []
  let words = before
  let whole = true
  for (const [at, part] of way.entries()) {
    if (part.kind === 'ahead') {
      const ahead = readAlone(part.ways)
      needs.push(ahead.need, ahead.words && needOfWords(joined(words, ahead.words)))
      continue
    }
    const next = at + 1 < way.length ? followers(way[at + 1]) : after
    const behind = part.kind === 'group' && part.ways.length * words.length <= 2 * mostWords
    const read = behind ? readWays(part.ways, words, next) : readPart(part)
    needs.push(read.need)
    const longer = behind ? read.words : joinedFew(words, read.words)
    if (longer === null) {
      whole = false
      if (!behind) needs.push(needOfWords(words))
    }
    words = longer ?? (behind ? noWords : (read.words ?? noWords))
  }
  if (whole && after === noWords) return { words, need: every(needs) }
  return { words: null, need: every([...needs, needOfWords(joined(words, after))]) }
}

/** What stands right behind the part before this one, where this one only looks ahead. */
function followers(part: Part | undefined): readonly string[] {
  return (part?.kind === 'ahead' && readAlone(part.ways).words) || noWords
}

function readAlone(ways: readonly Way[]): Read {
  return readWays(ways, noWords, noWords)
}

function readPart(part: Part): Read {
  switch (part.kind) {
    case 'letters':
      return { words: part.any, need: null }
    case 'edge':
      return { words: [edge], need: null }
    case 'group':
      return readAlone(part.ways)
    case 'repeated':
      return readRepeated(part)
    case 'behind':
      return { words: noWords, need: needOf(readAlone(part.ways)) }
    case 'nothing':
      return { words: noWords, need: null }
    default:
      return { words: null, need: null }
  }
}

function readRepeated({ part, least, most }: Extract<Part, { kind: 'repeated' }>): Read {
  const once = readPart(part)
  const need = least > 0 ? once.need : null
  let words: readonly string[] = noWords
  let surely = words
  const told: string[] = []
  for (let times = 0; times <= most && told.length <= mostWords; times += 1) {
    if (times <= least) surely = words
    if (times >= least) told.push(...words)
    if (times === most) return { words: told, need }
    const longer = joinedFew(words, once.words)
    if (longer === null) break
    words = longer
  }
  return { words: null, need: every([need, needOfWords(surely)]) }
}

function joined(starts: readonly string[], ends: readonly string[]): readonly string[] {
  if (ends === noWords) return starts
  if (starts.length === 1) return ends.map((end) => starts[0] + end)
  if (ends.length === 1) return starts.map((start) => start + ends[0])
  return [...new Set(starts.flatMap((start) => ends.map((end) => start + end)))]
}

function joinedFew(starts: readonly string[], ends: Words): Words {
  return ends !== null && starts.length * ends.length <= mostWords ? joined(starts, ends) : null
}

function needOf({ words, need }: Read): Need {
  return words === null ? need : every([need, needOfWords(words)])
}

function needOfWords(words: readonly string[]): Need {
  const spelled = words.map(spell)
  // Who holds a longer word holds the shorter one within it.
  const shortest = spelled.filter(
    (word, at) => !spelled.some((other, index) => word.includes(other) && (word !== other || index < at)),
  )
  return some(shortest)
}

/** Where a letter meets what is none stands a gap, a sign, or an end of the text; elsewhere an edge tells nothing. */
function spell(word: string): string {
  return word.replace(/^\uffff(?=[a-z0-9_])|(?<=[a-z0-9_])\uffff$/gi, ' ').replaceAll(edge, '')
}

function every(needs: readonly Need[]): Need {
  const known = needs.filter((need) => need !== null && need !== '')
  return known.length > 1 ? { every: known } : (known[0] ?? null)
}

function some(needs: readonly Need[]): Need {
  if (needs.includes(null) || needs.includes('')) return null
  return needs.length > 1 ? { some: needs } : (needs[0] ?? null)
}
