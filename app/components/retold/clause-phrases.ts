import type { Phrases } from './phrases.ts'

/** Why the desk recommends what it recommends. */
export const clausePhrases: Phrases = [
  [
    'The sender pretends to write from the registered address, or the mail is malformed.',
    '发件人冒用登记地址，或邮件格式异常。',
  ],
  ['The sender writes from a look-alike of the registered address.', '发件人使用登记地址的仿冒地址。'],
  ['The same sender or the same values were used for too many accounts.', '同一发件人或同样的资料用于过多账号。'],
  ['The case is contested: freeze it, a supervisor decides.', '此案有争议：请冻结，由主管决定。'],
  [
    'The sender writes from an address that the account had before: freeze it, a supervisor decides.',
    '发件人使用账号曾用的地址：请冻结，由主管决定。',
  ],
  ["The mail asks for somebody else's account.", '来信要找回的是别人的账号。'],
  [
    'The account was found by its facts, not named by the person: ask as if none had been found.',
    '账号是按事实找到的，并非来信人所写：请照未找到账号时一样询问。',
  ],
  [
    'The mail reports that the account was taken over: freeze it, a supervisor decides.',
    '来信称账号被盗：请冻结，由主管决定。',
  ],
  ['The mail says that the mailbox is lost.', '来信称邮箱已无法使用。'],
  ['The mail states a fact that the mailbox cannot contain.', '来信说出了邮箱里不可能有的资料。'],
  ['It takes a fact that the mailbox cannot contain, and a hold.', '还需一项邮箱里不可能有的资料，并须静候。'],
  ['There is no single sender address that a link could go to.', '没有唯一的发件地址可寄链接。'],
  [
    'The evidence reaches every threshold of the new-address route; two people decide.',
    '证据达到新地址途径的所有门槛；由两人决定。',
  ],
  ['Another claimant comes as near: the hold is the longer one.', '另有人的依据同样接近：静候期延长。'],
  ['No account fits what the mail names.', '没有账号与邮件所述相符。'],
  ['The person was asked and has answered.', '已要求来信人补充，且其已答复。'],
  ['Signal {} stops the case.', '信号 {1} 使此案停止。'],
  ['A sender of level {} is barred.', '等级为 {1} 的发件人不予受理。'],
  ['The probability is below {}.', '概率低于 {1}。'],
  ['It could be {}: the margin is {} bits, needed are {}.', '可能是{1}：余量为 {2} 比特，须达到 {3}。'],
  ['The account has no registered address.', '账号没有登记地址。'],
  ['The registered address refuses mail for good.', '登记地址已永久拒收邮件。'],
  ['The registered address was never verified.', '登记地址从未验证。'],
  ['The registered address changed less than {} days ago.', '登记地址在 {1} 天内更改过。'],
  ['Nothing shows that the registered address was alive within {} months.', '{1} 个月内没有迹象表明登记地址仍在使用。'],
  ['Nobody signed in for long, and now the mailbox writes.', '账号久未登录，如今该邮箱来信。'],
  [
    'The registered address is verified, unchanged for {} days and alive.',
    '登记地址已验证，{1} 天内未更改，且仍在使用。',
  ],
]
