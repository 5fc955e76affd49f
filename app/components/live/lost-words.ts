import { catalogue } from '#app/components/language.tsx'

/** While the desk does not answer. */
export const lostWords = catalogue(
  {
    lost: (time: string) => `Connection lost since ${time}. What you see may be old.`,
    unsent: 'Nothing was sent. What you wrote is kept: send it again when the connection is back.',
    unopened: 'Nothing was opened: that needs the connection.',
    waiting: 'What you asked for comes when the connection is back.',
    unsure:
      'The connection broke while something was sent. It may have been done all the same: look before you do it again.',
    read: 'Read',
  },
  {
    lost: (time: string) => `连接自 ${time} 起中断，您看到的内容可能已过时。`,
    unsent: '未发送。您写的内容已保留，连接恢复后请重新发送。',
    unopened: '未打开：需要连接。',
    waiting: '连接恢复后会显示您要看的内容。',
    unsure: '发送时连接中断，操作可能已执行：请先查看，再决定是否重做。',
    read: '知道了',
  },
)
