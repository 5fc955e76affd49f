import type { FormField } from './evidence-form.ts'
import type { PublicLanguage } from './public-language.ts'

/** The form “Tell us more”, for somebody who was asked to fill it in. */
export type FormWords = {
  title: string
  intro: string
  code: string
  codeHint: string
  open: string
  wrongCode: string
  fillTitle: string
  fillIntro: string
  leaveOut: string
  groups: { account: string; profile: string; friends: string; secret: string; story: string }
  fields: Record<FormField, string>
  hints: Partial<Record<FormField, string>>
  mailboxChoices: Record<'' | 'readable' | 'lost', string>
  genderChoices: Record<'' | 'female' | 'male' | 'other', string>
  send: string
  empty: string
  doneTitle: string
  done: string
  never: string
}

const english: FormWords = {
  title: 'Tell us more',
  intro: 'We wrote you a letter with a code. Type it here. Everybody who asks for help gets the same questions.',
  code: 'The code from our letter',
  codeHint: 'Three groups of four letters and digits. Capitals and hyphens do not matter.',
  open: 'To the questions',
  wrongCode:
    'This code opens nothing. Look whether every letter is right. A code works once, for seven days after its letter; after that, answer the letter by mail.',
  fillTitle: 'What you remember',
  fillIntro: 'Answer what you know. The answers go to the people who read your mail, and to nobody else.',
  leaveOut: 'Leave out what you do not know. A guess does not help, and an empty line does no harm.',
  groups: {
    account: 'The account',
    profile: 'Its profile',
    friends: 'Friends on its list',
    secret: 'Security questions, if you set any',
    story: 'What happened',
  },
  fields: {
    account: 'Account number',
    registeredEmail: 'E-mail address registered on it',
    mailbox: 'That mailbox',
    signedUp: 'When you signed up',
    realName: 'Name',
    birthDate: 'Birth date',
    nickname: 'Nickname',
    formerNickname: 'A nickname it had before',
    city: 'City',
    gender: 'Gender on the profile',
    phone: 'Phone number on it',
    friends: 'Numbers of up to twelve friends',
    question1: 'First question',
    answer1: 'Its answer',
    question2: 'Second question',
    answer2: 'Its answer',
    question3: 'Third question',
    answer3: 'Its answer',
    happened: 'In your words, and when',
  },
  hints: {
    signedUp: 'The year helps, the month helps more: 2009-03',
    birthDate: 'As on the profile: 1990-01-31',
    friends:
      'From different parts of your life: family, school, work, a game. Friends who do not know each other help most.',
    happened: 'A forgotten password, a lost mailbox, or somebody who changed things without you.',
  },
  mailboxChoices: { '': 'I would rather not say', readable: 'I can read it', lost: 'It is lost' },
  genderChoices: { '': 'I do not remember', female: 'Female', male: 'Male', other: 'Another' },
  send: 'Send the answers',
  empty: 'There is no answer in it yet.',
  doneTitle: 'Your answers have arrived',
  done: 'A person reads them together with your mail, in the order in which they came. We write to the same address.',
  never: 'We never ask for a password. Do not write one here, old or new.',
}

const chinese: FormWords = {
  title: '补充情况',
  intro: '我们给您寄过一封带验证码的信，请在这里输入。每一位求助的人收到的问题都相同。',
  code: '信中的验证码',
  codeHint: '三组字母和数字，每组四位，不分大小写，连字符可省略。',
  open: '开始填写',
  wrongCode: '这个验证码无效。请检查每一位是否正确。验证码自信件发出起七天内有效，只能用一次；过期后请直接回复那封信。',
  fillTitle: '您记得的内容',
  fillIntro: '请填写您知道的。内容只交给阅读您来信的工作人员。',
  leaveOut: '不知道的请留空。猜测没有帮助，空着也没有坏处。',
  groups: {
    account: '账号',
    profile: '资料',
    friends: '好友',
    secret: '密保问题（如果设置过）',
    story: '发生了什么',
  },
  fields: {
    account: '账号号码',
    registeredEmail: '账号上登记的邮箱',
    mailbox: '那个邮箱',
    signedUp: '注册时间',
    realName: '姓名',
    birthDate: '生日',
    nickname: '昵称',
    formerNickname: '以前用过的昵称',
    city: '城市',
    gender: '资料里的性别',
    phone: '账号上的手机号',
    friends: '最多十二位好友的号码',
    question1: '问题一',
    answer1: '答案',
    question2: '问题二',
    answer2: '答案',
    question3: '问题三',
    answer3: '答案',
    happened: '用您自己的话说明，以及大约什么时候',
  },
  hints: {
    signedUp: '年份有用，月份更好，例如 2009-03',
    birthDate: '以资料为准，例如 1990-01-31',
    friends: '请来自生活的不同圈子：家人、同学、同事、游戏。彼此不认识的好友最有帮助。',
    happened: '忘记密码、邮箱丢失，还是别人未经您同意更改了资料。',
  },
  mailboxChoices: { '': '不想说', readable: '还能收信', lost: '已经丢失' },
  genderChoices: { '': '不记得', female: '女', male: '男', other: '其他' },
  send: '提交',
  empty: '还没有填写任何内容。',
  doneTitle: '您的补充已收到',
  done: '工作人员会把它和您的来信一起阅读，按到达先后处理。我们会写信到同一个邮箱。',
  never: '我们绝不索要密码，请不要在这里写新旧密码。',
}

export const formWords: Record<PublicLanguage, FormWords> = { en: english, zh: chinese }
