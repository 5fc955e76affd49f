import { createHash } from 'node:crypto'
import type { Finding } from './filter.ts'
import type { MailKind } from './mail-kind.ts'
import type { ParsedMail } from './parsed-mail.ts'
import { proofOf } from './proof.ts'
import { replyText } from './reply-ranges.ts'
import { isProvedLevel, type SenderVerdict } from './sender.ts'
import { sendingNetwork } from './sending-network.ts'

/** What mails are counted by: who writes, through which network, and what. */
export const sightingKinds = ['sender', 'network', 'body'] as const
export type SightingKind = (typeof sightingKinds)[number]

/** One mark of a mail; `mark` is a 64-bit hash as a signed decimal, and says nothing of what it was made from. */
export type Sighting = { kind: SightingKind; mark: string }

/** How many other mails of the last hour bear the same mark. */
export type Sightings = Readonly<Partial<Record<SightingKind, number>>>

/** An hour's worth of mails that no person writes by hand. */
const mostOfSender = 20
const mostOfNetwork = 200
const mostOfBody = 20
/** A shorter text is no fingerprint: "please help" is everybody's. */
const leastLetters = 60

/**
 * The marks that a mail is counted by. A sender who is not proved is counted with his network, so that nobody can use up
 * another's share by writing his address; the network only of those who are not proved, for providers share theirs.
 */
export function sightingsOf(
  mail: Pick<ParsedMail, 'headers' | 'text' | 'reply'>,
  verdict: SenderVerdict,
  ownHosts: readonly string[],
): Sighting[] {
  const proved = isProvedLevel(proofOf(verdict))
  const network = sendingNetwork(mail.headers, ownHosts)
  const body = bodyFingerprint(mail)
  const found: Sighting[] = []
  if (verdict.address !== null) {
    found.push({ kind: 'sender', mark: markOf('sender', verdict.address, proved ? 'proved' : (network ?? 'nowhere')) })
  }
  if (network !== null && !proved) found.push({ kind: 'network', mark: markOf('network', network) })
  if (body !== null) found.push({ kind: 'body', mark: markOf('body', body) })
  return found
}

/**
 * Whether a mail is one of a flood. Who asks for an account is stopped by nothing but his own rate: neither by the words
 * that he shares with others, which he may have copied from the help page, nor by his neighbours.
 */
export function judgeCampaign(
  kind: MailKind,
  mail: Pick<ParsedMail, 'text' | 'html'>,
  counts: Sightings,
): Finding | null {
  const spam = (reason: string): Finding => ({ kind: 'spam', reason, bounce: null })
  const { sender = 0, network = 0, body = 0 } = counts
  if (sender >= mostOfSender) return spam(`its sender wrote ${told(sender)} mails within the hour`)
  if (kind === 'recovery') return null
  if (body >= mostOfBody && hasLink(mail))
    return spam(`the same text, with a link, came ${told(body)} times within the hour`)
  if (network >= mostOfNetwork)
    return spam(`${told(network)} mails of unproved senders came from its network within the hour`)
  return null
}

/** Counting ends somewhere. */
const told = (count: number) => (count >= mostCounted ? `${mostCounted} or more` : String(count))

/** No count goes beyond this. */
export const mostCounted = 500

/** The text without what changes from copy to copy: numbers, links, addresses, spaces, greetings of one line. */
export function bodyFingerprint({ text, reply }: Pick<ParsedMail, 'text' | 'reply'>): string | null {
  const own = replyText(text, reply).slice(0, 20_000).normalize('NFKC').toLowerCase()
  const linkless = own.replace(/\b(?:https?:\/\/|www\.)\S{1,2000}/g, ' ')
  // A pattern that asks each word for an "@" is slow, and most texts hold none.
  const plain = (linkless.includes('@') ? linkless.replace(/[^\s@]{1,64}@[^\s@]{1,253}/g, ' ') : linkless)
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
  return plain.length < leastLetters ? null : createHash('sha256').update(plain).digest('base64url')
}

function hasLink({ text, html }: Pick<ParsedMail, 'text' | 'html'>): boolean {
  return /https?:\/\/|\bwww\.[a-z0-9]/i.test(text) || /<a\s[^>]{0,2000}href/i.test(html ?? '')
}

function markOf(...words: string[]): string {
  return createHash('sha256').update(words.join('\n')).digest().readBigInt64BE().toString()
}
