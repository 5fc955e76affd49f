import type { Range } from '#app/mail/parsed-mail.ts'
import { keepLast } from './keep-last.ts'

/** A text made easy to match, with the way back: every unit knows where it stood. */
export type ReadableText = {
  /** Full-width forms, spaces, quotes and dashes as plain ones, invisible characters left out; letters as written. */
  text: string
  /** The same, in lower case and with the traditional letters of field words as simplified; as long as `text`. */
  folded: string
  /** Where a stretch of `text` stands in the source, or null where it would run over words that are not the person's. */
  locate: (start: number, end: number) => Range | null
  /** The words of a stretch as the source has them, tidied. */
  quote: (start: number, end: number) => string
}

/** More of one mail than this is not read for claims: nobody states facts about an account after so many letters. */
export const maxReadUnits = 200_000

/**
 * Makes the given stretches of a source readable, in their order; what lies between them is not read.
 * One UTF-16 unit becomes one unit or none, so that places in the result are places in the source.
 */
export function makeReadable(source: string, stretches: readonly Range[]): ReadableText {
  return readStretches({ source, stretches })
}

type Asked = { source: string; stretches: readonly Range[] }

const readStretches = keepLast(4, readAnew, areSame)

function areSame(one: Asked, other: Asked): boolean {
  return (
    one.source === other.source &&
    one.stretches.length === other.stretches.length &&
    one.stretches.every(
      ({ start, end }, index) => start === other.stretches[index]?.start && end === other.stretches[index]?.end,
    )
  )
}

function readAnew({ source, stretches }: Asked): ReadableText {
  let text = ''
  let folded = ''
  const runs: Run[] = []
  for (const stretch of stretches) {
    if (text !== '') {
      addRun(runs, text.length, stretch.start)
      text += '\n'
      folded += '\n'
    }
    const from = Math.max(0, stretch.start)
    const end = Math.min(source.length, stretch.end, stretch.start + maxReadUnits - text.length)
    for (let start = from; start < end; start += unitsAtOnce) {
      const piece = source.slice(start, Math.min(end, start + unitsAtOnce))
      const read = needsReading.test(piece) ? readUnits(piece) : asItStands(piece)
      for (const run of read.runs) addRun(runs, text.length + run.at, start + run.start)
      text += read.text
      folded += read.folded
    }
  }
  const placeOf = (at: number) => (at >= 0 && at < text.length ? findPlace(runs, at) : undefined)
  return {
    text,
    folded,
    quote: (start, end) => tidyValue(source.slice(placeOf(start) ?? 0, (placeOf(end - 1) ?? -1) + 1)),
    locate(start, end) {
      const first = placeOf(start)
      const last = placeOf(end - 1)
      if (first === undefined || last === undefined || end <= start) return null
      const range = { start: first, end: last + 1 }
      return stretches.some((stretch) => stretch.start <= range.start && range.end <= stretch.end) ? range : null
    },
  }
}

/** From here on unit after unit of the readable text stands unit after unit in the source. */
type Run = { at: number; start: number }

function addRun(runs: Run[], at: number, start: number): void {
  const last = runs.at(-1)
  if (last === undefined || last.start - last.at !== start - at) runs.push({ at, start })
}

function findPlace(runs: readonly Run[], at: number): number | undefined {
  let first = 0
  let beyond = runs.length
  while (beyond - first > 1) {
    const middle = (first + beyond) >> 1
    if ((runs[middle] as Run).at <= at) first = middle
    else beyond = middle
  }
  const run = runs[first]
  return run && run.start + at - run.at
}

/** Leaves out what a reader does not see and puts spaces and line ends in order. */
export function tidyValue(words: string): string {
  return words
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\s{1,1000}/g, ' ')
    .trim()
    .normalize('NFC')
}

const plainForms = new Map<number, string>([
  [0x09, ' '],
  [0x0d, ' '],
  [0xa0, ' '],
  [0x202f, ' '],
  [0x205f, ' '],
  [0x3000, ' '],
  [0x2018, "'"],
  [0x2019, "'"],
  [0x201c, '"'],
  [0x201d, '"'],
  [0x201e, '"'],
  [0xab, '"'],
  [0xbb, '"'],
  [0x300c, '"'],
  [0x300d, '"'],
  [0x300e, '"'],
  [0x300f, '"'],
  [0x3010, '['],
  [0x3011, ']'],
  [0x2212, '-'],
  [0x2022, '*'],
  [0x30fb, '*'],
  [0x2028, '\n'],
  [0x2029, '\n'],
])

/** What is no plain ASCII letter, sign, space or line end. */
const needsReading = /[^\n -~]/
const plainRun = /[\n -~]+/y
const unitsAtOnce = 4_096

type Read = { text: string; folded: string; runs: readonly Run[] }

function asItStands(piece: string): Read {
  return { text: piece, folded: piece.toLowerCase(), runs: [{ at: 0, start: 0 }] }
}

function readUnits(piece: string): Read {
  let text = ''
  let folded = ''
  const runs: Run[] = []
  for (let at = 0; at < piece.length; at += 1) {
    plainRun.lastIndex = at
    const plain = plainRun.exec(piece)?.[0]
    if (plain !== undefined) {
      addRun(runs, text.length, at)
      text += plain
      folded += plain.toLowerCase()
      at += plain.length
      if (at === piece.length) break
    }
    const unit = readUnit(piece.charCodeAt(at))
    if (unit === null) continue
    addRun(runs, text.length, at)
    text += unit
    folded += foldUnit(unit)
  }
  return { text, folded, runs }
}

function readUnit(code: number): string | null {
  if (code < 0x80 && code !== 0x09 && code !== 0x0d) return String.fromCharCode(code)
  const plain = plainForms.get(code)
  if (plain !== undefined) return plain
  if (code >= 0x2000 && code <= 0x200a) return ' '
  if (code >= 0x2010 && code <= 0x2015) return '-'
  if (isInvisible(code)) return null
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  return String.fromCharCode(code)
}

function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff
  )
}

const traditional =
  '帳賬帐號碼戶註冊郵電話暱稱網絡實資別聯繫係綁機舊請幫發復覆問題驗證時間變換為沒無盜駭單凍結鎖銷刪記陰曆農歲國業東廣雲蘇寧陝肅內龍遼貴灣慶門來裡裏讓錄陸麼說嗎還進於從給親媽爺兒學會員過關閉對尋開創報詐騙騷擾舉訴訊經認識與區縣鄉寫錯確遺丟這後當濟漢瀋陽長蘭廈爾濱點應該誰處屬獲絕動體現歡'
const simplified =
  '账账账号码户注册邮电话昵称网络实资别联系系绑机旧请帮发复复问题验证时间变换为没无盗骇单冻结锁销删记阴历农岁国业东广云苏宁陕肃内龙辽贵湾庆门来里里让录陆么说吗还进于从给亲妈爷儿学会员过关闭对寻开创报诈骗骚扰举诉讯经认识与区县乡写错确遗丢这后当济汉沈阳长兰厦尔滨点应该谁处属获绝动体现欢'
/** Traditional letters of field words, and other ways to write them, as the simplified ones; one for one. */
export const simpleForms: ReadonlyMap<string, string> = new Map(
  [...traditional].map((letter, index) => [letter, [...simplified][index] ?? letter]),
)

function foldUnit(unit: string): string {
  if (unit >= 'A' && unit <= 'Z') return unit.toLowerCase()
  // Accents of Spanish and French field words; one unit each.
  const lower = unit.toLowerCase()
  return simpleForms.get(unit) ?? (lower.length === 1 ? lower : unit)
}
