import { BadgeCheck, CircleHelp, Clock, Equal, History, type LucideIcon, Mail, ShieldX } from 'lucide-react'
import type { AttackerClass } from '#app/evidence/assessment.ts'
import type { SenderLevel } from '#app/mail/sender.ts'
import type { Recommendation, Route, TicketCategory, TicketState } from '#app/tickets/ticket.ts'
import type { Tone } from './ui/chip.tsx'

type Word = { text: string; tone: Tone }

/** The sender's level: a word for the list, a clause for the mail. */
export const senderWords: Record<SenderLevel, Word & { icon: LucideIcon; long: string }> = {
  strong: { text: 'strong', tone: 'for', icon: BadgeCheck, long: 'Registered address, signed' },
  medium: { text: 'medium', tone: 'for', icon: BadgeCheck, long: 'Registered address, partly proved' },
  unauth: { text: 'unproved', tone: 'warn', icon: CircleHelp, long: 'Registered address, not proved' },
  fail: { text: 'failed', tone: 'against', icon: ShieldX, long: 'Fails the check of its sender' },
  near: { text: 'look-alike', tone: 'warn', icon: Equal, long: 'Looks like the registered address' },
  former: { text: 'former', tone: 'warn', icon: History, long: 'An address the account had before' },
  other: { text: 'other address', tone: 'plain', icon: Mail, long: 'Another address' },
  retry: { text: 'checking', tone: 'plain', icon: Clock, long: 'Waits for an answer from DNS' },
}

export const routeWords: Record<Route, Word & { long: string }> = {
  registered: { text: 'registered', tone: 'for', long: 'Registered route' },
  'new-address': { text: 'new address', tone: 'warn', long: 'New-address route' },
  none: { text: 'no route', tone: 'plain', long: 'No route' },
}

export const recommendationWords: Record<Recommendation, Word> = {
  approve: { text: 'approve', tone: 'for' },
  propose: { text: 'two people', tone: 'warn' },
  ask: { text: 'ask', tone: 'plain' },
  deny: { text: 'refuse', tone: 'against' },
  stop: { text: 'stop', tone: 'against' },
}

export const stateWords: Record<TicketState, Word> = {
  new: { text: 'New', tone: 'accent' },
  open: { text: 'Open', tone: 'accent' },
  waiting: { text: 'Waiting', tone: 'plain' },
  proposed: { text: 'Proposed', tone: 'warn' },
  held: { text: 'On hold', tone: 'warn' },
  link_sent: { text: 'Link sent', tone: 'for' },
  done: { text: 'Done', tone: 'for' },
  denied: { text: 'Refused', tone: 'against' },
  closed: { text: 'Closed', tone: 'plain' },
  frozen: { text: 'Frozen', tone: 'warn' },
  set_aside: { text: 'Set aside', tone: 'plain' },
}

export const categoryWords: Record<TicketCategory, string> = {
  recovery: 'Recovery',
  abuse: 'Abuse report',
  question: 'Question',
  other: 'Other',
}

/** Who it may be instead of the owner, in a word; the sentences are with the evidence. */
export const attackerWords: Record<AttackerClass, string> = {
  blind: 'Blind',
  scraper: 'Scraper',
  acquaintance: 'Acquaintance',
  breach: 'Breach',
  hijacker: 'Hijacker',
}
