import { catalogue } from '#app/components/language.tsx'

export const failedMailsWords = catalogue(
  {
    title: 'Failed mails',
    runAll: 'Run all again',
    run: 'Run again',
    runOne: (mail: string) => `Run mail ${mail} again`,
    raw: 'As it came',
    readOne: (mail: string) => `Read mail ${mail} as it came`,
    none: 'No mail failed',
    noneLong: 'Every mail that arrived was read. One that could not be read would wait here with its reason.',
    older: 'Older',
    mailArrived: (mail: string) => `mail ${mail}, arrived`,
    nothingCame: 'nothing of it came',
    tried: (times: number) => (times === 1 ? 'tried once' : `tried ${times} times`),
    asked: 'is fetched again',
    quicker: 'Somebody else was quicker: this mail no longer waits here.',
    readAgain: (mails: number) => (mails === 1 ? 'The mail is read again now.' : `${mails} mails are read again now.`),
    fetchedAgain: (mails: number) =>
      mails === 1
        ? 'The mail never came whole: its mailbox fetches it again at its next look.'
        : `${mails} mails never came whole: their mailboxes fetch them again at their next look.`,
    steps: {
      fetch: 'fetch',
      read: 'read',
      parse: 'parse',
      sender: 'sender',
      filters: 'filters',
      claims: 'claims',
      place: 'place',
    },
  },
  {
    title: '失败的邮件',
    runAll: '全部重试',
    run: '重试',
    runOne: (mail: string) => `重试邮件 ${mail}`,
    raw: '原文',
    readOne: (mail: string) => `查看邮件 ${mail} 的原文`,
    none: '没有失败的邮件',
    noneLong: '收到的邮件都已读取。无法读取的邮件会连同原因列在这里。',
    older: '更早的',
    mailArrived: (mail: string) => `邮件 ${mail}，到达时间`,
    nothingCame: '未取得任何内容',
    tried: (times: number) => `已尝试 ${times} 次`,
    asked: '正在重新收取',
    quicker: '别人已先处理：这封邮件不在这里等待了。',
    readAgain: (mails: number) => (mails === 1 ? '正在重新读取这封邮件。' : `正在重新读取 ${mails} 封邮件。`),
    fetchedAgain: (mails: number) =>
      mails === 1
        ? '这封邮件从未完整收到：邮箱下次查收时会重新收取。'
        : `${mails} 封邮件从未完整收到：各邮箱下次查收时会重新收取。`,
    steps: {
      fetch: '收取',
      read: '读取',
      parse: '解析',
      sender: '发件人',
      filters: '过滤',
      claims: '陈述',
      place: '归档',
    },
  },
)
