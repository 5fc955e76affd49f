import { useWords } from '#app/components/language.tsx'
import { kindWords } from '#app/components/words.ts'
import type { narrowings } from '#app/tickets/queue-narrowing.ts'
import { queueWords } from './queue-words.ts'

/** What narrows a list, and each value of it, by name. */
export function useNarrowingNames() {
  const words = useWords(queueWords)
  const names: Record<(typeof narrowings)[number], Readonly<Record<string, string>>> = {
    level: useWords(kindWords).senderLong,
    language: words.languages,
    difficulty: words.difficulties,
  }
  return {
    titles: { level: words.column.level, language: words.column.language, difficulty: words.difficulty },
    names,
  }
}
