import {
  BadgeCheck,
  CircleUser,
  Clock,
  Ellipsis,
  Inbox,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  Mail,
  Mailbox,
  MailWarning,
  MessageCircleQuestion,
  Moon,
  Radar,
  ScrollText,
  Settings,
  ShieldX,
  Siren,
  SlidersHorizontal,
  Snowflake,
  Timer,
  UserRoundCheck,
} from 'lucide-react'
import type { Health } from '#app/mailboxes/health.ts'
import { may, type Verb } from '#app/staff/permissions.ts'
import type { Person } from '#app/staff/person.ts'
import type { QueueCounts } from '#app/tickets/queue.ts'
import type { navWords } from './nav-words.ts'

type Counts = QueueCounts & Pick<Health, 'failedMails'>
type Name = {
  [Key in keyof (typeof navWords)['en']]: (typeof navWords)['en'][Key] extends string ? Key : never
}[keyof (typeof navWords)['en']]

/** A way into the desk; G and then its key goes it. */
export type Way = {
  to: string
  name: Name
  key: string
  icon: LucideIcon
  verb?: Verb
  counted?: keyof Counts
  /** Wanted now and then: folded away under the others. */
  folded?: boolean
}

/** The lists of cases. */
export const queueWays: readonly Way[] = [
  { to: '/queue', name: 'unassigned', key: 'u', icon: Inbox, counted: 'unassigned' },
  { to: '/queue?view=undecided&owner=mine', name: 'mine', key: 'm', icon: CircleUser, counted: 'mine' },
  { to: '/queue?view=waiting', name: 'waiting', key: 'w', icon: Clock, counted: 'waiting' },
  { to: '/queue?view=proposed', name: 'proposed', key: 'y', icon: UserRoundCheck, counted: 'proposed' },
  { to: '/queue?view=held', name: 'held', key: 'h', icon: Timer, counted: 'held' },
  { to: '/queue?view=difficult', name: 'difficult', key: 'd', icon: Siren, counted: 'difficult' },
  { to: '/queue?view=escalated', name: 'questions', key: 'q', icon: MessageCircleQuestion, counted: 'escalated' },
  { to: '/queue?view=all', name: 'all', key: 'a', icon: Layers },
  { to: '/queue?view=not-recovery', name: 'notRecovery', key: 'n', icon: Ellipsis },
  { to: '/queue?view=snoozed', name: 'snoozed', key: 'z', icon: Moon, folded: true },
  { to: '/queue?view=frozen', name: 'frozen', key: 'c', icon: Snowflake, folded: true },
  { to: '/queue?view=link-sent', name: 'linkSent', key: 't', icon: Mail, folded: true },
  { to: '/queue?view=done', name: 'done', key: 'e', icon: BadgeCheck, folded: true },
  { to: '/queue?view=denied', name: 'denied', key: 'r', icon: ShieldX, folded: true },
]

/** The pages beside them. */
const deskWays: readonly Way[] = [
  { to: '/overview', name: 'overview', key: 'o', icon: LayoutDashboard, verb: 'oversee' },
  { to: '/failed-mails', name: 'failedMails', key: 'f', icon: MailWarning, counted: 'failedMails' },
  { to: '/mailboxes', name: 'mailboxes', key: 'b', icon: Mailbox, verb: 'run the desk' },
  { to: '/audit', name: 'audit', key: 'l', icon: ScrollText, verb: 'audit' },
  { to: '/attacks', name: 'attacks', key: 'k', icon: Radar, verb: 'oversee' },
  { to: '/policies', name: 'policies', key: 'p', icon: SlidersHorizontal, verb: 'settle policy' },
  { to: '/settings', name: 'settings', key: 's', icon: Settings },
]

/** The pages that are open to a person. */
export function deskWaysOf({ role }: Person): readonly Way[] {
  return deskWays.filter(({ verb }) => !verb || may(role, verb))
}
