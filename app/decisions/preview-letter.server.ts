import { eq } from 'drizzle-orm'
import { maskAddress } from '#app/accounts/mask-address.ts'
import type { Db } from '#app/db/db.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { type LetterLanguage, letterLanguage } from '#app/outbox/letter.ts'
import { drawLetter } from '#app/outbox/letters/draw-letter.ts'
import type { DeskVerb } from '#app/tickets/open-verbs.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { tickets } from '#drizzle/schema/tickets.ts'

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
  { ticketId, verb, origin, deskName }: { ticketId: number; verb: DeskVerb; origin: string; deskName: string },
): Promise<LetterPreview | null> {
  const kinds = { approve: 'link', ask: 'ask', deny: 'nothing', freeze: null } as const
  const kind = kinds[verb]
  const [ticket] = await db
    .select({
      language: tickets.language,
      sender: tickets.senderAddress,
      registered: accounts.registeredEmail,
    })
    .from(tickets)
    .leftJoin(accounts, eq(accounts.number, tickets.accountNumber))
    .where(eq(tickets.id, ticketId))
  if (!ticket || kind === null) return null
  // Where a link goes is masked; whoever wrote is known from his mail.
  const recipient = kind === 'link' ? ticket.registered : ticket.sender
  if (recipient === null || !isSendable(recipient)) return null
  const language = letterLanguage(ticket.language)
  const { subject, text } = drawLetter({
    kind,
    language,
    deskName,
    ticketId,
    helpUrl: `${origin}/recover`,
    resetUrl: kind === 'link' ? `${origin}/reset/${hidden}` : null,
    contestUrl: kind === 'link' ? `${origin}/not-me/${hidden}` : null,
    form: kind === 'ask' ? { url: `${origin}/form`, code: hidden } : null,
  })
  return { to: kind === 'link' ? maskAddress(recipient) : recipient, language, subject, text }
}
