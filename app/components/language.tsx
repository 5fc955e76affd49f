import { createContext, useContext } from 'react'
import type { DeskLanguage } from '#app/staff/preferences.ts'

/** A sentence, or what makes one of values. */
type Phrase = string | ((...values: never[]) => string)

/** The words of one part of the desk, in every language it speaks. */
export type Catalogue<Words> = Readonly<Record<DeskLanguage, Words>>

/** Joins the words of one part; a phrase that the second language lacks, or has too many, does not compile. */
export function catalogue<Words extends Record<string, Phrase | Record<string, Phrase>>>(
  en: Words,
  zh: InOtherWords<NoInfer<Words>>,
): Catalogue<InOtherWords<Words>> {
  return { en: en as InOtherWords<Words>, zh: zh as InOtherWords<Words> }
}

/** The same keys with other texts. */
type InOtherWords<Words> = {
  [Key in keyof Words]: Words[Key] extends string
    ? string
    : Words[Key] extends Phrase
      ? Words[Key]
      : InOtherWords<Words[Key]>
}

const Language = createContext<DeskLanguage>('en')

/** Says which language everything under it is drawn in. */
export const LanguageProvider = Language.Provider

/** The language of a page's title, which is made outside of the page: as the desk's own route answered. */
export function languageOf(matches: readonly { id: string; data?: unknown }[]): DeskLanguage {
  const desk = matches.find(({ id }) => id === 'routes/_desk')?.data as { language?: DeskLanguage } | undefined
  return desk?.language ?? 'en'
}

/** The language to draw in, as Intl wants it named. */
export function useLanguage(): DeskLanguage {
  return useContext(Language)
}

/** The words of one part of the desk in the reader's language. */
export function useWords<Words>(words: Catalogue<Words>): Words {
  return words[useContext(Language)]
}
