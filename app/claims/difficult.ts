import type { Range } from '#app/mail/parsed-mail.ts'
import { anyOf } from './any-of.ts'
import { findOwnWords } from './own-words.ts'
import { makeReadable } from './readable-text.ts'
import { matchesIn } from './reading.ts'

/**
 * self_harm: the writer may hurt himself · threat: somebody threatens another · legal: a court, a lawyer or an authority
 * demands something · minor: the writer says that he is a child. The most pressing first.
 */
export const difficulties = ['self_harm', 'threat', 'legal', 'minor'] as const
export type Difficulty = (typeof difficulties)[number]

const intend =
  "i(?:'?ll|'?m| will| am| want| might| may| would| plan| intend| have decided| just want| only want| really want)(?: (?:to|going to|about to|gonna|ready to|now|just|really)){0,3}"
const harm = '(?:kill|shoot|stab|murder|hurt|harm|beat|burn|slaughter|strangle)'
const others = '(?:you|him|her|them|you all|your (?:family|wife|husband|children|kids|mother|staff|people|colleagues))'
const someone =
  '(?:he|she|they|someone|somebody|a (?:man|stranger|user|hacker)|the (?:man|hacker|thief|other)|this (?:man|person|user|guy|woman)|my (?:ex|ex-husband|ex-wife|husband|boyfriend))'

const ways: Record<Difficulty, RegExp> = {
  self_harm: anyOf('', [
    `\\b${intend} (?:kill|hang|shoot|drown|hurt|harm|poison|cut) myself\\b`,
    `\\b${intend} (?:end it all|(?:end|take) my (?:own )?life|commit suicide|die)\\b(?! (?:of|for|from|in (?:a|the|this) game))`,
    /\b(?:i feel like|i(?:'?m| am) thinking (?:of|about)|i keep thinking (?:of|about)) (?:ending (?:it all|my (?:own )?life)|killing myself|dying)\b(?! (?:of|to|for))/,
    /\bi (?:don'?t|do not|no longer|can'?t|cannot) (?:want|wish|bear) to (?:live|be alive|go on living)\b(?! (?:in|with|near|there|at|on|here))/,
    /\bi(?:'?m| am| feel| have been|'?ve been) (?:so |very |really )?suicidal\b/,
    /\bi (?:have|had|am having|keep having) (?:suicidal thoughts|thoughts of (?:suicide|killing myself))\b/,
    /我(?:真的|就|只|都|很|现在|已经|好){0,3}(?:想|要|准备|打算|会)(?:去|要){0,2}(?:自杀|轻生|跳楼|割腕|自残|结束(?:自己的?|我的?)?生命)/,
    /我?(?:真的|都|已经|也){0,2}(?:不想活了|不想再活|活不下去了|想死了算了)/,
    /我(?:真的|就|只|都|很|现在|已经|好){0,3}(?:想死|要去死|去死算了|只有死)(?![你您他她它机心磕灰])|死给(?:你们?|他们?|她)看/,
    /\bich (?:will|m[oö]chte|werde|kann) (?:jetzt |einfach |nur )?(?:mich (?:umbringen|t[oö]ten)|nicht mehr leben|sterben)\b|\bich bringe? mich um\b/,
    /\bje (?:veux|vais|voudrais) (?:juste )?(?:mourir|en finir|me (?:tuer|suicider|pendre))\b|\bje (?:ne )?veux plus vivre\b/,
    /\b(?:me )?quiero (?:morir(?:me)?|matar(?:me)?|suicidarme)\b|\bme voy a (?:matar|suicidar)\b|\bno quiero (?:seguir viviendo|vivir m[aá]s)\b|\bya no quiero vivir\b/,
    /\bquero (?:morrer|me matar)\b|\bvou me matar\b|хочу умереть|покончу? с собой|не хочу (?:больше )?жить|死にたい|自杀(?:します|したい|する)|죽고 ?싶|자살(?:할|하고)/,
  ]),
  threat: anyOf('', [
    `\\bi(?:'ll| will|'m going to| am going to|'m gonna| swear i will| swear i'll)(?: (?:find|come|hunt|track)[^\\n.!?]{0,30} and| personally| then| really){0,2} ${harm} ${others}\\b(?! at (?:chess|the game|this game))`,
    /\bi(?:'ll| will|'m going to| am going to)(?: come and)? (?:blow up|burn down|bomb|set fire to) (?:your|the|this) (?:office|building|house|company|headquarters|servers?)\b/,
    /\bi know where (?:you|he|she|they|your [a-z]{1,12}) (?:live|lives|work|works|sleep|sleeps)\b/,
    /\bi(?:'ve| have) (?:put|placed|planted|hidden) a bomb\b/,
    /\b(?:you|he|she|they)(?:'ll| will| are going to|'re going to| is going to) (?:all )?(?:die for|pay with (?:your|his|her|their) (?:life|lives|blood))\b/,
    `\\b${someone} (?:[a-z]{1,12} ){0,3}(?:threatens?|threatened|threatening)(?: me| us)? to (?:${harm}|rape|publish|post|leak|share|expose|send)\\b`,
    `\\b${someone} (?:said|says|wrote|writes|told me|swore)(?: that)? (?:he|she|they)(?:'ll| will|'s going to| is going to| would| are going to) (?:${harm}|rape) (?:me|us|my)\\b`,
    /(?:我|老子)(?:一定|要|会|就|肯定|迟早|去|找人|真的){0,4}(?:弄死|杀了?|砍死?|打死|捅死?|炸了?|灭了)(?:你|他|她|贵公司|贵司)/,
    /我知道(?:你|他|她)们?(?:家)?(?:住|家)(?:在)?(?:哪|什么地方)/,
    /(?:他|她|对方|有人|骗子|前男友|前女友|前夫|前妻)[^\n。!?;]{0,12}威胁[^\n。!?;]{0,10}(?:杀|打|砍|弄死|报复|伤害|曝光|公开|发布|散布|裸照|照片)/,
  ]),
  legal: anyOf('', [
    /\b(?:court order|subpoena|search warrant|cease and desist|letter before (?:action|claim)|preservation (?:request|order|letter)|statutory demand|writ of|subject access request|right to erasure)\b/,
    /\bi(?:'ll| will|'m going to| am going to|'m gonna) (?:sue (?:you|your)|take you to court|take legal (?:action|steps)|file a (?:law ?suit|claim|complaint) (?:against you|with the (?:court|data protection|police))|press charges against you)\b/,
    /\blegal (?:action|proceedings|steps) (?:against (?:you|your)|will be (?:taken|brought))\b/,
    /\b(?:my|our) (?:lawyer|attorney|solicitor)s? (?:will|is going to|has|have|demands?|requests?|shall)\b/,
    /\b(?:we|i) (?:represent|act for|act on behalf of|am acting for|are acting for|am instructed by|are instructed by) (?:mr|mrs|ms|dr|our client|my client|the (?:owner|estate|family|company))\b/,
    /\b(?:under|pursuant to|according to|in accordance with) (?:article [0-9]{1,3}|the (?:gdpr|general data protection)|gdpr|section [0-9]{1,4} of)\b/,
    /\b(?:police|public prosecutor|prosecutor's office|criminal investigation)[^\n.!?]{0,40}\b(?:request|require|order|demand)s? (?:you|the (?:data|records|logs|release|preservation)|your)\b/,
    /律师函|(?:法院|法庭)的?(?:传票|判决书|裁定书|调查令|协助执行)|(?:起诉|控告|状告)(?:你们|贵司|贵公司)|(?:去|要|会)法院告(?:你们|贵)/,
    /(?:追究|承担)(?:你们|贵司|贵公司|你方)?的?(?:一切|全部)?法律责任|走法律(?:程序|途径)|诉诸法律|我的?(?:代理)?律师(?:会|将|已经?|要)/,
    /(?:公安|警方|检察院|派出所|网警)[^\n。!?;]{0,14}(?:调取|协查|协助调查|调查函|要求(?:你们|贵))/,
  ]),
  minor: anyOf('', [
    /\bi(?:'m| am)(?: only| just| now| currently| still)? (?:[5-9]|1[0-7]) (?:years? old|yrs? old|y\/?o\b)/,
    /\bi(?:'m| am)(?: only| just| still| not yet| not even)? (?:a minor|under ?age|a child|under 1[0-8]\b|not 18\b)/,
    /\bi(?:'m| am)(?: only| just| still)? in (?:the )?(?:[1-9]|1[0-2])(?:st|nd|rd|th) grade\b/,
    /我(?:今年|现在|才|只有|刚满?|还|只|是){0,3}(?:[5-9]|1[0-7]|[五六七八九]|十[一二三四五六七]?)周?岁(?!时|的时候|那|就|注册|开始|开的|申请)/,
    /我(?:现在|还|才|只|是|今年){1,3}(?:一个|个|名)?(?:小学生|初中生|未成年|小孩子?|儿童)(?!时|的时候|那)/,
    /我(?:现在|今年|还|在|才|读|上){1,3}(?:小学)?[一二三四五六]年级/,
  ]),
}

/** Traditional characters of these patterns, each before its simplified one. */
const traditional =
  '殺杀師师個个歲岁結结輕轻樓楼殘残會会準准備备現现滅灭對对脅胁報报傷伤發发訴诉傳传書书協协調调責责級级學学讀读給给還还隻只們们嗎吗請请經经後后機机來来說说'
const simplified = new Map(
  Array.from({ length: traditional.length / 2 }, (_, at) => [traditional[at * 2], traditional[at * 2 + 1]]),
)
const traditionalOne = new RegExp(`[${[...simplified.keys()].join('')}]`, 'g')

/** What makes a mail hard to answer, by the person's own words alone; null for nearly all. */
export function findDifficulty(mail: { subject: string; text: string; reply: readonly Range[] }): Difficulty | null {
  const subject = makeReadable(mail.subject, [{ start: 0, end: mail.subject.length }]).folded
  const own = makeReadable(mail.text, findOwnWords(mail.text, mail.reply)).folded
  const words = `${subject}\n${own}`.replace(traditionalOne, (one) => simplified.get(one) ?? one)
  return difficulties.find((difficulty) => matchesIn(words, ways[difficulty])) ?? null
}
