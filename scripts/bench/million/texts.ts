import { messageTerms } from '#app/tickets/search-words.ts'
import { type Draws, drawsFrom } from '#scripts/simulate/draws.ts'

/** A piece of a mail, with the terms it is found by. */
export type Piece = { language: 'en' | 'zh'; text: string; terms: readonly string[] }

/** What the bench looks for: of these the database knows a few, however large it is. */
export const rareWords = { en: 'xylograph', zh: '云梦' } as const
/** And these are in most mails of their language. */
export const commonWords = { en: 'password', zh: '密码' } as const

const pieces = { en: 6_000, zh: 4_000 }
const vocabulary = { en: 40_000, zh: 6_000 }

const frequent = {
  en: 'my the i to account password and is not can it number please help you in was for me of have on sign address mail friend forgot years old name that with reset lost email since this phone cannot when new no but change remember friends hacked somebody use birthday city sent message first day before security question answer because school made again login work they from thank still very login since page error'.split(
    ' ',
  ),
  zh: '密码 账号 我的 忘记 好友 号码 找回 邮箱 请 帮助 登录 无法 注册 手机 名字 生日 城市 朋友 问题 答案 谢谢 已经 多年 被盗 修改 收到 邮件 绑定 不能 使用 希望 尽快 处理 昵称 真实 姓名 地址 以前 现在 还是 没有 因为 记得 时候 申请 资料 证明 您好 客服 密保'.split(
    ' ',
  ),
}

const syllables =
  'ba be bi bo da de di do fa fe ga go ha he ka ke ki la le li lo ma me mi na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve wa ze'.split(
    ' ',
  )
const signs =
  '一天地人山水火木金土日月云雨风雪花草树鸟鱼虫马牛羊狗猫大小上下左右前后东西南北中里外春夏秋冬红黄蓝白黑青高低长短方圆多少来去走跑飞游吃喝看听说读写学习工作生活家国城乡路桥车船房屋门窗书笔纸墨梦想心情爱乐'

/** Texts whose words are as frequent as words are: the second half as often as the first, the third a third (Zipf). */
export function drawPieces(seed: number): Piece[] {
  const draws = drawsFrom(seed)
  const words = { en: wordList(draws, 'en'), zh: wordList(draws, 'zh') }
  return (['en', 'zh'] as const).flatMap((language) =>
    Array.from({ length: pieces[language] }, () => {
      const text = language === 'en' ? english(draws, words.en) : chinese(draws, words.zh)
      return { language, text, terms: termsOf(text) }
    }),
  )
}

/** The terms of a text by itself: neither a sender nor a time. */
export function termsOf(text: string): string[] {
  const mail = { subject: '', text, senderAddress: null, senderName: '', filenames: [], arrivedAt: new Date(0) }
  return messageTerms(mail).filter((term) => !/^t[0-9]+:/.test(term))
}

function wordList(draws: Draws, language: 'en' | 'zh'): string[] {
  const words = new Set(frequent[language])
  while (words.size < vocabulary[language])
    words.add(
      language === 'en'
        ? Array.from({ length: 2 + Math.floor(draws.share() * 3) }, () => draws.pick(syllables)).join('')
        : draws.pick([...signs]) + draws.pick([...signs]),
    )
  words.delete(rareWords.en)
  words.delete(rareWords.zh)
  return [...words]
}

/** The rank falls off as its own inverse. */
function zipf(draws: Draws, words: readonly string[]): string {
  return words[Math.floor(words.length ** draws.share()) - 1] ?? (words[0] as string)
}

function english(draws: Draws, words: readonly string[]): string {
  const sentences = Array.from({ length: 3 + Math.floor(draws.share() * 4) }, () => {
    const said = Array.from({ length: 6 + Math.floor(draws.share() * 10) }, () => zipf(draws, words)).join(' ')
    return `${said[0]?.toUpperCase()}${said.slice(1)}.`
  })
  return sentences.join(' ')
}

function chinese(draws: Draws, words: readonly string[]): string {
  const sentences = Array.from(
    { length: 3 + Math.floor(draws.share() * 4) },
    () => `${Array.from({ length: 5 + Math.floor(draws.share() * 8) }, () => zipf(draws, words)).join('')}。`,
  )
  return sentences.join('').replaceAll(rareWords.zh, '云')
}
