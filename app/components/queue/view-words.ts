import { catalogue } from '#app/components/language.tsx'

/** Of naming and deleting a saved view. */
export const viewWords = catalogue(
  {
    saveTitle: 'Save this view',
    renameTitle: 'Rename the view',
    name: 'Name of the view',
    shared: 'For the whole team',
    save: 'Save',
    cancel: 'Cancel',
    rename: (name: string) => `Rename the view “${name}”`,
    remove: (name: string) => `Delete the view “${name}”`,
    deleted: (name: string) => `View “${name}” deleted.`,
    undo: 'Undo',
  },
  {
    saveTitle: '保存此视图',
    renameTitle: '重命名视图',
    name: '视图名称',
    shared: '供全团队使用',
    save: '保存',
    cancel: '取消',
    rename: (name) => `重命名视图“${name}”`,
    remove: (name) => `删除视图“${name}”`,
    deleted: (name) => `视图“${name}”已删除。`,
    undo: '撤销',
  },
)
