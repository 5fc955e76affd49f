import type { PublicLanguage } from './public-language.ts'

/** How recovery works, for somebody who is locked out. */
export type RecoverWords = {
  title: string
  intro: string
  never: string
  registered: { title: string; steps: readonly string[]; write: string }
  lost: { title: string; text: string; helps: readonly string[]; guess: string }
  next: { title: string; steps: readonly string[] }
  early: { title: string; text: string }
  end: { title: string; text: string }
}

const english: RecoverWords = {
  title: 'How recovery works',
  intro: 'You cannot get into your account any more. Here is what to do, what helps, and what happens then.',
  never: 'Nobody here ever asks for a password, sees one or chooses one for you. Whoever asks for yours is not us.',
  registered: {
    title: 'If you can read the mail of your account',
    steps: [
      'Write to us from the e-mail address that is registered on the account.',
      'Tell us the account number, and what happened: a forgotten password, or somebody who changed things.',
      'A person reads it. If all is well, a link to a new password comes to that same address. It works once, for one hour.',
    ],
    write: 'Write to',
  },
  lost: {
    title: 'If that mailbox is lost',
    text: 'Write from any address that you can read, and say so. Then tell us as much as you remember:',
    helps: [
      'the account number, and the e-mail address that was registered on it',
      'numbers of up to twelve friends on your list, from different circles: family, school, work, a game. Friends who do not know each other help most',
      'when you signed up: the year helps, the month helps more',
      'the name, birth date, nickname and city on the profile, and nicknames it had before',
      'the phone number on it, if there was one',
      'your security questions with their answers, if you set any',
    ],
    guess: 'Leave out what you do not know. A guess does not help, and a gap does no harm.',
  },
  next: {
    title: 'What happens then',
    steps: [
      'Mails are read in the order they came. Writing again does not make it faster.',
      'If more is needed, you get a letter that asks for it. Everybody gets the same one, so read nothing into it. Answer it from the same address.',
      'A link to a new password goes to the registered address and to no other that somebody names in a mail.',
      'When a new password is set, everybody is signed out, and every address that the account had lately is told. Whoever did not ask for it can stop everything with one click.',
      'We tell nobody what is on an account or whether it exists: the same words would help a thief.',
    ],
  },
  early: {
    title: 'So that it never comes to this',
    text: 'Set your security questions while you can still sign in, and keep a mailbox on the account that you will still have in ten years.',
  },
  end: {
    title: 'If nothing proves that it is yours',
    text: 'Then we cannot open it, however sure you are, and the honest end is a new number. The old friend list is lost with the account: ask the friends you can reach to add you again.',
  },
}

const chinese: RecoverWords = {
  title: '找回账号的说明',
  intro: '您登录不了自己的账号。这里说明该怎么做、什么有帮助，以及之后会发生什么。',
  never: '这里没有人会向您索要密码，也没有人能看到或替您设置密码。索要密码的人不是我们。',
  registered: {
    title: '如果您还能收到账号邮箱的邮件',
    steps: [
      '请用账号上登记的邮箱给我们写信。',
      '写明账号号码和发生的事：忘记了密码，或者有人更改了资料。',
      '会由工作人员阅读。如果没有问题，设置新密码的链接会发到同一个邮箱，只能用一次，一小时内有效。',
    ],
    write: '写信给',
  },
  lost: {
    title: '如果那个邮箱已经不能用了',
    text: '请用任何一个您能收信的邮箱写信，并说明这一点，然后尽量写下您记得的内容：',
    helps: [
      '账号号码，以及账号上登记过的邮箱',
      '好友列表中最多十二位好友的号码，请来自不同的圈子：家人、同学、同事、游戏。彼此不认识的好友最有帮助',
      '注册的时间：年份有用，月份更好',
      '资料里的姓名、生日、昵称、城市，以及以前用过的昵称',
      '账号上的手机号（如果有）',
      '您设置过的密保问题和答案（如果设置过）',
    ],
    guess: '不知道的请不写。猜测没有帮助，空着也没有坏处。',
  },
  next: {
    title: '之后会发生什么',
    steps: [
      '来信按到达的先后阅读，重复来信不会更快。',
      '如果还需要了解更多，您会收到一封询问的信。每个人收到的都是同一封，请不要从中猜测什么。请用同一个邮箱回复。',
      '设置新密码的链接只发往登记的邮箱，不会发往任何人在信中写的其他邮箱。',
      '新密码设置后，所有已登录的地方都会退出，账号近期用过的每个邮箱都会收到通知。不是本人申请的，点一下就能让一切停止。',
      '账号里有什么、账号是否存在，我们不会告诉任何人。同样的话也会帮到小偷。',
    ],
  },
  early: {
    title: '怎样避免走到这一步',
    text: '请在还能登录的时候设置密保问题，并登记一个十年后仍会使用的邮箱。',
  },
  end: {
    title: '如果没有什么能证明账号是您的',
    text: '那么无论您多么确定，我们都不能打开它。诚实的结果是注册一个新号码。旧的好友列表会随账号一起失去，请让能联系到的好友重新加您。',
  },
}

/** What the page “How recovery works” says. */
export const recoverWords: Record<PublicLanguage, RecoverWords> = { en: english, zh: chinese }
