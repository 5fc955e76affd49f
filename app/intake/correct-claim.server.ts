import { and, eq, isNull } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import { findWords, type MarkableKind, valueOfMark } from '#app/claims/marked-claim.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import type { Person } from '#app/staff/person.ts'
import { undecidedStates } from '#app/tickets/ticket.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { judgeSendersAgain } from './claimed-account.server.ts'
import { lockLiveLinks, voidLinks } from './void-approval.server.ts'
import { weighTicket } from './weigh.server.ts'

/** What an agent says of the claims of a mail: this is one, this is none, this means something else. */
export type Correction =
  | { act: 'mark'; messageId: number; kind: MarkableKind; words: string }
  | { act: 'strike'; claimId: number }
  | { act: 'change'; claimId: number; kind: MarkableKind; words: string }

export type Correcting = { ticketId: number; version: number; person: Person; now: Date; correction: Correction }

/** Thrown to leave the transaction with nothing changed; carries the sentence for the agent. */
class Refused extends Error {}

const deeds = { mark: 'claim_marked', strike: 'claim_struck', change: 'claim_changed' } as const

/**
 * Corrects what was read in a mail, and weighs the case again at once. What was read stays on record; an approval that
 * was made on other claims is void.
 *
 * @returns null, or a refusal in words for the agent
 */
export async function correctClaim(db: Db, correcting: Correcting): Promise<string | null> {
  try {
    await db.transaction((tx) => correctInside(tx, correcting))
    return null
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

async function correctInside(tx: Tx, { ticketId, version, person, now, correction }: Correcting): Promise<void> {
  const links = await lockLiveLinks(tx, ticketId)
  const [ticket] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update')
  if (!ticket) throw new Refused(`There is no case ${ticketId}.`)
  if (ticket.version !== version) throw new Refused('The case has changed since you opened it. Look again.')
  if (ticket.category !== 'recovery') throw new Refused('Nothing is weighed in this case.')
  if (!undecidedStates.includes(ticket.state)) throw new Refused('The case is decided: its evidence stays as it was.')
  const claim = await apply(tx, { ticketId, person, now, correction })
  await tx
    .update(tickets)
    .set({ version: version + 1, changedAt: now })
    .where(eq(tickets.id, ticketId))
  await judgeSendersAgain(tx, ticketId)
  await weighTicket(tx, { ticketId, policy: await readActivePolicy(tx, now), now })
  await voidLinks(tx, links, { ticketId, now })
  const { accountNumber } = ticket
  const details = { claim: claim.id, kind: claim.kind, message: claim.messageId, ...(claim.was && { was: claim.was }) }
  await appendAudit(tx, [
    { verb: deeds[correction.act], at: now, staffId: person.id, ticketId, accountNumber, details },
  ])
}

type Applied = { id: number; kind: string; messageId: number; was?: number }

async function apply(tx: Tx, { ticketId, person, now, correction }: Omit<Correcting, 'version'>): Promise<Applied> {
  if (correction.act === 'mark') return mark(tx, { ticketId, personId: person.id, ...correction, replaces: null })
  const [claim] = await tx
    .select()
    .from(claims)
    .where(and(eq(claims.id, correction.claimId), eq(claims.ticketId, ticketId), isNull(claims.struckAt)))
    .for('update')
  if (!claim) throw new Refused('This claim is no longer there. Look again.')
  if (claim.kind === 'secret_sent') throw new Refused('A secret stays masked.')
  await tx.update(claims).set({ struckAt: now, struckBy: person.id }).where(eq(claims.id, claim.id))
  if (correction.act === 'strike') return { id: claim.id, kind: claim.kind, messageId: claim.messageId }
  const { kind, words } = correction
  const { messageId } = claim
  return mark(tx, { ticketId, personId: person.id, messageId, kind, words, replaces: claim.id })
}

async function mark(
  tx: Tx,
  given: {
    ticketId: number
    personId: string
    messageId: number
    kind: MarkableKind
    words: string
    replaces: number | null
  },
): Promise<Applied> {
  const { ticketId, personId, messageId, kind, replaces } = given
  const words = given.words.replaceAll('\r\n', '\n').trim()
  const [message] = await tx
    .select({ subject: messages.subject, text: messages.text, kind: messages.kind })
    .from(messages)
    .where(and(eq(messages.id, messageId), eq(messages.ticketId, ticketId), eq(messages.quarantined, false)))
  if (!message) throw new Refused('This mail is not part of the case.')
  const value = valueOfMark(kind, words)
  if (value === null)
    throw new Refused('These words do not say such a thing. Mark the value alone, as it stands in the mail.')
  const others = await tx
    .select({ source: claims.source, value: claims.value, start: claims.start, end: claims.end })
    .from(claims)
    .where(and(eq(claims.messageId, messageId), eq(claims.kind, kind), isNull(claims.struckAt)))
  const place = placeOf(message, words, others)
  if (place === null) throw new Refused('These words do not stand in the mail, or are marked as this already.')
  const [added] = await tx
    .insert(claims)
    .values({ ticketId, messageId, kind, value, raw: words, ...place, addedBy: personId, replaces })
    .returning({ id: claims.id })
  return { id: (added as { id: number }).id, kind, messageId, ...(replaces !== null && { was: replaces }) }
}

function placeOf(
  message: { subject: string; text: string; kind: string },
  words: string,
  others: readonly Pick<Claim, 'source' | 'start' | 'end'>[],
): Pick<Claim, 'source' | 'start' | 'end'> | null {
  const inText = message.kind === 'form' ? 'form' : 'text'
  const text = findWords(
    message.text,
    words,
    others.filter(({ source }) => source === inText),
  )
  if (text) return { source: inText, ...text }
  const subject = findWords(
    message.subject,
    words,
    others.filter(({ source }) => source === 'subject'),
  )
  return subject && { source: 'subject', ...subject }
}
