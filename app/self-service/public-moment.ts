import type { PublicLanguage } from './public-language.ts'

const formats = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
  zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
}

/** "22 November 2026 at 09:00 UTC": the server does not know where the reader is. */
export function formatPublicMoment(moment: Date, language: PublicLanguage): string {
  return `${formats[language].format(moment)} UTC`
}
