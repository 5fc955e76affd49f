import { catalogue } from '#app/components/language.tsx'

/** Of the search box and what a search tells beside its cases. */
export const searchWords = catalogue(
  {
    title: 'Search and commands',
    noFilter: (word: string) => `“${word}” is no filter and was searched as words.`,
    noValue: (word: string, values: string) => `“${word}” says nothing. Try ${values}.`,
    searchCases: 'Search cases',
    boxPlaceholder: 'Number, account, address, words',
    lookedBack: (moment: string) => `Looked back to ${moment}.`,
    lookOn: 'Look further back',
  },
  {
    title: '搜索与命令',
    noFilter: (word: string) => `“${word}”不是筛选条件，已按关键词搜索。`,
    noValue: (word: string, values: string) => `“${word}”没有意义，可用：${values}。`,
    searchCases: '搜索案件',
    boxPlaceholder: '编号、账号、地址、关键词',
    lookedBack: (moment: string) => `已查到 ${moment}。`,
    lookOn: '继续往前查',
  },
)
