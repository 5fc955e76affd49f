import { chineseDate, friendsOf, longDate, type Person, type Scene, yearOf } from './scene.ts'

type LostMailbox = (person: Person, from: string) => Scene

/** English mails of people who cannot read their registered address any more. */
export const lostInEnglish: readonly LostMailbox[] = [
  (person, from) => ({
    from,
    signed: true,
    subject: 'Account recovery without the old mailbox',
    text: `Hello,

I cannot use ${person.registeredEmail} any more, my provider closed it two years ago. My account is ${person.number}.

My name is ${person.realName}, born ${longDate(person.birthDate)}, nickname ${person.nickname}, I live in ${person.city}. I made the account in ${yearOf(person.signedUpAt)}.

Friends on my list, from school, work and family:
${friendsOf(person, 7).join('\n')}

Please change the e-mail to ${from} and send me a way to set a new password.
`,
  }),
  (person, from) => ({
    from,
    signed: true,
    subject: 'lost my university mail',
    text: `Hi, my registered address was at my university and they delete it when you leave. I have number ${person.number}. Nickname ${person.nickname}. Real name ${person.realName}. I remember these friends: ${friendsOf(person, 4).join(' ')}. Birthday is ${longDate(person.birthDate)}.
`,
  }),
  (person, from) => ({
    from,
    signed: true,
    subject: `Help with number ${person.number}`,
    text: `I forgot the password and the mail too. I only know my nickname, ${person.nickname}, and that I am in ${person.city}. What else do you need?
`,
  }),
  (person, from) => ({
    from,
    signed: false,
    subject: 'my company closed and so did the mail',
    text: `Dear desk,

the company whose mail I used is gone. The account ${person.number} is private, I only used the address at work because I had no other one. Signed up about ${yearOf(person.signedUpAt) + 1}. Name: ${person.realName}. Two friends I still know by heart: ${friendsOf(person, 2).join(' and ')}.
`,
  }),
  (person, from) => ({
    from,
    signed: true,
    subject: 'Somebody changed my registered e-mail',
    text: `Hello,

somebody got into my account ${person.number} and changed the e-mail on it, so your reset mails go to the thief. It used to be ${person.registeredEmail}. I was born on ${longDate(person.birthDate)}; my friends ${friendsOf(person, 5).join(', ')} can confirm it is me. Please stop whatever he does.
`,
  }),
  (person, from) => ({
    from,
    signed: true,
    subject: 'form',
    text: `Account: ${person.number}
Registered e-mail: I do not remember, it was a free one
Real name: ${person.realName}
Birth date: ${person.birthDate}
Sign-up: spring ${yearOf(person.signedUpAt)}
City then: ${person.city}
Friends: ${friendsOf(person, 9).join('; ')}
What happened: forgot password, mailbox gone
`,
  }),
]

/** The same in Chinese. */
export const lostInChinese: readonly LostMailbox[] = [
  (person, from) => ({
    from,
    signed: true,
    subject: '邮箱已经不用了，想找回账号',
    text: `您好！

我的号码是 ${person.number}，注册邮箱 ${person.registeredEmail} 很久不用，已经登录不上了。密码也忘了。

真实姓名：${person.realName}
生日：${chineseDate(person.birthDate)}
昵称：${person.nickname}
城市：${person.city}
好友号码（同学、同事、家人）：
${friendsOf(person, 6).join('\n')}

希望能改成现在这个邮箱 ${from}，非常感谢！
`,
  }),
  (person, from) => ({
    from,
    signed: true,
    subject: '找回密码',
    charset: 'gb18030',
    text: `账号${person.number}，邮箱丢了，密码不记得。姓名${person.realName}，${yearOf(person.signedUpAt)}年注册。好友：${friendsOf(person, 3).join('，')}。请回复到${from}。
`,
  }),
  (person, from) => ({
    from,
    signed: true,
    subject: '原来的邮箱被收回了',
    text: `你好，原来公司的邮箱离职后被收回，所以收不到重置密码的信。号码 ${person.number}，昵称 ${person.nickname}，生日 ${chineseDate(person.birthDate)}，当时在${person.city}。附上几位老朋友的号码：${friendsOf(person, 8).join('、')}。
`,
  }),
  (person, from) => ({
    from,
    signed: true,
    subject: '账号申诉',
    label: 'gb2312',
    charset: 'gbk',
    text: `客服你好，我的号被人盗了，密码和邮箱都被改了！！！号码${person.number}，我是${person.realName}，${chineseDate(person.birthDate)}出生。好友${friendsOf(person, 4).join(' ')}都可以证明。快点帮我冻结！
`,
  }),
]
