import type { Person, Scene } from './scene.ts'

/** Reports, questions and spam: what else a recovery desk finds in its mailbox. */
export function otherScenes(person: Person): Scene[] {
  const report = (number: number) => `writer${number}@example.org`
  return [
    {
      from: report(51),
      signed: true,
      subject: 'Report: harassment by a stranger',
      text: `I want to report abuse. The user ${person.number} sends me insulting messages every evening although I have blocked him twice under other numbers. I keep screenshots. Please do something about this harassment.
`,
    },
    {
      from: report(52),
      signed: true,
      subject: '举报诈骗',
      text: `您好，我要举报号码 800012345，冒充客服骗钱，让人先转账五百元再“解冻账号”。聊天记录在附件里，请尽快处理，不要再让别人上当。
`,
      attachments: [
        {
          filename: 'chat.txt',
          contentType: 'text/plain; charset=utf-8',
          content: '800012345: 先转账\n我: 为什么？\n',
        },
      ],
    },
    {
      from: 'writer53@example.com',
      signed: true,
      subject: 'Spam from a group',
      text: `Hello abuse team, the group that number 800098765 leads sends advertising to everybody in it, thirty times a day, and one cannot leave. I report this as spam and fraud.
`,
    },
    {
      from: 'writer54@example.net',
      signed: true,
      subject: 'Someone pretends to be me',
      text: `A person uses my photo and my name and asks my relatives for money. His number is 800045678. This is impersonation, I report it and ask you to close that account. I have an account of my own and it is fine.
`,
    },
    {
      from: 'writer55@example.org',
      signed: true,
      subject: 'How do I set security questions?',
      text: `Hello, I read that it is good to set security questions early. Where do I find that in the settings, and can I use questions of my own? No problem with my account, just asking.
`,
    },
    {
      from: 'writer56@example.com',
      signed: true,
      subject: 'Question about privacy',
      text: `Hi, if I set my contact info to private, can people who saw it before still know my city? And what do designated friends see? Thanks for the answer.
`,
    },
    {
      from: 'writer57@example.net',
      signed: true,
      subject: '请问怎么修改注册邮箱',
      text: `请问：我还记得密码，也能登录，只是想把注册邮箱换成新的，应该在哪里改？旧邮箱还能收信。谢谢。
`,
    },
    {
      from: 'writer58@example.org',
      signed: true,
      subject: 'Opening hours',
      text: `Good morning, at what time does somebody read these mails, and is there a telephone number? I ask for my father who does not like computers.
`,
    },
    {
      from: 'offers@shop.example',
      signed: true,
      subject: '$$$ 5000 followers for the price of a coffee $$$',
      html: `<html><body><h1>GROW NOW</h1><p>Buy 5000 real followers today. <a href="https://shop.example/buy">Click here</a> and pay with crypto. Limited offer, act now, 100% free trial!</p><p><small>Unsubscribe</small></p></body></html>`,
    },
    {
      from: 'invoice@billing.example',
      signed: false,
      subject: '代开发票 优惠',
      charset: 'gb18030',
      text: `本公司代开各类发票，税点优惠，可先验后付，欢迎来电咨询，加微信详谈。长期有效！
`,
    },
    {
      from: 'lottery@prize.example',
      signed: false,
      subject: 'CONGRATULATIONS winner',
      text: `Your e-mail address has won 1,500,000 in our international lottery. To claim the prize send your bank details and a processing fee to our agent. Act now, this offer ends tonight.
`,
    },
    {
      from: 'seo@rank.example',
      signed: true,
      subject: 'Your website can be number one on search',
      text: `Dear webmaster, we checked your website and found errors. We guarantee first page ranking, buy our SEO package now with 70% discount, click here https://rank.example/offer
`,
    },
  ]
}
