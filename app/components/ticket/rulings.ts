import { catalogue } from '#app/components/language.tsx'
import type { DeskVerb } from '#app/tickets/open-verbs.ts'

/** The key that opens the question of a ruling. */
export const rulingKeys: Record<DeskVerb, string> = { approve: 'a', ask: 'm', deny: 'd', freeze: 'f' }

/** What a ruling is called, what it does, and why agents usually make it. */
export const rulingWords = catalogue(
  {
    buttons: { approve: 'Approve', ask: 'Ask for more', deny: 'Refuse', freeze: 'Freeze' },
    titles: {
      approve: 'Send a link?',
      ask: 'Ask for more?',
      deny: 'Refuse this case?',
      freeze: 'Freeze this case?',
    },
    short: { approve: 'Send link', ask: 'Ask', deny: 'Refuse', freeze: 'Freeze' },
    approveReasons: {
      fit: 'Facts fit the account',
      known: 'Known mail of the owner',
      again: 'Owner wrote again with more',
    },
    askReasons: { account: 'Account not clear', few: 'Too few facts', address: 'Address in doubt' },
    denyReasons: { wrong: 'Facts are wrong', other: 'Somebody else writes', noWay: 'No way left to prove it' },
    freezeReasons: { both: 'Owner and somebody else both write', theft: 'Theft reported', attack: 'Part of an attack' },
    approveEffect: (target: string) =>
      `A link to set a new password goes to the registered address${target}. It works once, for 60 minutes. Whoever wrote this mail sees it only if that mailbox is theirs.`,
    askEffect: (goes: string) =>
      `The letter “Please tell us more” ${goes}. It is the same for everybody and hints at nothing. The case waits for the answer.`,
    denyEffect: (goes: string) => `The letter “Nothing we can do” ${goes}, without a reason. The case ends as refused.`,
    freezeEffect: 'Nothing moves on this case until a supervisor decides. No letter goes out.',
    goesTo: (sender: string) => `goes to ${sender}`,
    goesNowhere: 'goes to nobody, as the mail has no readable sender',
    toTarget: (target: string) => `, ${target}`,
    override: (recommendation: string) =>
      `This goes against the recommendation, “${recommendation}”. It is kept with your reason and looked at again.`,
    none: 'none',
    why: 'Why',
    whyOptional: 'Why (optional)',
    whyFirst: 'Write down why first.',
    lookingUp: 'Where the link goes is being looked up.',
    typed: (digits: number) => `Type the last ${digits} digits of the account to confirm`,
    typedHint: (account: string) => `The account is ${account}. A link that went out cannot be called back.`,
    typedFirst: 'Type the digits of the account first.',
    deciding: 'Being decided',
    letter: 'The letter as it will be sent',
    letterTo: 'To',
    letterSubject: 'Subject',
    letterNone: 'No letter goes out.',
    letterLoading: 'The letter is being drawn …',
    letterDots: 'The dots are links and codes: they are made when the letter leaves.',
  },
  {
    buttons: { approve: '批准', ask: '要求补充', deny: '拒绝', freeze: '冻结' },
    titles: { approve: '发送链接？', ask: '要求补充？', deny: '拒绝此案？', freeze: '冻结此案？' },
    short: { approve: '发送链接', ask: '要求补充', deny: '拒绝', freeze: '冻结' },
    approveReasons: { fit: '资料与账号相符', known: '本人已知的邮件', again: '本人再次来信并补充' },
    askReasons: { account: '账号不明确', few: '资料太少', address: '邮箱存疑' },
    denyReasons: { wrong: '资料不符', other: '来信的是别人', noWay: '已无法证明' },
    freezeReasons: { both: '本人与他人都在来信', theft: '已报告被盗', attack: '属于一次攻击' },
    approveEffect: (target) =>
      `设置新密码的链接将寄往登记邮箱${target}，只能用一次，60 分钟内有效。来信人只有在那个邮箱属于自己时才能看到。`,
    askEffect: (goes) => `“请补充一些情况”一信${goes}。每个人收到的都一样，不含任何暗示。案件等待答复。`,
    denyEffect: (goes) => `“我们能做和不能做的”一信${goes}，不说明原因。案件以拒绝结束。`,
    freezeEffect: '在主管决定之前，此案一切停止，也不寄出信件。',
    goesTo: (sender) => `将寄给 ${sender}`,
    goesNowhere: '不会寄出，因为来信没有可读的发件人',
    toTarget: (target) => `（${target}）`,
    override: (recommendation) => `这与建议“${recommendation}”不符。它会连同您的理由一起保存，并再次复核。`,
    none: '无',
    why: '理由',
    whyOptional: '理由（可不填）',
    whyFirst: '请先写明理由。',
    lookingUp: '正在查询链接寄往何处。',
    typed: (digits) => `输入账号的最后 ${digits} 位以确认`,
    typedHint: (account) => `账号是 ${account}。链接寄出后无法收回。`,
    typedFirst: '请先输入账号的末尾数字。',
    deciding: '正在裁决',
    letter: '将寄出的信件',
    letterTo: '收件人',
    letterSubject: '主题',
    letterNone: '不寄出信件。',
    letterLoading: '正在生成信件……',
    letterDots: '圆点处是链接和代码，信件寄出时才生成。',
  },
)

type Words = (typeof rulingWords)['en']

/**
 * The effect in words, before it happens.
 *
 * @param target where a link would go, masked; undefined while it is asked for, null where there is nowhere
 */
export function effectOf(
  words: Words,
  verb: DeskVerb,
  sender: string | null,
  target: string | null | undefined,
): string {
  const goes = sender ? words.goesTo(sender) : words.goesNowhere
  const effects: Record<DeskVerb, () => string> = {
    approve: () => words.approveEffect(target === null ? '' : words.toTarget(target ?? '…')),
    ask: () => words.askEffect(goes),
    deny: () => words.denyEffect(goes),
    freeze: () => words.freezeEffect,
  }
  return effects[verb]()
}
