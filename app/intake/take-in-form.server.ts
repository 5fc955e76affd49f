import { eq } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import { maskSecrets } from '#app/claims/mask-secrets.ts'
import type { Db, Tx } from '#app/db/db.server.ts'
import type { Policy } from '#app/evidence/policy.ts'
import type { SenderVerdict } from '#app/mail/sender.ts'
import { listOwnAddresses } from '#app/mailboxes/own-addresses.server.ts'
import { putContents } from '#app/mailboxes/raw-contents.server.ts'
import type { FoundReset } from '#app/resets/find-reset.server.ts'
import { resetMs } from '#app/resets/reset-token.ts'
import { addTakingIn } from '#app/self-service/evidence-form.server.ts'
import { drawAnswers, type FormAnswers } from '#app/self-service/evidence-form.ts'
import { messageTerms } from '#app/tickets/search-words.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { forms } from '#drizzle/schema/forms.ts'
import { messages, rawMails } from '#drizzle/schema/mails.ts'
import { messageWords } from '#drizzle/schema/search.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { judgeSendersAgain, settledAccount } from './claimed-account.server.ts'
import { wakes, wakeUp } from './join-ticket.server.ts'
import { lockTickets } from './lock-tickets.server.ts'
import { withoutOwn } from './own-addresses.ts'
import { restBehind } from './rest-behind.server.ts'
import { voidLinks } from './void-approval.server.ts'
import { formSpeaksTo, voidByForm } from './void-merged.server.ts'
import { weighTicket } from './weigh.server.ts'

type Taking = { formId: number; policy: Policy; deskAddress: string; now: Date }
type Ticket = typeof tickets.$inferSelect

/**
 * Lets the answers of a form into the case that asked for them, once: they are kept like a mail, their claims are
 * weighed with the others, and the case wakes. New claims void the link that was approved without them; so while one
 * still works the answers wait for its end, or an owner who answers what we asked would kill the link in his mailbox.
 * Of a case that is merged into another, what is under way there counts alike.
 *
 * @returns the case, or null where the answers wait, were taken in already, or there are none
 */
export async function takeInForm(db: Db, { formId, policy, deskAddress, now }: Taking): Promise<number | null> {
  return db.transaction(async (tx) => {
    const [form] = await tx.select().from(forms).where(eq(forms.id, formId)).for('update')
    if (!form?.answers || !form.answeredAt || form.takenInAt !== null) return null
    const { ticketId, recipient, answers, answeredAt } = form
    const locked = (await lockTickets(tx, [ticketId])).get(ticketId)
    if (!locked) throw new Error(`Form ${formId} belongs to no case`)
    const { ticket, links } = locked
    const target = formSpeaksTo(locked, recipient)
    const until = endOf([...links, ...(target?.links ?? [])], now)
    if (until) {
      await addTakingIn(tx, formId, until)
      return null
    }
    const said = await keepAnswers(tx, { ticket, recipient, answers, deskAddress, arrivedAt: answeredAt })
    await tx
      .update(tickets)
      .set({
        ...(wakes.includes(ticket.state) && wakeUp(ticket, now)),
        version: ticket.version + 1,
        snoozedUntil: null,
        changedAt: now,
      })
      .where(eq(tickets.id, ticketId))
    if (ticket.category === 'recovery') {
      if (settledAccount(ticket) === null) await judgeSendersAgain(tx, ticketId)
      await restBehind(tx, [await weighTicket(tx, { ticketId, policy, now })], now)
    }
    if (said.length > 0) await voidLinks(tx, links, { ticketId, now })
    if (target) await voidByForm(tx, { id: formId, said, from: ticketId, target }, now)
    await tx.update(forms).set({ takenInAt: now }).where(eq(forms.id, formId))
    const details = { form: formId, claims: said.length }
    await appendAudit(tx, [
      { verb: 'form_answered', at: now, staffId: null, ticketId, accountNumber: ticket.accountNumber, details },
    ])
    return ticketId
  })
}

/** When the last of the links works no more; null where none does. A link whose letter is not sent yet has its hour. */
function endOf(links: readonly FoundReset[], now: Date): Date | null {
  const ends = links.map(({ expiresAt }) => expiresAt?.getTime() ?? now.getTime() + resetMs)
  const last = Math.max(0, ...ends)
  return last > now.getTime() ? new Date(last) : null
}

/** Keeps the answers as bytes, as a message beside the mails, as claims, and as words to find it by. */
async function keepAnswers(
  tx: Tx,
  given: { ticket: Ticket; recipient: string; answers: FormAnswers; deskAddress: string; arrivedAt: Date },
): Promise<readonly Claim[]> {
  const { ticket, recipient, answers, deskAddress, arrivedAt } = given
  const drawn = drawAnswers(answers, { senderAddress: recipient, deskAddress })
  const claimed = withoutOwn(drawn.claims, await listOwnAddresses(tx, deskAddress))
  const secrets = claimed.filter(({ kind }) => kind === 'secret_sent')
  const { text, subject } = maskSecrets({ subject: 'Tell us more', text: drawn.text }, { subject: [], text: secrets })
  const [sha256] = await putContents(tx, [new TextEncoder().encode(drawn.text)])
  const [raw] = await tx
    .insert(rawMails)
    .values({
      sha256,
      arrivedAt,
      state: 'done',
      kind: 'form',
      attempts: 1,
      reason: 'Answers from our own page',
      trace: [{ step: 'form', outcome: `${claimed.length} claims`, ms: 0 }],
    })
    .returning({ id: rawMails.id })
  const [message] = await tx
    .insert(messages)
    .values({
      ticketId: ticket.id,
      rawMailId: (raw as { id: number }).id,
      kind: 'form',
      senderAddress: recipient,
      level: ticket.senderLevel,
      levelReasons: ['the code from our letter was typed on our page'],
      verdict: nothingToVerify(recipient),
      subject,
      text,
      reply: [{ start: 0, end: text.length }],
      language: ticket.language,
      arrivedAt,
    })
    .returning({ id: messages.id })
  const messageId = (message as { id: number }).id
  const filenames: string[] = []
  const said = { subject, text, senderAddress: recipient, senderName: '', filenames, arrivedAt }
  await tx.insert(messageWords).values({ messageId, arrivedAt, terms: messageTerms(said) })
  if (claimed.length > 0)
    await tx.insert(claims).values(claimed.map((claim) => ({ ...claim, ticketId: ticket.id, messageId })))
  return claimed
}

/** Nothing of a form was signed: who answered shows by the code alone, and the case keeps the level of its mails. */
function nothingToVerify(address: string): SenderVerdict {
  return {
    address,
    displayName: '',
    mentioned: [address],
    malformed: [],
    dkim: [],
    spf: null,
    dmarc: { result: 'none', policy: null, by: null },
    arc: { result: 'none', sealer: null },
    replyElsewhere: false,
    timedOut: false,
    dns: [],
  }
}
