import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import type { MailKind } from '#app/mail/mail-kind.ts'
import type { Language } from '#app/mail/parsed-mail.ts'
import type { Sender, SenderVerdict } from '#app/mail/sender.ts'
import { masked } from '#app/tickets/marked-text.ts'
import type { TicketCategory } from '#app/tickets/ticket.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { findClaimedAccount } from './claimed-account.server.ts'
import { claimedValues } from './mail-reading.ts'

/** The mail that opens a case. Its subject is masked already. */
export type OpeningMail = {
  subject: string
  language: Language
  verdict: SenderVerdict
  claims: readonly Claim[]
  arrivedAt: Date
}

type Opening = { category: TicketCategory; setAside: boolean; now: Date }

export type OpenedCase = { ticketId: number; category: TicketCategory; sender: Sender }

/** Opens a case for a mail; the mail itself is stored or moved there by the caller, who also weighs the case. */
export async function openCase(
  tx: Tx,
  { subject, language, verdict, claims, arrivedAt }: OpeningMail,
  { category, setAside, now }: Opening,
): Promise<OpenedCase> {
  const recovery = category === 'recovery'
  const senderAddress = verdict.address
  const account = recovery ? await findClaimedAccount(tx, { accountNumber: null, claims, senderAddress }) : null
  const sender = judgeSender(verdict, account)
  const [opened] = await tx
    .insert(tickets)
    .values({
      category,
      state: setAside ? 'set_aside' : 'new',
      accountNumber: account?.number ?? null,
      claimedAccount: claimedValues(claims, 'account_identifier')[0] ?? account?.number ?? null,
      // How long a secret was is nobody's business either.
      subject: subject.replace(/•{4,}/g, masked),
      language,
      senderAddress,
      senderLevel: sender.level,
      route: 'none',
      recommendation: recovery ? 'ask' : null,
      openedAt: arrivedAt,
      changedAt: now,
    })
    .returning({ id: tickets.id })
  return { ticketId: (opened as { id: number }).id, category, sender }
}

/** What a mail of this kind makes of the case that it opens. */
export function categoryOf(kind: MailKind): TicketCategory {
  return kind === 'recovery' || kind === 'abuse' || kind === 'question' ? kind : 'other'
}
