import type { LetterKind } from '../letter.ts'
import { type LetterFacts, type Paragraph, type Wording, writeMoment } from './paragraph.ts'

const neverAsk = '我们绝不会向您索要密码，这里也没有人能看到或替您设置密码。请不要把新旧密码发给我们。'

/** The letters in Chinese. The same words for everybody, whether or not there is such an account. */
export const chinese: Record<LetterKind, (facts: LetterFacts) => Wording> = {
  received: (facts) => ({
    subject: '您的邮件已收到',
    paragraphs: [
      '您好：',
      '您的邮件已经收到，正等待工作人员阅读。我们按到达的先后处理，重复来信不会更快。目前没有对任何账号做过更改。',
      neverAsk,
      '如果您没有给我们写过信，说明有人冒用了您的地址，您无须做任何事。',
      { label: '找回账号的说明', link: facts.helpUrl },
      ...closing(facts),
    ],
  }),
  ask: (facts) => ({
    subject: '请补充一些情况',
    paragraphs: [
      '您好：',
      '在继续处理之前，我们需要您补充一些情况。每一位求助的人收到的都是这同一封信，请不要从中猜测什么。请用同一个邮箱直接回复本邮件，尽量写下您记得的内容：',
      {
        list: [
          '账号号码，以及大约何时、怎样注册的（年份有用，月份更好）',
          '账号上登记的邮箱，以及您现在还能不能收到那里的邮件',
          '资料里的姓名、生日、昵称、城市，以及以前用过的昵称',
          '账号上的手机号（如果有）',
          '您设置过的密保问题和答案（如果设置过）',
          '好友列表中最多十二位好友的号码，请来自生活的不同圈子：家人、同学、同事、游戏。彼此不认识的好友最有帮助',
          '发生了什么：忘记密码、邮箱丢失，还是别人未经您同意更改了资料，大约在什么时候',
        ],
      },
      ...byForm(facts.form),
      '不知道的请不写。猜测没有帮助，空着也没有坏处。',
      neverAsk,
      ...closing(facts),
    ],
  }),
  link: (facts) => ({
    subject: '为您的账号设置新密码',
    paragraphs: [
      '您好：',
      '有人来信，请求为您的账号设置新密码。如果是您本人，请打开下面的页面设置。该链接只能用一次，自本信发出起一小时内有效。',
      ...link(facts.resetUrl, '设置新密码'),
      '新密码设置后，账号上所有已登录的地方都会退出，请用新密码重新登录。',
      '如果不是您本人，请不要打开上面的页面，您的密码不会有任何变化。请告诉我们，在有人核查之前一切都会停止：',
      ...link(facts.contestUrl, '不是我本人'),
      neverAsk,
      ...closing(facts),
    ],
  }),
  nothing: (facts) => ({
    subject: '我们能做和不能做的',
    paragraphs: [
      '您好：',
      '我们已经仔细看过您发来的内容。凭这些，我们不能把账号交给您。我们不能说明具体原因，因为同样的话也会帮到不是主人的人。',
      '如果还有没有告诉过我们的情况，您可以回复本邮件一次，会由另一位工作人员阅读。',
      '如果没有更多可说的，那么诚实的结果是：您可以注册一个新号码，旧的好友列表不会随之转移，请让能联系到的好友重新加您。请在第一天就设置密保问题，并登记一个会一直使用的邮箱，这样就不会再发生同样的事。',
      neverAsk,
      { label: '找回账号的说明', link: facts.helpUrl },
      ...closing(facts),
    ],
  }),
  password_changed: (facts) => ({
    subject: '您账号的密码已更改',
    paragraphs: [
      '您好：',
      '您账号的密码刚刚通过我们发往登记邮箱的链接更改了，所有已登录的地方都已退出。这封信会发到我们所知的该账号的每一个邮箱。',
      '如果是您本人，无须再做什么。',
      '如果不是您本人，请立刻告诉我们，这件事会马上停止，并由工作人员核查：',
      ...link(facts.contestUrl, '不是我本人'),
      neverAsk,
      ...closing(facts),
    ],
  }),
  hold: (facts) => ({
    subject: '有人申请设置新密码',
    paragraphs: [
      '您好：',
      `有人来信，为此邮箱现在或曾经绑定的一个账号申请设置新密码。目前没有任何更改。我们会先等候一段时间，以便您提出异议：等候最早于 ${writeMoment(facts.holdEnds, 'zh-CN')} 结束。这封信会发到我们所知的该账号的每一个邮箱。`,
      '如果是您本人，无须做什么。若无人提出异议，到时会继续办理。',
      '如果不是您本人，请现在就制止。在工作人员核查之前，一切停止：',
      ...link(facts.contestUrl, '制止：不是我本人'),
      neverAsk,
      ...closing(facts),
    ],
  }),
  confirm: (facts) => ({
    subject: '请确认此邮箱',
    paragraphs: [
      '您好：',
      '请向我们证明您能收到此邮箱的邮件。请打开我们的网页，在那里输入以下验证码：',
      ...byCode(facts.confirm),
      `验证码只说明邮件能够送达，并不决定任何事。输错五次后即失效。另外还有一段等候时间，最早于 ${writeMoment(facts.holdEnds, 'zh-CN')} 结束；此后若还有需要办理的，我们会写信到此邮箱。`,
      '请不要把验证码告诉任何人。我们不会通过邮件或电话索要它。',
      '如果您没有给我们写信，请不必理会：没有验证码，什么也不会发生。',
      neverAsk,
      ...closing(facts),
    ],
  }),
  recovered: (facts) => ({
    subject: '您账号的密码已更改',
    paragraphs: [
      '您好：',
      '您账号的密码刚刚更改，所用的链接由我们发往登记邮箱以外的另一个邮箱。此前有两位工作人员核查过该申请，等候期已过，我们也写信通知了所知的该账号的每一个邮箱。所有已登录的地方都已退出。',
      '此后 30 天内该账号受到限制：再次设置新密码须再等候一段时间，链接也不会发往新的邮箱。',
      '如果是您本人，无须再做什么。',
      '如果不是您本人，请立刻告诉我们，这件事会马上停止，并由工作人员核查：',
      ...link(facts.contestUrl, '不是我本人'),
      neverAsk,
      ...closing(facts),
    ],
  }),
}

function closing({ deskName, ticketId }: LetterFacts): Paragraph[] {
  return [`您这件事的编号是 ${ticketId}。如需再次来信，请直接回复本邮件。`, deskName]
}

function byForm(form: LetterFacts['form']): Paragraph[] {
  if (form === null) return []
  return [
    `您也可以在我们的网页上回答同样的问题，页面会要求输入这个验证码（七天内有效）：${form.code}`,
    { label: '填写页面', link: form.url },
  ]
}

function byCode(confirm: LetterFacts['confirm']): Paragraph[] {
  return confirm === null ? [] : [confirm.code, { label: '输入验证码的网页', link: confirm.url }]
}

function link(url: string | null, label: string): Paragraph[] {
  return url === null ? [] : [{ label, link: url }]
}
