/**
 * received: we have your mail · ask: please tell us more · link: if the data matches, a link ·
 * nothing: we can do nothing · password_changed: told to every channel after a reset · hold: told to every registered
 * channel before a link goes out · confirm: a code for a new address to type · recovered: told to every channel after a
 * reset by a new address.
 */
export const letterKinds = [
  'received',
  'ask',
  'link',
  'nothing',
  'password_changed',
  'hold',
  'confirm',
  'recovered',
] as const
export type LetterKind = (typeof letterKinds)[number]

/** The language a letter is written in; `both` puts English and Chinese one below the other. */
export const letterLanguages = ['en', 'zh', 'both'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** Which language a mail is answered in: its own, or both where we do not write it. */
export function letterLanguage(language: 'en' | 'zh' | 'other'): LetterLanguage {
  return language === 'other' ? 'both' : language
}
