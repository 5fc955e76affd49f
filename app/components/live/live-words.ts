import { catalogue } from '#app/components/language.tsx'

export const liveWords = catalogue(
  {
    lost: (time: string) => `Connection lost since ${time} UTC. What you see may be old.`,
    unsent: 'Nothing was sent. What you wrote is kept: send it again when the connection is back.',
    newRows: (count: number) => `${count} new`,
    newRowsHint: 'Show what came in',
    gone: 'No longer in this list',
    looksToo: (name: string) => `${name} has this case open`,
    writesToo: (name: string) => `${name} is writing or deciding here`,
    alsoHere: 'Also here',
    andMore: (count: number) => `and ${count} more`,
  },
  {
    lost: (time: string) => `连接自 ${time}（UTC）起中断，您看到的内容可能已过时。`,
    unsent: '未发送。您写的内容已保留，连接恢复后请重新发送。',
    newRows: (count: number) => `${count} 条新案件`,
    newRowsHint: '显示新到的内容',
    gone: '已不在此列表中',
    looksToo: (name: string) => `${name} 也打开了此案件`,
    writesToo: (name: string) => `${name} 正在此处填写或裁决`,
    alsoHere: '也在查看',
    andMore: (count: number) => `另有 ${count} 人`,
  },
)
