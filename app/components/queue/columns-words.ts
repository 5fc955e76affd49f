import { catalogue } from '#app/components/language.tsx'

/** Of choosing the columns of the table. */
export const columnsWords = catalogue(
  {
    title: 'Columns of the table',
    earlier: (name: string) => `${name}: further up, to the left in the table`,
    later: (name: string) => `${name}: further down, to the right in the table`,
    usual: 'The usual ones',
    save: 'Save',
    cancel: 'Cancel',
  },
  {
    title: '表格的列',
    earlier: (name) => `${name}：上移，在表格中靠左`,
    later: (name) => `${name}：下移，在表格中靠右`,
    usual: '恢复默认',
    save: '保存',
    cancel: '取消',
  },
)
