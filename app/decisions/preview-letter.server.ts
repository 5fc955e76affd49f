import { eq } from 'drizzle-orm'
import { maskAddress } from '#app/accounts/mask-address.ts'
import type { Db } from '#app/db/db.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { type LetterLanguage, letterLanguage } from '#app/outbox/letter.ts'
import { drawLetter } from '#app/outbox/letters/draw-letter.ts'
import { holdHoursWhenRestricted } from '#app/resets/approval.ts'
import type { DeskVerb } from '#app/tickets/open-verbs.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'

/** A letter before it is sent: what stands in it, to whom, in which language. */
export type LetterPreview = { to: string; language: LetterLanguage; subject: string; text: string }

/** Stands for what is made only when the letter leaves, and for what nobody at the desk may see. */
const hidden = '••••••••'

/**
 * Draws the letter that a ruling would send, by the same words as the outbox; only links and codes are dots.
 *
 * @returns null where none would go out
 */
export async function previewLetter(
  db: Db,
  given: { ticketId: number; verb: DeskVerb; origin: string; deskName: string; now: Date },
): Promise<LetterPreview | null> {
  const { ticketId, verb, origin, deskName, now } = given
  const [ticket] = await db
    .select({
      language: tickets.language,
      sender: tickets.senderAddress,
      registered: accounts.registeredEmail,
      restrictedUntil: accounts.restrictedUntil,
      result: assessments.result,
    })
    .from(tickets)
    .leftJoin(accounts, eq(accounts.number, tickets.accountNumber))
    .leftJoin(assessments, eq(assessments.id, tickets.assessmentId))
    .where(eq(tickets.id, ticketId))
  if (!ticket) return null
  const restricted = ticket.restrictedUntil !== null && ticket.restrictedUntil > now
  const rests = restricted || ticket.result?.holdHours !== undefined
  const kinds = { approve: rests ? 'hold' : 'link', propose: null, ask: 'ask', deny: 'nothing', freeze: null } as const
  const kind = kinds[verb]
  const holdMs = Math.max(ticket.result?.holdHours ?? 0, restricted ? holdHoursWhenRestricted : 0) * 3_600_000
  if (kind === null) return null
  // Where a link goes is masked; whoever wrote is known from his mail.
  const toAccount = kind === 'link' || kind === 'hold'
  const recipient = toAccount ? ticket.registered : ticket.sender
  if (recipient === null || !isSendable(recipient)) return null
  const language = kind === 'hold' ? 'both' : letterLanguage(ticket.language)
  const { subject, text } = drawLetter({
    kind,
    language,
    deskName,
    ticketId,
    helpUrl: `${origin}/recover`,
    resetUrl: kind === 'link' ? `${origin}/reset/${hidden}` : null,
    contestUrl: toAccount ? `${origin}/not-me/${hidden}` : null,
    holdEnds: kind === 'hold' ? new Date(now.getTime() + holdMs) : null,
    confirm: null,
    form: kind === 'ask' ? { url: `${origin}/form`, code: hidden } : null,
  })
  return { to: toAccount ? maskAddress(recipient) : recipient, language, subject, text }
}
