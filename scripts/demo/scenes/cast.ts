import { friendsOf, longDate, type Person, type Scene, yearOf } from './scene.ts'

/** Old Chen has no e-mail at all. */
export type OldChen = Omit<Person, 'registeredEmail'> & { registeredEmail: null }
export type Cast = { mei: Person; chen: OldChen; bo: Person }

/** Mei, Eve, Old Chen and Bo: the four whom the pages of the manual show. */
export function castScenes({ mei, chen, bo }: Cast): Scene[] {
  return [
    {
      from: mei.registeredEmail,
      name: 'Mei',
      signed: true,
      subject: 'I forgot my password',
      text: `Hello,

I cannot sign in any more, I must have changed my password and not written it down. My number is ${mei.number} and this mail comes from the address that is registered on it. My nickname is ${mei.nickname}.

Could you send me a link so that I can choose a new one?

Thank you
Mei
`,
    },
    {
      from: mei.registeredEmail,
      name: 'Mei',
      signed: false,
      subject: `URGENT password ${mei.number}`,
      text: `Dear support,

I am the owner of ${mei.number}. I need a new password NOW, I am travelling and have no time for questions. Nickname ${mei.nickname}, city ${mei.city}. Please send the new password to my other mailbox eve.travel@example.net because I cannot open this one on the road.

Mei
`,
      headers: [['Reply-To', 'eve.travel@example.net']],
    },
    {
      from: 'eve@example.net',
      name: `Mei <${mei.registeredEmail}>`,
      signed: true,
      subject: 'my account again',
      text: `Hi, it is Mei, number ${mei.number}. Nothing has come yet. I was born ${longDate(mei.birthDate)} and I live in ${mei.city}. Send the link to the address I write from please, the other one is full.
`,
    },
    {
      from: `${mei.registeredEmail.split('@')[0]}@mail.example`,
      name: 'Mei',
      signed: true,
      subject: 'Password for my number',
      text: `Good day. Account ${mei.number}, nickname ${mei.nickname}. My e-mail is ${mei.registeredEmail} as you can see. I forgot the password, please reset.
`,
    },
    {
      from: 'cafe12@example.net',
      signed: true,
      subject: '找回号码，我没有邮箱',
      charset: 'gb18030',
      text: `您好：

我是一个老用户，一直没有登记过邮箱，这封信是请网吧的人帮我发的。我的号码是 ${chen.number}，密码忘了，试了很多次都不对。

姓名：${chen.realName}
昵称：${chen.nickname}
城市：${chen.city}
注册时间：大概 ${yearOf(chen.signedUpAt)} 年

好友号码：${friendsOf(chen, 5).join('、')}
（前两位是老同事，后面是邻居，最后一位是一起下棋的）

请帮帮我，里面有很多老朋友，别的地方找不到他们了。谢谢！
`,
    },
    {
      from: bo.registeredEmail,
      name: 'Bo',
      signed: true,
      subject: `Account ${chen.number}`,
      text: `Hello,

I lost the password of ${chen.number}. My nickname there is ${chen.nickname} and I live in ${chen.city}. I never registered an e-mail. Please use this address, ${bo.registeredEmail}, from now on.

Friends: ${friendsOf(chen, 3).slice(0, 2).join(', ')}.

Thanks
`,
    },
    {
      from: bo.registeredEmail,
      name: 'Bo',
      signed: true,
      subject: `Re: Account ${chen.number}`,
      text: `One more thing, I now remember my birthday on that account, it should be in ${chen.birthDate.slice(0, 4)}. And the real name is ${chen.realName}. Is that enough?

> Hello,
> I lost the password of ${chen.number}. My nickname there is ${chen.nickname}
> and I live in ${chen.city}. I never registered an e-mail.
`,
    },
  ]
}
