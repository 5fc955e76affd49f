import { catalogue } from '#app/components/language.tsx'

export const readsWords = catalogue(
  {
    title: 'Who looked',
    hint: 'Cases opened, fields revealed, searches, exports, files and mails as they came. The same look within ten minutes is one line.',
    list: 'Looks, newest first',
    none: 'Nobody looked',
    noneHint: 'No look fits what you search for.',
    older: 'Older',
    reason: 'Reason:',
    kinds: {
      ticket_viewed: 'Case opened',
      revealed: 'Field revealed',
      searched: 'Searched',
      exported: 'Exported',
      attachment_viewed: 'Attachment opened',
      downloaded: 'File downloaded',
      raw_read: 'Mail read as it came',
    },
  },
  {
    title: '谁看过',
    hint: '打开的案件、查看的字段、搜索、导出、文件和邮件原文。十分钟内的相同查看只记一行。',
    list: '查看记录，最新在前',
    none: '没有人看过',
    noneHint: '没有符合条件的查看记录。',
    older: '更早',
    reason: '理由：',
    kinds: {
      ticket_viewed: '打开案件',
      revealed: '查看字段',
      searched: '搜索',
      exported: '导出',
      attachment_viewed: '打开附件',
      downloaded: '下载文件',
      raw_read: '查看邮件原文',
    },
  },
)
