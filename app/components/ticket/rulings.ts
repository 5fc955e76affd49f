import { catalogue } from '#app/components/language.tsx'
import type { DeskVerb } from '#app/tickets/open-verbs.ts'

/** The key that opens the question of a ruling. */
export const rulingKeys: Record<DeskVerb, string> = {
  approve: 'a',
  propose: 'a',
  ask: 'm',
  deny: 'd',
  freeze: 'f',
}

/** What a ruling is called, what it does, and why agents usually make it. */
export const rulingWords = catalogue(
  {
    buttons: {
      approve: 'Approve',
      propose: 'Propose',
      ask: 'Ask for more',
      deny: 'Refuse',
      freeze: 'Freeze',
    },
    titles: {
      approve: 'Send a link?',
      propose: 'Propose to a second person?',
      ask: 'Ask for more?',
      deny: 'Refuse this case?',
      freeze: 'Freeze this case?',
    },
    held: { title: 'Approve with a hold?', short: 'Begin hold' },
    supervisor: 'Ask a supervisor',
    short: { approve: 'Send link', propose: 'Propose', ask: 'Ask', deny: 'Refuse', freeze: 'Freeze' },
    approveReasons: {
      fit: 'Facts fit the account',
      known: 'Known mail of the owner',
      again: 'Owner wrote again with more',
    },
    proposeReasons: { circles: 'Friends from several circles fit', facts: 'Facts fit that nobody can look up' },
    askReasons: { account: 'Account not clear', few: 'Too few facts', address: 'Address in doubt' },
    denyReasons: { wrong: 'Facts are wrong', other: 'Somebody else writes', noWay: 'No way left to prove it' },
    freezeReasons: { both: 'Owner and somebody else both write', theft: 'Theft reported', attack: 'Part of an attack' },
    approveEffect: (target: string) =>
      `A link to set a new password goes to the registered address${target}. It works once, for 60 minutes. Whoever wrote this mail sees it only if that mailbox is theirs.`,
    heldEffect: (hold: string, target: string) =>
      `A hold of ${hold} begins. Every address of the account is told at once and can stop it; so can anybody here, by freezing. Only then a link to set a new password goes to the registered address${target}.`,
    proposeEffect: (hold: string, target: string) =>
      `The desk draws a second person, who sees the evidence and not your reason. Approved by both, a hold of ${hold} begins: every address of the account is told and can stop it, and ${target} must show by a code that it is read. Only then a link goes there. After its use the account is restricted for 30 days.`,
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
    typed: {
      account: (digits: number) => `Type the last ${digits} digits of the account to confirm`,
      case: (digits: number) => `Type the last ${digits} digits of the case to confirm`,
    },
    typedHint: {
      account: (account: string) => `The account is ${account}. A link that went out cannot be called back.`,
      case: (number: string) => `The case is ${number}. A letter that went out cannot be called back.`,
    },
    typedFirst: {
      account: 'Type the digits of the account first.',
      case: 'Type the digits of the case first.',
    },
    deciding: 'Being decided',
    letter: 'The letter as it will be sent',
    letters: 'The letters as they will be sent',
    letterTo: 'To',
    letterSubject: 'Subject',
    letterNone: 'No letter goes out.',
    letterLoading: 'The letter is being drawn …',
    letterDots: 'The dots are links and codes: they are made when the letter leaves.',
  },
  {
    buttons: { approve: '批准', propose: '提议', ask: '要求补充', deny: '拒绝', freeze: '冻结' },
    titles: {
      approve: '发送链接？',
      propose: '向第二人提议？',
      ask: '要求补充？',
      deny: '拒绝此案？',
      freeze: '冻结此案？',
    },
    held: { title: '批准并进入静候期？', short: '开始静候' },
    supervisor: '请示主管',
    short: { approve: '发送链接', propose: '提议', ask: '要求补充', deny: '拒绝', freeze: '冻结' },
    approveReasons: { fit: '资料与账号相符', known: '本人已知的邮件', again: '本人再次来信并补充' },
    proposeReasons: { circles: '多个圈子的好友相符', facts: '无从查阅的资料相符' },
    askReasons: { account: '账号不明确', few: '资料太少', address: '邮箱存疑' },
    denyReasons: { wrong: '资料不符', other: '来信的是别人', noWay: '已无法证明' },
    freezeReasons: { both: '本人与他人都在来信', theft: '已报告被盗', attack: '属于一次攻击' },
    approveEffect: (target) =>
      `设置新密码的链接将寄往登记邮箱${target}，只能用一次，60 分钟内有效。来信人只有在那个邮箱属于自己时才能看到。`,
    heldEffect: (hold, target) =>
      `静候期 ${hold} 随即开始。账号的每个邮箱都会立刻收到通知，并可制止；工作台上任何人也可冻结。此后才会将设置新密码的链接寄往登记邮箱${target}。`,
    proposeEffect: (hold, target) =>
      `系统抽取一位第二人，其只看证据，看不到您的理由。两人都批准后，静候期 ${hold} 开始：账号的每个邮箱都会收到通知并可制止，${target} 须用验证码证明有人收信。此后链接才寄往该邮箱。链接使用后，账号受限 30 天。`,
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
    typed: {
      account: (digits) => `输入账号的最后 ${digits} 位以确认`,
      case: (digits) => `输入案件编号的最后 ${digits} 位以确认`,
    },
    typedHint: {
      account: (account) => `账号是 ${account}。链接寄出后无法收回。`,
      case: (number) => `案件是 ${number}。信件寄出后无法收回。`,
    },
    typedFirst: { account: '请先输入账号的末尾数字。', case: '请先输入案件编号的末尾数字。' },
    deciding: '正在裁决',
    letter: '将寄出的信件',
    letters: '将寄出的各封信件',
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
 * @param given.target where a link would go, masked; missing while it is asked for, and where there is nowhere
 * @param given.hold how long it would rest, in words; null where it does not
 */
export function effectOf(
  words: Words,
  verb: DeskVerb,
  given: { sender: string | null; target: string | null | undefined; hold: string | null },
): string {
  const { sender, target, hold } = given
  const goes = sender ? words.goesTo(sender) : words.goesNowhere
  const where = target ? words.toTarget(target) : ''
  const effects: Record<DeskVerb, () => string> = {
    approve: () => (hold === null ? words.approveEffect(where) : words.heldEffect(hold, where)),
    propose: () => words.proposeEffect(hold ?? '', sender ?? ''),
    ask: () => words.askEffect(goes),
    deny: () => words.denyEffect(goes),
    freeze: () => words.freezeEffect,
  }
  return effects[verb]()
}
