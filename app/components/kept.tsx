import { createContext, type ReactElement, useContext } from 'react'
import { LanguageProvider, useLanguage } from './language.tsx'

/** What keeps drawings from one page to the next. Only the server has one. */
export type Keeper = {
  /** @returns what to write for this part: of a drawing that is kept a mark of it; null where there is none yet */
  find: (key: string, part: ReactElement) => string | null
}

const Kept = createContext<Keeper | null>(null)

/** Says who keeps the drawings of the parts under it. */
export const KeeperProvider = Kept.Provider

/**
 * What to put into an element: a part of a page that many pages show alike, like a row of a list. To draw fifty of them
 * is most of what the queue costs. The browser draws every part by itself.
 *
 * @param of everything that the drawing depends on, but the language, which is all that the part may read of its
 *   surroundings where the server draws
 */
export function useKept(part: ReactElement, of: () => string) {
  const keeper = useContext(Kept)
  const language = useLanguage()
  const drawn = keeper?.find(`${language} ${of()}`, <LanguageProvider value={language}>{part}</LanguageProvider>)
  // Made by React itself, which has written every sign of a mail as text.
  return drawn ? { dangerouslySetInnerHTML: { __html: drawn } } : { children: part }
}
