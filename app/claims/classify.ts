import { anyOf } from './any-of.ts'
import type { Claim, ClaimKind } from './claim.ts'
import type { MailToRead } from './extract.ts'
import { speaksOfLossInAnotherTongue } from './other-tongues.ts'
import { findOwnWords } from './own-words.ts'
import { makeReadable } from './readable-text.ts'
import { findPlaces, matchesIn } from './reading.ts'
import { reportWords } from './reported.ts'

export type MailCategory = 'recovery' | 'abuse' | 'question' | 'spam' | 'other'

const asks = anyOf('', [
  /\?/,
  /\b(?:how (?:do|can|to|does|long|much|many)|what (?:is|are|does|happens)|where (?:is|are|do|can)|is it possible|can i|could you (?:tell|explain)|question)\b/,
  /请问|怎么|如何|怎样|为什么|哪里|是否|吗/,
])
const asksHow = /\bhow (?:do|can|would|should|to)\b|\bwhere (?:do|can)\b|\bis it possible\b|请问|怎么|如何|怎样/
const losses =
  /\b(?:forg[eo]t\w{0,3}|lost|los[et]|can't|cannot|can not|unable|locked|recover\w{0,3}|access|passed away|disabled|suspended|banned)\b|忘|丢|登不|登录不|无法|不能|找回|封|冻结/
const speaksOfOnes =
  /\b(?:my|our) (?:[a-z]{2,12} ){0,2}(?:account|password|login|profile)\b|我的?(?:账号|号|密码|账户|qq)|\bmi (?:cuenta|contraseña)\b/
const sells = anyOf('g', [
  /\b(?:unsubscribe|buy now|order now|discount|% off|special offer|limited(?: time)? offer|free (?:trial|gift|shipping|quote)|seo|backlinks?|casino|viagra|lottery|winner|you(?:'ve| have) won|click (?:here|below)|investment|bitcoin|crypto|loan|earn money|make money|best price|guest post|web ?design|marketing|promotion|ranking|cheap|wholesale|dear (?:sir|customer|beneficiary|winner)|act now|100% free|newsletter)\b/,
  /退订|优惠|促销|折扣|代开|发票|贷款|赌场|博彩|彩票|中奖|点击(?:这里|链接|下方)|加微信|推广|兼职|刷单|理财|批发|限时|免费领取/,
])
const links = /https?:\/\/|\bwww\.[a-z0-9-]/g

const isReply = /^\s{0,9}(?:re|aw|sv|antw|回复|答复|回覆|答覆) ?(?:\[\d{1,3}\])?:/

const wants: Readonly<Record<string, string>> = {
  password: 'it asks for a lost password or account',
  email_change: 'it asks for another e-mail on the account',
  phone_change: 'it asks for another phone on the account',
  unlock: 'it asks for an account to be unlocked',
  find_number: 'it asks for a forgotten account number',
}
const facts: readonly ClaimKind[] = [
  'registered_email',
  'birth_date',
  'real_name',
  'nickname',
  'city',
  'gender',
  'phone',
  'sign_up',
  'security_answer',
  'friend_numbers',
]

/**
 * What a mail is about, with the reason as one plain clause. Who asks for an account is never taken for spam,
 * whatever else his mail holds.
 */
export function classify(mail: MailToRead, claims: readonly Claim[]): { category: MailCategory; reason: string } {
  const own = makeReadable(mail.text, findOwnWords(mail.text, mail.reply)).folded
  const words = `${makeReadable(mail.subject, [{ start: 0, end: mail.subject.length }]).folded}\n${own}`
  const states = (kind: ClaimKind) => claims.some((claim) => claim.kind === kind)
  const says = (kind: ClaimKind) => claims.some((claim) => claim.kind === kind && claim.source === 'text')
  const stated = facts.filter(states).length
  const reported = count(words, reportWords)

  const asked = claims.find((claim) => claim.kind === 'request' && claim.value in wants)
  const lost = states('hijacked') || states('mailbox_lost')
  if (asked && !lost && stated === 0 && !states('account_identifier') && asksOnlyHow(words)) {
    return { category: 'question', reason: 'it asks how something is done and names no account' }
  }
  if (asked && (reported < 2 || states('account_identifier') || lost || stated > 0)) {
    return { category: 'recovery', reason: wants[asked.value] ?? 'it asks for an account' }
  }
  if (states('hijacked') && (reported === 0 || states('account_identifier') || !states('third_party'))) {
    return { category: 'recovery', reason: 'it says that somebody has taken the account' }
  }
  if (reported > 0 && stated < 2) return { category: 'abuse', reason: 'it reports what somebody else does' }
  if (isReply.test(words) && (says('account_identifier') || facts.some(says))) {
    return { category: 'recovery', reason: 'it adds facts to an earlier request' }
  }
  if (states('mailbox_lost')) return { category: 'recovery', reason: 'it says that the mailbox on the account is lost' }
  if (states('account_identifier') ? stated > 0 : stated > 1) {
    return { category: 'recovery', reason: 'it states facts about an account as the help page asks' }
  }
  if ((states('account_identifier') || states('third_party')) && matchesIn(words, losses)) {
    return { category: 'recovery', reason: 'it names an account that somebody has lost' }
  }
  if (matchesIn(words, losses) && matchesIn(words, speaksOfOnes) && !asksOnlyHow(words)) {
    return { category: 'recovery', reason: 'it speaks of an account that somebody has lost' }
  }
  const pitches = count(words, sells)
  if (pitches === 0 && !asksOnlyHow(words) && speaksOfLossInAnotherTongue(words)) {
    return { category: 'recovery', reason: 'it says in a third language that an account or a password is lost' }
  }
  if (
    !states('account_identifier') &&
    (pitches >= 3 || (pitches > 0 && count(words, links) > 0 && stated === 0 && pitches + count(words, links) >= 3))
  ) {
    return { category: 'spam', reason: 'it offers something and names no account' }
  }
  if (states('request')) return { category: 'other', reason: 'it asks for an account to be deleted' }
  if (matchesIn(words, asks))
    return { category: 'question', reason: 'it asks something and no account is to be recovered' }
  if (states('account_identifier')) return { category: 'other', reason: 'it names an account and asks for nothing' }
  return { category: 'other', reason: 'nothing in it speaks of an account' }
}

function asksOnlyHow(words: string): boolean {
  return (
    asksHow.test(words) && !/\b(?:forgot\w{0,3}|lost|locked|can't|cannot|hacked)\b|忘|丢|盗|登不|无法|找回/.test(words)
  )
}

function count(words: string, pattern: RegExp): number {
  let found = 0
  for (const _ of findPlaces(words, pattern)) if (++found >= 20) break
  return found
}
