import { catalogue } from '#app/components/language.tsx'

export const readAgainWords = catalogue(
  {
    title: 'Unreadable? Read again in another charset',
    charset: 'Charset',
    show: 'Read so',
    reading: 'Is being read…',
    result: (charset: string) => `Read as ${charset}, stored nowhere`,
    noSubject: 'No subject',
    use: 'Use this reading',
    using: 'Is being taken over…',
    effect:
      'Its claims are read anew, the case is weighed again, and a link that is on its way dies. The earlier reading and the mail as it came are kept; the audit says who did it.',
    used: 'Taken over.',
  },
  {
    title: '乱码？换一种字符编码重读',
    charset: '字符编码',
    show: '以此重读',
    reading: '正在读取…',
    result: (charset: string) => `以 ${charset} 读取，未保存`,
    noSubject: '无主题',
    use: '采用此读法',
    using: '正在采用…',
    effect: '会重新读取其中的陈述并重新评分，已发出的链接随之失效。原先的读法和邮件原文都会保留，审计会记录操作人。',
    used: '已采用。',
  },
)
