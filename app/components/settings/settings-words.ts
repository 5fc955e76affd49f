import { catalogue } from '#app/components/language.tsx'

export const settingsWords = catalogue(
  {
    title: 'Settings',
    saved: 'Saved.',
    save: 'Save',
    you: 'You',
    youHint: 'Name, address and role are set by an administrator.',
    roles: { agent: 'Agent', supervisor: 'Supervisor', admin: 'Administrator' },
    language: 'Language',
    languageHint: 'Of the desk’s own screens. Letters are written in the language of the person who wrote.',
    asBrowser: 'As the browser asks',
    timeZone: 'Time zone',
    timeZoneHint:
      'Of the moments that the desk shows. Letters, exports and the days of the pictures stay in UTC, and say so.',
    theme: 'Theme',
    themeHint: 'Kept in this browser.',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    keys: 'Keyboard',
    singleKeys: 'Single keys act',
    singleKeysHint:
      'A letter pressed outside a field does something: j and k go through the list, t takes the case. Switch this off if you speak to your computer or press keys by chance. Esc, Enter and Tab always work.',
  },
  {
    title: '设置',
    saved: '已保存。',
    save: '保存',
    you: '您',
    youHint: '姓名、邮箱和角色由管理员设置。',
    roles: { agent: '客服', supervisor: '主管', admin: '管理员' },
    language: '语言',
    languageHint: '只影响工作台的界面。信件使用来信人的语言。',
    asBrowser: '跟随浏览器',
    timeZone: '时区',
    timeZoneHint: '工作台显示时刻所用的时区。信件、导出和图表的日期仍用 UTC，并会注明。',
    theme: '主题',
    themeHint: '保存在此浏览器中。',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    keys: '键盘',
    singleKeys: '启用单键快捷键',
    singleKeysHint:
      '在输入框之外按一个字母即可操作：j 和 k 在列表中移动，t 接手案件。如果您使用语音输入，或常误触按键，请关闭。Esc、Enter 和 Tab 始终有效。',
  },
)
