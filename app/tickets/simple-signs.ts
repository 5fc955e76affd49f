import { simpleForms } from '#app/claims/readable-text.ts'

/** Of the search's own filter words, besides the signs of field words; the second sign is the simplified one. */
const pairs =
  '決决議议暫暂緩缓鏈链擱搁濫滥諮咨詢询偽伪狀状態态徑径線线類类標标籤签個个們们將将總总試试輸输應应讀读閱阅轉转據据圖图頁页'
const simple = new Map([...simpleForms, ...pairsOf([...pairs])])
const traditional = new RegExp(`[${[...simple.keys()].join('')}]`, 'g')

/**
 * Traditional signs as simplified ones, so that a word is found however it was written. Only the signs of account
 * recovery and of the desk: one sign for one, which a whole script cannot be.
 */
export function simplify(text: string): string {
  return text.replace(traditional, (sign) => simple.get(sign) ?? sign)
}

function pairsOf(signs: readonly string[]): [string, string][] {
  return signs.flatMap((sign, at): [string, string][] => (at % 2 === 0 ? [[sign, signs[at + 1] ?? sign]] : []))
}
