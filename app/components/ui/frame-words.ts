import { catalogue } from '#app/components/language.tsx'

/** On what frames everything else. */
export const frameWords = catalogue({ close: 'Close' }, { close: '关闭' })
