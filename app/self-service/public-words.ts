import type { ContestReason } from './contest-reason.ts'
import { longestPassword, type PasswordFault, shortestPassword } from './password-limits.ts'
import type { PublicLanguage } from './public-language.ts'

export type PublicWords = typeof english

const english = {
  deadLink: {
    title: 'This link does not work',
    text: 'It may have been used already, its hour may be over, or it was never one of ours. Opening it changed nothing. If you still need a new password, write to us again:',
  },
  reset: {
    title: 'Choose a new password',
    intro: 'For the account number',
    password: 'New password',
    hint: `At least ${shortestPassword} characters. Three or four words that do not belong together are easy to remember and hard to guess.`,
    again: 'The same password again',
    submit: 'Set the new password',
    fine: 'You will be signed out everywhere, and every address of the account is told.',
    triesLeft: (tries: number) =>
      tries === 1 ? 'The link takes one more try.' : `The link takes ${tries} more tries.`,
    doneTitle: 'Your password is changed',
    done: 'You are signed out everywhere. Sign in with the new password and your account number:',
    signIn: 'Sign in',
  },
  passwordFaults: {
    'too short': `This password is too short. It needs at least ${shortestPassword} characters.`,
    'too long': `This password is too long. It may have at most ${longestPassword} characters.`,
    'own name': 'This password holds your number, handle or nickname. Whoever knows you tries these first.',
    guessable: 'This password is easy to guess. Add a word or two that do not belong together.',
    different: 'The two passwords are not the same. Type them again.',
  } satisfies Record<PasswordFault | 'different', string>,
  notMe: {
    title: 'Was this not you?',
    intro:
      'A new password was asked for, or set, for an account that this address belongs or belonged to. If that was not you, tell us. The case is frozen at once: no link works any more, and a person looks at it.',
    reasonLabel: 'What happened?',
    reasons: {
      'not-asked': 'I did not ask for a new password',
      mailbox: 'Somebody else reads my mail',
      other: 'Something else',
    } satisfies Record<ContestReason, string>,
    words: 'What else should we know? (optional)',
    wordsHint: 'Never write a password here. We never ask for one.',
    submit: 'This was not me',
    doneTitle: 'Thank you, the case is frozen',
    done: 'Nothing moves until a person has looked at it. If we need to know more, we write to you.',
    alreadyTitle: 'You have told us already',
  },
  signIn: {
    title: 'Sign in to your account',
    number: 'Account number',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'This number and this password do not belong together.',
    wait: (minutes: number) =>
      `Too many tries. Wait ${minutes === 1 ? 'one minute' : `${minutes} minutes`}, then try again.`,
    lost: 'Lost your password? Write to us from the e-mail address on your account:',
  },
  account: {
    title: 'Your account',
    number: 'Number',
    nickname: 'Nickname',
    noNickname: 'none',
    passwordChanged: 'Password changed',
    never: 'not since we keep record',
    restricted: (until: string) =>
      `This account was given back by a new address and is restricted until ${until}: a new password by mail takes a waiting time, and no link goes to another new address.`,
    sessions: 'Where you are signed in',
    session: (since: string) => `Since ${since}`,
    thisOne: 'here',
    signOut: 'Sign out',
    everywhere: 'Sign out everywhere',
  },
  otherLanguage: '中文',
}

const chinese: PublicWords = {
  deadLink: {
    title: '此链接无效',
    text: '它可能已被使用、已超过一小时，或并非由我们发出。打开它没有更改任何内容。如果您仍需要新密码，请再次写信给我们：',
  },
  reset: {
    title: '设置新密码',
    intro: '账号',
    password: '新密码',
    hint: `至少 ${shortestPassword} 个字符。三四个互不相关的词既好记又难猜。`,
    again: '再次输入新密码',
    submit: '设置新密码',
    fine: '您将在所有设备上退出登录，并且该账号的每个邮箱都会收到通知。',
    triesLeft: (tries: number) => `此链接还可以尝试 ${tries} 次。`,
    doneTitle: '密码已更改',
    done: '您已在所有设备上退出登录。请用新密码和您的账号登录：',
    signIn: '登录',
  },
  passwordFaults: {
    'too short': `密码太短，至少需要 ${shortestPassword} 个字符。`,
    'too long': `密码太长，最多 ${longestPassword} 个字符。`,
    'own name': '密码中含有您的账号、用户名或昵称。认识您的人会最先尝试这些。',
    guessable: '这个密码很容易被猜到。请再加一两个互不相关的词。',
    different: '两次输入的密码不一致，请重新输入。',
  },
  notMe: {
    title: '这不是您本人的操作吗？',
    intro:
      '有人为此邮箱现在或曾经绑定的账号申请或设置了新密码。如果不是您本人，请告诉我们。案件会立即冻结：任何链接都不再有效，并由工作人员处理。',
    reasonLabel: '发生了什么？',
    reasons: {
      'not-asked': '我没有申请新密码',
      mailbox: '有其他人在看我的邮件',
      other: '其他情况',
    },
    words: '还有什么需要告诉我们的？（可不填）',
    wordsHint: '请不要在这里写密码。我们从不索要密码。',
    submit: '这不是我本人的操作',
    doneTitle: '谢谢，案件已冻结',
    done: '在工作人员处理之前不会有任何变动。如需了解更多情况，我们会写信给您。',
    alreadyTitle: '您已经告诉过我们了',
  },
  signIn: {
    title: '登录您的账号',
    number: '账号',
    password: '密码',
    submit: '登录',
    wrong: '账号或密码不正确。',
    wait: (minutes: number) => `尝试次数过多，请等待 ${minutes} 分钟后再试。`,
    lost: '忘记密码？请用账号绑定的邮箱写信给我们：',
  },
  account: {
    title: '您的账号',
    number: '账号',
    nickname: '昵称',
    noNickname: '无',
    passwordChanged: '密码更改时间',
    never: '没有更改记录',
    restricted: (until: string) =>
      `此账号经新邮箱找回，在 ${until} 之前受到限制：通过邮件设置新密码须等候一段时间，链接也不会发往其他新邮箱。`,
    sessions: '已登录的设备',
    session: (since: string) => `自 ${since}`,
    thisOne: '本机',
    signOut: '退出登录',
    everywhere: '在所有设备上退出',
  },
  otherLanguage: 'English',
}

/** What the pages for people who are not on the desk say. */
export const publicWords: Record<PublicLanguage, PublicWords> = { en: english, zh: chinese }
