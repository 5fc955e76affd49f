import { and, eq } from 'drizzle-orm'
import { maskAddress } from '#app/accounts/mask-address.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { type LetterKind, type LetterLanguage, letterLanguage } from '#app/outbox/letter.ts'
import { drawLetter } from '#app/outbox/letters/draw-letter.ts'
import { holdHoursWhenRestricted } from '#app/resets/approval.ts'
import { channelsOf } from '#app/resets/channels.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import type { LetterPreview, PreviewedVerb } from './letter-preview.ts'

type Asked = { ticketId: number; verb: PreviewedVerb; origin: string; deskName: string; now: Date }

/** A letter as it will leave; `to` as the desk may read it. */
type Leaving = { kind: LetterKind; language: LetterLanguage; to: readonly string[]; holdEnds: Date | null }

/** Stands for what is made only when the letter leaves, and for what nobody at the desk may see. */
const hidden = '••••••••'

/** Draws the letters that a ruling would send at once, by the same words as the outbox; only links and codes are dots. */
export async function previewLetters(db: Db, asked: Asked): Promise<LetterPreview[]> {
  const leaving = await db.transaction((tx) => readLeaving(tx, asked))
  return leaving.map((letter) => draw(letter, asked))
}

async function readLeaving(tx: Tx, { ticketId, verb, now }: Asked): Promise<Leaving[]> {
  const [ticket] = await tx
    .select({
      language: tickets.language,
      accountNumber: tickets.accountNumber,
      sender: tickets.senderAddress,
      registered: accounts.registeredEmail,
      restrictedUntil: accounts.restrictedUntil,
      result: assessments.result,
    })
    .from(tickets)
    .leftJoin(accounts, eq(accounts.number, tickets.accountNumber))
    .leftJoin(assessments, eq(assessments.id, tickets.assessmentId))
    .where(eq(tickets.id, ticketId))
  if (!ticket) return []
  const { accountNumber, sender, registered, restrictedUntil, result } = ticket
  const language = letterLanguage(ticket.language)
  const restHours = result?.holdHours
  const hold = async (hours: number) => {
    const holdEnds = new Date(now.getTime() + hours * 3_600_000)
    const channels = accountNumber === null ? [] : await channelsOf(tx, accountNumber, now)
    // One letter, word for word, to each of them but for its link.
    const to = channels.map(maskAddress)
    return {
      holdEnds,
      letters: to.length > 0 ? [{ kind: 'hold' as const, language: 'both' as const, to, holdEnds }] : [],
    }
  }
  if (verb === 'ask' || verb === 'deny') {
    const kind = verb === 'ask' ? 'ask' : 'nothing'
    return sender !== null && isSendable(sender) ? [{ kind, language, to: [sender], holdEnds: null }] : []
  }
  if (verb === 'second') {
    const [proposal] = await tx
      .select({ target: approvals.target, holdHours: approvals.holdHours })
      .from(approvals)
      .where(and(eq(approvals.ticketId, ticketId), eq(approvals.state, 'waiting')))
    if (!proposal) return []
    const { holdEnds, letters } = await hold(Math.max(proposal.holdHours, restHours ?? 0))
    return [...letters, { kind: 'confirm', language, to: [proposal.target], holdEnds }]
  }
  if (verb !== 'approve' || registered === null || !isSendable(registered)) return []
  const restricted = restrictedUntil !== null && restrictedUntil > now
  if (restricted || restHours !== undefined)
    return (await hold(Math.max(restHours ?? 0, restricted ? holdHoursWhenRestricted : 0))).letters
  // Where a link goes is masked; whoever wrote is known from his mail.
  return [{ kind: 'link', language, to: [maskAddress(registered)], holdEnds: null }]
}

function draw({ kind, language, to, holdEnds }: Leaving, { ticketId, origin, deskName }: Asked): LetterPreview {
  const { subject, text } = drawLetter({
    kind,
    language,
    deskName,
    ticketId,
    helpUrl: `${origin}/recover`,
    resetUrl: kind === 'link' ? `${origin}/reset/${hidden}` : null,
    contestUrl: kind === 'link' || kind === 'hold' ? `${origin}/not-me/${hidden}` : null,
    holdEnds,
    confirm: kind === 'confirm' ? { url: `${origin}/confirm`, code: hidden } : null,
    form: kind === 'ask' ? { url: `${origin}/form`, code: hidden } : null,
  })
  return { kind, to, language, subject, text }
}
