import { catalogue } from '#app/components/language.tsx'

export const noteWords = catalogue(
  {
    label: 'Note for the desk',
    placeholder: 'Write a note. Only the desk sees it.',
    save: 'Keep note',
    saveHint: 'Ctrl or Cmd with Enter',
    keeping: 'Draft is being kept …',
    kept: 'Draft kept',
    notKept: 'Draft not kept: no connection',
    forGood: 'A kept note can’t be changed.',
    refusals: {
      empty: 'The note is empty.',
      'too long': 'The note is too long.',
      'no case': 'There is no such case.',
    },
  },
  {
    label: '工作台备注',
    placeholder: '写一条备注，只有工作台可见。',
    save: '保存备注',
    saveHint: 'Ctrl 或 Cmd 加 Enter',
    keeping: '正在保存草稿……',
    kept: '草稿已保存',
    notKept: '草稿未保存：没有连接',
    forGood: '备注保存后不能修改。',
    refusals: { empty: '备注是空的。', 'too long': '备注太长。', 'no case': '没有这个案件。' },
  },
)
