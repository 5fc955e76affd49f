import { createContext, type ReactElement, useContext } from 'react'
import type { Keeper } from '#app/kept-drawings.ts'
import { LanguageProvider, useLanguage } from './language.tsx'

const Kept = createContext<Keeper<ReactElement> | null>(null)

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
