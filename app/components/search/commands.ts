import {
  CircleUser,
  Clock,
  Inbox,
  Keyboard,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  Mailbox,
  MailWarning,
  Monitor,
  Moon,
  ScrollText,
  Search,
  Settings,
  SlidersHorizontal,
  Sun,
} from 'lucide-react'
import { keepTheme } from '#app/components/theme-cookie.ts'
import { may } from '#app/staff/permissions.ts'
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
  words: Words,
  act: { showKeys: () => void; focusBox: () => void },
): Command[] {
  const way = (name: keyof Words['to'], to: string, icon: LucideIcon): Command => ({
    name,
    text: words.to[name],
    to,
    icon,
  })
  return [
    way('unassigned', '/queue', Inbox),
    way('mine', '/queue?view=undecided&owner=mine', CircleUser),
    way('waiting', '/queue?view=waiting', Clock),
    way('all', '/queue?view=all', Layers),
    way('failed', '/failed-mails', MailWarning),
    ...(may(person.role, 'oversee') ? [way('overview', '/overview', LayoutDashboard)] : []),
    ...(may(person.role, 'audit') ? [way('audit', '/audit', ScrollText)] : []),
    ...(may(person.role, 'run the desk') ? [way('mailboxes', '/mailboxes', Mailbox)] : []),
    ...(may(person.role, 'settle policy') ? [way('policies', '/policies', SlidersHorizontal)] : []),
    way('settings', '/settings', Settings),
    { name: 'box', text: words.box, icon: Search, keys: '/', act: act.focusBox },
    { name: 'keys', text: words.keys, icon: Keyboard, keys: '?', act: act.showKeys },
    { name: 'light', text: words.themes.light, icon: Sun, act: () => keepTheme('light') },
    { name: 'dark', text: words.themes.dark, icon: Moon, act: () => keepTheme('dark') },
    { name: 'system', text: words.themes.system, icon: Monitor, act: () => keepTheme('system') },
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
