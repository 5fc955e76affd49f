import { catalogue } from '#app/components/language.tsx'

/** On the buttons of every question about a case. */
export const dialogWords = catalogue(
  {
    cancel: 'Cancel',
    busy: 'Being done',
    lookAgain: 'Look again',
    andStay: (deed: string) => `${deed}, stay`,
    andNext: (deed: string) => `${deed} & next`,
  },
  {
    cancel: '取消',
    busy: '正在处理',
    lookAgain: '重新查看',
    andStay: (deed) => `${deed}，留在此案`,
    andNext: (deed) => `${deed}，下一件`,
  },
)
