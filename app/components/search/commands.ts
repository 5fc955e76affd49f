import {
  BadgeCheck,
  Ban,
  Clock,
  Filter,
  Hand,
  Keyboard,
  ListFilter,
  LogOut,
  type LucideIcon,
  MailQuestion,
  MailX,
  Merge,
  MessageCircleQuestion,
  Monitor,
  Moon,
  Scissors,
  Search,
  Snowflake,
  SquarePen,
  Sun,
  Table2,
  Tag,
  Undo2,
  UserPlus,
} from 'lucide-react'
import { navWords } from '#app/components/desk/nav-words.ts'
import { deskWaysOf, queueWays } from '#app/components/desk/ways.ts'
import type { Offer, OfferName } from '#app/components/offers.ts'
import { queueWords } from '#app/components/queue/queue-words.ts'
import { keepTheme } from '#app/components/theme-cookie.ts'
import { may } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import { queueViewNames } from '#app/tickets/queue.ts'
import type { SavedView } from '#app/tickets/views.ts'
import { alsoCalled } from './also-called.ts'
import { paletteWords } from './palette-words.ts'

/** What the palette does besides finding cases: a way to go, or a deed. */
export type Command = {
  key: string
  text: string
  /** What it is called in every language of the desk. */
  names: readonly string[]
  /** What else it is looked for by. */
  also?: string
  icon: LucideIcon
  keys?: string
  /** Why it is closed now. */
  closed?: string | null
} & ({ to: string } | { act: () => void })

type Called = Pick<Command, 'text' | 'names'>

const icons: Record<OfferName, LucideIcon> = {
  take: Hand,
  takeOver: Hand,
  keep: Hand,
  return: Undo2,
  approve: BadgeCheck,
  propose: BadgeCheck,
  ask: MailQuestion,
  deny: Ban,
  freeze: Snowflake,
  secondApprove: BadgeCheck,
  secondRefuse: Ban,
  settle: Snowflake,
  close: Ban,
  recover: BadgeCheck,
  assign: UserPlus,
  tag: Tag,
  snooze: Clock,
  escalate: MessageCircleQuestion,
  spam: MailX,
  merge: Merge,
  split: Scissors,
  undo: Undo2,
  note: SquarePen,
  table: Table2,
  list: Table2,
}

/** Whichever part of the page was drawn first, what a case is opened for stands first. */
const order = Object.keys(icons)

/** How the page is drawn: no deed on a case, and everybody's. */
const looks: readonly OfferName[] = ['table', 'list']

/** What can be done where the palette was opened, as the page offered it: with its cases, and with how it looks. */
export function offeredCommands(
  offers: readonly Offer[],
  person: Person,
  language: DeskLanguage,
  take: (name: OfferName) => void,
): { deeds: Command[]; looks: Command[] } {
  const commands = (fits: (name: OfferName) => boolean) =>
    offers
      .filter(({ name }) => fits(name))
      .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))
      .map(({ name, keys, closed = null }) => ({
        key: `offer ${name}`,
        ...called(language, ({ offers }) => offers[name]),
        also: alsoCalled[name] ?? '',
        icon: icons[name],
        closed,
        act: () => take(name),
        ...(keys ? { keys: keys.toUpperCase() } : {}),
      }))
  return {
    deeds: commands((name) => !looks.includes(name) && may(person.role, 'decide')),
    looks: commands((name) => looks.includes(name)),
  }
}

/** The ways and the deeds that a person has everywhere, in the order in which they are shown. */
export function commandsOf(
  person: Person,
  views: readonly SavedView[],
  looks: readonly Command[],
  language: DeskLanguage,
  act: { showKeys: () => void; focusBox: () => void; signOut: () => void },
): Command[] {
  const words = paletteWords[language]
  const named = (key: string, icon: LucideIcon, act: () => void, pick: (words: Words) => string, keys?: string) => ({
    key,
    ...called(language, pick),
    icon,
    act,
    ...(keys ? { keys } : {}),
  })
  const inNav = new Set<string>(queueWays.map(({ to }) => to))
  return [
    ...[...queueWays, ...deskWaysOf(person)].map(({ name, to, icon, key }) => ({
      key: to,
      text: words.goTo(navWords[language][name]),
      names: [navWords.en[name], navWords.zh[name]],
      // A list is called otherwise over itself than beside its icon.
      also: queueViewNames
        .filter((view) => wayTo(view) === to)
        .flatMap((view) => [queueWords.en.titles[view], queueWords.zh.titles[view]])
        .join(' '),
      to,
      icon,
      keys: `g ${key}`,
    })),
    ...queueViewNames
      .filter((view) => !inNav.has(wayTo(view)))
      .map((view) => ({
        key: wayTo(view),
        text: words.goTo(queueWords[language].titles[view]),
        names: [queueWords.en.titles[view], queueWords.zh.titles[view]],
        to: wayTo(view),
        icon: ListFilter,
      })),
    ...views.map(({ id, name, query }) => ({
      key: `view ${id}`,
      text: words.goTo(name),
      names: [name],
      to: `/queue${query}`,
      icon: Filter,
    })),
    ...looks,
    named('box', Search, act.focusBox, ({ box }) => box, '/'),
    named('keys', Keyboard, act.showKeys, ({ keys }) => keys, '?'),
    named(
      'light',
      Sun,
      () => keepTheme('light'),
      ({ themes }) => themes.light,
    ),
    named(
      'dark',
      Moon,
      () => keepTheme('dark'),
      ({ themes }) => themes.dark,
    ),
    named(
      'system',
      Monitor,
      () => keepTheme('system'),
      ({ themes }) => themes.system,
    ),
    named('sign out', LogOut, act.signOut, ({ signOut }) => signOut),
  ]
}

type Words = (typeof paletteWords)['en']

function called(language: DeskLanguage, pick: (words: Words) => string): Called {
  return { text: pick(paletteWords[language]), names: [pick(paletteWords.en), pick(paletteWords.zh)] }
}

function wayTo(view: (typeof queueViewNames)[number]): string {
  return view === 'new' ? '/queue' : `/queue?view=${view}`
}

/** Those that what was typed finds, each of its words at the beginning of a word; all where nothing was. */
export function matchingCommands(commands: readonly Command[], typed: string): Command[] {
  const asked = typed.trim().toLowerCase().split(/\s+/)
  return commands.filter(({ text, names, also = '' }) => {
    const known = ` ${[text, ...names, also].join(' ').toLowerCase()}`
    // Chinese puts no space between its words.
    return asked.every((word) => known.includes(/\P{ASCII}/u.test(word) ? word : ` ${word}`))
  })
}

/** Two signs say more than an accident. */
const fewestSigns = 2

/** Whether what was typed is the beginning of what a command is called, so that it is what is meant. */
export function isCalledSo({ text, names }: Command, typed: string): boolean {
  const asked = typed.trim().toLowerCase()
  return asked.length >= fewestSigns && [text, ...names].some((name) => name.toLowerCase().startsWith(asked))
}
