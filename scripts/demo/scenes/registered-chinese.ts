import { chineseDate, friendsOf, type Person, type Scene, yearOf } from './scene.ts'

/** Chinese mails from the registered address, in the encodings that mail programs still write. */
export const registeredInChinese: readonly ((person: Person) => Scene)[] = [
  (person) => ({
    from: person.registeredEmail,
    name: person.nickname,
    signed: true,
    subject: '忘记密码了',
    text: `您好，我的号码是${person.number}，密码忘记了，这个邮箱就是注册时填的邮箱，请发重置链接给我，谢谢。
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    name: person.nickname,
    signed: true,
    subject: '申请找回密码',
    charset: 'gb18030',
    label: 'gb2312',
    text: `尊敬的客服：

我的账号：${person.number}
昵称：${person.nickname}
生日：${chineseDate(person.birthDate)}
所在城市：${person.city}

换了新电脑以后就登录不上了，提示密码错误。请帮我重设密码。

此致
敬礼
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: '密碼忘記了，請協助',
    charset: 'big5',
    text: `您好，我的號碼是 ${person.number}，最近換手機之後忘記密碼了，請協助重設。這個信箱是註冊時用的信箱。謝謝您！
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    name: person.nickname,
    signed: true,
    subject: '账号被锁',
    charset: 'gbk',
    html: `<html><body><div style="font-family:宋体">你好！我的QQ号 <b>${person.number}</b> 今天早上被锁定了，说是密码输错太多次。我是 ${yearOf(person.signedUpAt)} 年注册的，请帮忙解锁，或者给我重置密码的链接。</div></body></html>`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: `账号${person.number}好像被盗了`,
    text: `客服您好：

昨天晚上好友说我在群里发广告，可是我没有发过。登录时提示密码错误，应该是被盗了。请先帮我冻结，再发重置密码的邮件到这个注册邮箱。

昵称原来是${person.nickname}，现在被改成别的了。
好友里面有：${friendsOf(person, 3).join('、')}

谢谢！
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    name: person.nickname,
    signed: true,
    subject: '回复：密码',
    text: `您好，补充一下，号码是${person.number}，上一封信忘了写。

------------------ 原始邮件 ------------------
发件人: "我自己";
主题: 密码

您好，我的密码不记得了，怎么办？我朋友的号码是 900000003，他说可以写信来问。
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: '帮我查一下我的号码',
    text: `你好，我连号码都不记得了，只记得当时用这个邮箱注册，昵称叫${person.nickname}，生日是${chineseDate(person.birthDate)}。能帮我找回号码和密码吗？
`,
  }),
  (person) => ({
    from: person.registeredEmail,
    signed: true,
    subject: '登录不上 forgot password',
    text: `Hello 客服, my number is ${person.number}. 我在国外，输入法有时候不好用。I forgot my password, 请发链接到这个邮箱, thank you 谢谢。
`,
  }),
]
