import { Keyboard, type LucideIcon, Monitor, Moon, Search, Sun } from 'lucide-react'
import { navWords } from '#app/components/desk/nav-words.ts'
import { deskWaysOf, queueWays } from '#app/components/desk/ways.ts'
import { keepTheme } from '#app/components/theme-cookie.ts'
import type { Person } from '#app/staff/person.ts'
import type { paletteWords } from './palette-words.ts'

/** What the palette does besides finding cases: a way to go, or a deed. */
export type Command = { name: string; text: string; icon: LucideIcon; keys?: string } & (
  | { to: string }
  | { act: () => void }
)

type Words = (typeof paletteWords)['en']

/** The commands that a person has, in the order in which they are shown. */
export function commandsOf(
  person: Person,
  { goTo, box, keys, themes }: Words,
  places: (typeof navWords)['en'],
  act: { showKeys: () => void; focusBox: () => void },
): Command[] {
  return [
    ...[...queueWays, ...deskWaysOf(person)].map(({ name, to, icon, key }) => ({
      // Found by its English name in every language.
      name: navWords.en[name].toLowerCase(),
      text: goTo(places[name]),
      to,
      icon,
      keys: `g ${key}`,
    })),
    { name: 'box', text: box, icon: Search, keys: '/', act: act.focusBox },
    { name: 'keys', text: keys, icon: Keyboard, keys: '?', act: act.showKeys },
    { name: 'light', text: themes.light, icon: Sun, act: () => keepTheme('light') },
    { name: 'dark', text: themes.dark, icon: Moon, act: () => keepTheme('dark') },
    { name: 'system', text: themes.system, icon: Monitor, act: () => keepTheme('system') },
  ]
}

/** Those whose text holds what was typed; all where nothing was. */
export function matchingCommands(commands: readonly Command[], typed: string): Command[] {
  const asked = typed.trim().toLowerCase()
  if (asked === '') return [...commands]
  return commands.filter(({ name, text }) => [name, text].some((one) => startsAWord(one.toLowerCase(), asked)))
}

function startsAWord(text: string, asked: string): boolean {
  const at = text.indexOf(asked)
  return at === 0 || (at > 0 && (text[at - 1] === ' ' || /\P{ASCII}/u.test(asked)))
}
