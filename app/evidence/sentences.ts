import { type Assessment, type AttackerClass, attackerClasses, type Bar } from './assessment.ts'
import { type Language, labels, levels, senders, suspectNames } from './words.ts'

/** Facts that every account's page shows, whatever its visibility. */
const alwaysShown: readonly string[] = ['nickname']

/** Below this a bar says next to nothing, in bits. */
const littleBits = 0.5
const strongBits = 2

/** What a bar is called. */
export function labelOf(kind: string, language: Language = 'en'): string {
  return labels[language][kind] ?? sentenceCase(kind.replaceAll('_', ' '))
}

/**
 * One sentence that an agent understands about one bar. Says how far a claim agrees and what that is worth; never a
 * value of the account, and never that somebody is who he says.
 */
export function sentenceFor(
  bar: Bar,
  assessment: Pick<Assessment, 'probability'> | null = null,
  language: Language = 'en',
): string {
  return language === 'zh' ? inChinese(bar, assessment) : inEnglish(bar, assessment)
}

/** "If this is not the owner, most likely an acquaintance (94 %)." */
export function suspectSentence({ ifNot }: Pick<Assessment, 'ifNot'>, language: Language = 'en'): string {
  const suspect = attackerClasses.reduce<AttackerClass>(
    (one, other) => (ifNot[other] > ifNot[one] ? other : one),
    'blind',
  )
  const percent = Math.round(ifNot[suspect] * 100)
  const name = suspectNames[language][suspect]
  return language === 'zh'
    ? `如果不是本人，最可能是${name}（${percent}%）。`
    : `If this is not the owner, most likely ${name} (${percent} %).`
}

function inEnglish(bar: Bar, assessment: Pick<Assessment, 'probability'> | null): string {
  const level = bar.level ?? ''
  switch (bar.kind) {
    case 'prior':
      return `Before anything is read, ${oddsOf(bar.bits)} in 100 recovery mails come from the owner.`
    case 'total':
      return assessment
        ? `All together: owners write ${inHundred(assessment.probability)} in 100 such mails.`
        : `All together, ${sided(bar.bits, 'for the owner', 'against the owner', 'neither for nor against')}.`
    case 'cap':
      return bar.bits < 0
        ? 'Public facts and personal knowledge count only up to a limit; this much is beyond it.'
        : 'No limit was reached.'
    case 'context':
      return bar.bits < 0 ? 'What surrounds the case lowers the score.' : 'Nothing around the case lowers the score.'
    case 'sender':
      return `${senders.en[level] ?? `Sender ${level}`}; ${worth(bar)}.`
    case 'friend_numbers':
      return `${numbers(level).join(' of ')} listed numbers are friends that count${elsewhereOf(level) ? ` (${elsewhereOf(level)} listed in another case of this claimant)` : ''}${unreadOf(level) ? `, and ${unreadOf(level)} more were not read` : ''}; ${worth(bar)}.`
    case 'security_answers':
      return `${numbers(level).join(' of ')} security answers right; ${worth(bar)}.`
  }
  if (isContradictory(level)) {
    return `${labelOf(bar.kind)}: values that contradict each other are stated, here or in another case of this claimant, and the least of them counts; ${worth(bar)}.`
  }
  return `${labelOf(bar.kind)} ${levels.en[level] ?? level}; ${worth(bar)}.`
}

function inChinese(bar: Bar, assessment: Pick<Assessment, 'probability'> | null): string {
  const level = bar.level ?? ''
  switch (bar.kind) {
    case 'prior':
      return `未读邮件之前，每100封找回邮件中约有${oddsOf(bar.bits)}封来自本人。`
    case 'total':
      return assessment
        ? `综合来看，每100封此类邮件中约有${inHundred(assessment.probability)}封来自本人。`
        : `综合来看，${sided(bar.bits, '倾向于本人', '不倾向于本人', '不偏向任何一方')}。`
    case 'cap':
      return bar.bits < 0 ? '公开资料和个人了解只能计到上限，超出部分不计。' : '未触及任何上限。'
    case 'context':
      return bar.bits < 0 ? '相关情况降低了评分。' : '没有降低评分的相关情况。'
    case 'sender':
      return `${senders.zh[level] ?? level}；${worthInChinese(bar)}。`
    case 'friend_numbers': {
      const [right = '0', listed = '0'] = numbers(level)
      const unread = unreadOf(level) ? `，另有${unreadOf(level)}个未读取` : ''
      const elsewhere = elsewhereOf(level) ? `（其中${elsewhereOf(level)}个列于此人的另一案件）` : ''
      return `所列${listed}个号码${elsewhere}中有${right}个是有效好友${unread}；${worthInChinese(bar)}。`
    }
    case 'security_answers': {
      const [right = '0', given = '0'] = numbers(level)
      return `${given}个密保答案中有${right}个正确；${worthInChinese(bar)}。`
    }
  }
  const label = labelOf(bar.kind, 'zh')
  if (isContradictory(level))
    return `${label}：此人在本案或其他案件中的说法互相矛盾，按最不利的计算；${worthInChinese(bar)}。`
  return `${label}${levels.zh[level] ?? level}；${worthInChinese(bar)}。`
}

/** What a fact is worth where it stands, in words. */
function worth(bar: Bar): string {
  if (addsLess(bar)) {
    return alwaysShown.includes(bar.kind)
      ? 'the public page shows it, so it adds little'
      : 'whoever knows the facts above knows this too, so it adds little'
  }
  if (Math.abs(bar.bits) < littleBits) return 'it says little either way'
  const strongly = Math.abs(bar.bits) >= strongBits ? 'strongly ' : ''
  return `it speaks ${strongly}${bar.bits > 0 ? 'for' : 'against'} the owner`
}

function worthInChinese(bar: Bar): string {
  if (addsLess(bar)) {
    return alwaysShown.includes(bar.kind) ? '公开页面可见，作用不大' : '知道以上信息的人也会知道，作用不大'
  }
  if (Math.abs(bar.bits) < littleBits) return '说明不了什么'
  return `${Math.abs(bar.bits) >= strongBits ? '明显' : ''}${bar.bits > 0 ? '支持' : '不支持'}是本人`
}

/** Right, but known to whoever knew what stands above it. */
function addsLess({ kind, bits, alone, level }: Bar): boolean {
  if (kind === 'sender' || level === 'wrong' || alone === null || bits < -0.05 || bits >= littleBits) return false
  return alwaysShown.includes(kind) || alone - bits >= 0.1
}

function isContradictory(level: string): boolean {
  return level.includes(' and ')
}

/** The two counts of a level such as "5 of 6, 3 more not read". */
function numbers(level: string): string[] {
  return level.match(/\d+/g)?.slice(0, 2) ?? []
}

function unreadOf(level: string): string | null {
  return /(\d+) more not read/.exec(level)?.[1] ?? null
}

function elsewhereOf(level: string): string | null {
  return /(\d+) in another case/.exec(level)?.[1] ?? null
}

function sided(bits: number, above: string, below: string, between: string): string {
  if (Math.abs(bits) < littleBits) return between
  return bits > 0 ? above : below
}

function oddsOf(bits: number): string {
  return inHundred(1 / (1 + 2 ** -bits))
}

/** Never 0 or 100: nothing here is sure. */
function inHundred(share: number): string {
  const percent = Math.min(99.9, Math.max(0.1, share * 100))
  return percent > 99 || percent < 1 ? percent.toFixed(1) : String(Math.round(percent))
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
