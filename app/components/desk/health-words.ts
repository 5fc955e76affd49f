import { catalogue } from '#app/components/language.tsx'

export const healthWords = catalogue(
  {
    noMailbox: 'No mailbox connected',
    noMailSince: (since: string) => `No mail since ${since}`,
    noMailFrom: (address: string, since: string) => `No mail from ${address} since ${since}.`,
    beginning: 'the beginning',
    since: (moment: string, lasted: string) => `${moment} (${lasted})`,
    passwordRefused: 'The mail server refuses the password.',
    triesAgain: 'The desk tries again by itself.',
    paused: 'Mail paused',
    connecting: 'Mail connecting',
    current: (ago: string) => `Mail current, polled ${ago} ago`,
    setAside: (failed: string, quarantined: string) => `${failed} failed · ${quarantined} quarantined`,
    lettersWait: (count: string, since: string) =>
      `${count === '1' ? '1 letter waits' : `${count} letters wait`} to be sent since ${since}. Nothing is lost: they go out when the mail server answers.`,
    alarms: {
      gap: (address: string, since: string) => `Mails in ${address} were missed, noticed ${since}.`,
      unplaced: (address: string, since: string) =>
        `Mails from ${address} were taken in and stand beside no case, noticed ${since}.`,
      'not compared': (address: string, since: string) => `The comparison with ${address} failed, ${since}.`,
      silent: (address: string, since: string) => `The reader of ${address} gets nowhere since ${since}.`,
    },
    gapOf: (missing: number, fetched: number) =>
      missing === 0 ? '' : `Missing: ${missing}, fetched since: ${fetched}.`,
    toMailboxes: 'Mailboxes',
    lettersStopped: (count: string) =>
      `${count === '1' ? '1 letter waits' : `${count} letters wait`} until the stop is ended.`,
  },
  {
    noMailbox: '未连接邮箱',
    noMailSince: (since: string) => `自 ${since}起没有邮件`,
    noMailFrom: (address: string, since: string) => `自 ${since}起未从 ${address} 收到邮件。`,
    beginning: '开始',
    since: (moment: string, lasted: string) => `${moment}（已 ${lasted}）`,
    passwordRefused: '邮件服务器拒绝了密码。',
    triesAgain: '工作台会自动重试。',
    paused: '收信已暂停',
    connecting: '正在连接邮箱',
    current: (ago: string) => `收信正常，${ago}前查收`,
    setAside: (failed: string, quarantined: string) => `失败 ${failed} · 隔离 ${quarantined}`,
    lettersWait: (count: string, since: string) =>
      `自 ${since}起有 ${count} 封信件等待发送。不会丢失：邮件服务器恢复后即寄出。`,
    alarms: {
      gap: (address: string, since: string) => `${address} 有邮件漏收，发现于 ${since}。`,
      unplaced: (address: string, since: string) => `${address} 有邮件已处理却不在任何案件旁，发现于 ${since}。`,
      'not compared': (address: string, since: string) => `与 ${address} 的核对失败，${since}。`,
      silent: (address: string, since: string) => `${address} 的收信自 ${since}起没有进展。`,
    },
    gapOf: (missing: number, fetched: number) => (missing === 0 ? '' : `缺 ${missing} 封，已补收 ${fetched} 封。`),
    toMailboxes: '邮箱',
    lettersStopped: (count: string) => `${count} 封信件等待解除停止后寄出。`,
  },
)
