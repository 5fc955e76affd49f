/** A pattern taken apart, as far as the words in it are concerned. */
export type Part =
  | { kind: 'letters'; any: readonly string[] }
  | { kind: 'edge' }
  | { kind: 'group'; ways: readonly Way[] }
  | { kind: 'repeated'; part: Part; least: number; most: number }
  /** What must follow, or stand before, without being part of the match. */
  | { kind: 'ahead'; ways: readonly Way[] }
  | { kind: 'behind'; ways: readonly Way[] }
  /** Matches something, or nothing, that is not looked into. */
  | { kind: 'anything' }
  | { kind: 'nothing' }

/** Parts one after the other. */
export type Way = readonly Part[]

type Reader = { source: string; at: number }

/** A set of more letters than this is as good as any letter. */
const mostLetters = 16
const anything: Part = { kind: 'anything' }
const nothing: Part = { kind: 'nothing' }

/** Takes a pattern apart into its ways to match. Of what it does not know it says that it may match anything. */
export function takeApart({ source, flags }: RegExp): readonly Way[] {
  // Capitals and pairs of units would be taken for single letters.
  if (/[iv]/.test(flags) || /[\ud800-\udfff]/.test(source)) return [[anything]]
  return readWays({ source, at: 0 })
}

function readWays(reader: Reader): readonly Way[] {
  const ways: Part[][] = [[]]
  for (;;) {
    const sign = reader.source[reader.at]
    if (sign === undefined || sign === ')') return ways
    if (sign === '|') {
      reader.at += 1
      ways.push([])
    } else addPart(ways.at(-1) as Part[], readRepeated(reader))
  }
}

/** Letters one after the other are one part. */
function addPart(way: Part[], part: Part): void {
  const last = way.at(-1)
  const [before, ...others] = last?.kind === 'letters' ? last.any : []
  const [letter, ...more] = part.kind === 'letters' ? part.any : []
  if (before !== undefined && letter !== undefined && others.length + more.length === 0)
    way[way.length - 1] = { kind: 'letters', any: [before + letter] }
  else way.push(part)
}

function readRepeated(reader: Reader): Part {
  const part = readPart(reader)
  const [times, least = '', open, last] = takes(reader, /[?*+]|\{(\d+)(,)?(\d*)\}/y) ?? []
  if (times === undefined) return part
  takes(reader, /\?/y)
  if (times === '?') return { kind: 'repeated', part, least: 0, most: 1 }
  if (times === '*' || times === '+')
    return { kind: 'repeated', part, least: times === '+' ? 1 : 0, most: Number.POSITIVE_INFINITY }
  const most = open && !last ? Number.POSITIVE_INFINITY : Number(last || least)
  return { kind: 'repeated', part, least: Number(least), most }
}

function readPart(reader: Reader): Part {
  const [words] = takes(reader, /[^\\()[\]{}?*+|^$.]+(?![?*+{])/y) ?? []
  if (words !== undefined) return { kind: 'letters', any: [asDigits(words)] }
  // Where no letter may follow, a sign, a digit or the end of the text does.
  if (takes(reader, /\(\?!\[a-z[^\]\\]*\]\)/y)) return { kind: 'ahead', ways: [[{ kind: 'letters', any: [' ', '0'] }]] }
  const [group] = takes(reader, /\((?:\?(?::|<?[=!]|<\w{1,40}>))?/y) ?? []
  if (group !== undefined) {
    const ways = readWays(reader)
    takes(reader, /\)/y)
    if (group.endsWith('!')) return nothing
    return { kind: group === '(?=' ? 'ahead' : group === '(?<=' ? 'behind' : 'group', ways }
  }
  if (takes(reader, /\\b/y)) return { kind: 'edge' }
  if (takes(reader, /[\^$]|\\B/y)) return nothing
  const [, not, members] = takes(reader, /\[(\^?)((?:\\.|[^\]\\])*)\]/y) ?? []
  if (members !== undefined) return not ? anything : readSet(members)
  if (takes(reader, unknown)) return anything
  return { kind: 'letters', any: [readLetter(reader)] }
}

/** What stands for other letters than one, but \d, or is not known here. */
const unknown = /\.|\\(?:[pPu]\{[^}]*\}|k<\w*>|x[0-9a-fA-F]{2}|c[a-zA-Z]|[1-9]\d*|(?!u[0-9a-fA-F]{4}|[dnrt])[a-zA-Z0])/y

function readSet(members: string): Part {
  if (/\\(?!u[0-9a-fA-F]{4}|[dnrt])[a-zA-Z0-9]/.test(members)) return anything
  const reader = { source: members, at: 0 }
  const found = new Set<string>()
  while (reader.at < members.length && found.size <= mostLetters) {
    const first = readLetter(reader)
    const last = takes(reader, /-(?=.)/sy) ? readLetter(reader) : first
    if (last < first) return anything
    for (let code = first.charCodeAt(0); code <= last.charCodeAt(0) && found.size <= mostLetters; code += 1)
      found.add(asDigits(String.fromCharCode(code)))
  }
  return found.size > mostLetters ? anything : { kind: 'letters', any: [...found] }
}

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', d: '0' }

function readLetter(reader: Reader): string {
  const [, code, sign = '', plain] = takes(reader, /\\(?:u([0-9a-fA-F]{4})|(.))|(.)/sy) ?? []
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16))
  return plain === undefined ? (escaped[sign] ?? sign) : asDigits(plain)
}

/** One digit is as good as another, and as the line that words are joined with. */
function asDigits(letters: string): string {
  return letters.replace(/[\d_]/g, '0')
}

function takes(reader: Reader, what: RegExp): RegExpExecArray | null {
  what.lastIndex = reader.at
  const taken = what.exec(reader.source)
  if (taken) reader.at = what.lastIndex
  return taken
}
