/**
 * received: we have your mail · ask: please tell us more · link: if the data matches, a link ·
 * nothing: we can do nothing · password_changed: told to every channel after a reset.
 */
export const letterKinds = ['received', 'ask', 'link', 'nothing', 'password_changed'] as const
export type LetterKind = (typeof letterKinds)[number]

/** The language a letter is written in; `both` puts English and Chinese one below the other. */
export const letterLanguages = ['en', 'zh', 'both'] as const
export type LetterLanguage = (typeof letterLanguages)[number]

/** Which language a mail is answered in: its own, or both where we do not write it. */
export function letterLanguage(language: 'en' | 'zh' | 'other'): LetterLanguage {
  return language === 'other' ? 'both' : language
}
