import { useLanguage } from '#app/components/language.tsx'
import { retold } from './retold.ts'

/** Says a sentence of a rule in the reader's language; null stays null. */
export function useRetold() {
  const language = useLanguage()
  return <Sentence extends string | null>(sentence: Sentence): string | Extract<Sentence, null> =>
    sentence === null ? (null as Extract<Sentence, null>) : retold(sentence, language)
}
