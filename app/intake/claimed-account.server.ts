import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Account } from '#app/accounts/account.ts'
import { findAccountFor } from '#app/accounts/find.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { claimedValues, personKinds } from './mail-reading.ts'

type Named = { accountNumber: string | null; claims: readonly Claim[]; senderAddress: string | null }

/** The account that a case is about: the one that it has, else the one that its claims or its sender name. */
export async function findClaimedAccount(tx: Tx, named: Named): Promise<Account | null> {
  const identifiers = named.accountNumber ? [named.accountNumber] : claimedValues(named.claims, 'account_identifier')
  const addresses = [named.senderAddress, ...claimedValues(named.claims, 'registered_email')].filter(
    (address) => address !== null,
  )
  const { account } = await findAccountFor(tx, { identifiers, addresses })
  return account
}

/** The claims of a ticket's accepted mails. */
export function readAcceptedClaims(tx: Tx, ticketId: number): Promise<Claim[]> {
  const { kind, value, raw, source, start, end } = claims
  return tx
    .select({ kind, value, raw, source, start, end })
    .from(claims)
    .innerJoin(messages, eq(claims.messageId, messages.id))
    .where(
      and(eq(claims.ticketId, ticketId), eq(messages.quarantined, false), inArray(messages.kind, [...personKinds])),
    )
    .orderBy(asc(claims.id))
}

/**
 * Judges the senders of a ticket's accepted mails anew: a mail that came while no account was known says nothing yet
 * of how its sender stands to that account. To be called before weighing, when mails or the account of a case change.
 */
export async function judgeSendersAgain(tx: Tx, ticketId: number): Promise<void> {
  const [ticket] = await tx
    .select({ accountNumber: tickets.accountNumber, senderAddress: tickets.senderAddress })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  if (!ticket) throw new Error(`There is no ticket ${ticketId} to judge the senders of`)
  const account = await findClaimedAccount(tx, { ...ticket, claims: await readAcceptedClaims(tx, ticketId) })
  const mails = await tx
    .select({ id: messages.id, level: messages.level, verdict: messages.verdict })
    .from(messages)
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false)))
  for (const mail of mails) {
    const { level, reasons } = judgeSender(mail.verdict, account)
    if (level === mail.level) continue
    await tx
      .update(messages)
      .set({ level, levelReasons: [...reasons] })
      .where(eq(messages.id, mail.id))
  }
}
