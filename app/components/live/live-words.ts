import { catalogue } from '#app/components/language.tsx'

export const liveWords = catalogue(
  {
    newRows: (count: number) => `${count} new`,
    newRowsHint: 'Show what came in',
    gone: 'No longer in this list',
    looksToo: (name: string) => `${name} has this case open`,
    writesToo: (name: string) => `${name} is writing or deciding here`,
    andMore: (count: number) => `and ${count} more`,
  },
  {
    newRows: (count: number) => `${count} 条新案件`,
    newRowsHint: '显示新到的内容',
    gone: '已不在此列表中',
    looksToo: (name: string) => `${name} 也打开了此案件`,
    writesToo: (name: string) => `${name} 正在此处填写或裁决`,
    andMore: (count: number) => `另有 ${count} 人`,
  },
)
