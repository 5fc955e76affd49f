import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Account } from '#app/accounts/account.ts'
import { type AccountQuery, findAccountFor } from '#app/accounts/find.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { claimedValues, personKinds } from './mail-reading.ts'

type Named = { accountNumber: string | null; claims: readonly Claim[]; senderAddress: string | null }

/** What to look for: the account that a case has, else the one that its claims or its sender name. */
export function accountQuery({ accountNumber, claims, senderAddress }: Named): AccountQuery {
  const identifiers = accountNumber ? [accountNumber] : claimedValues(claims, 'account_identifier')
  const addresses = [senderAddress, ...claimedValues(claims, 'registered_email')].filter((address) => address !== null)
  return { identifiers, addresses }
}

/** The account that a case is about: see {@link accountQuery}. */
export async function findClaimedAccount(tx: Tx, named: Named): Promise<Account | null> {
  const { account } = await findAccountFor(tx, accountQuery(named))
  return account
}

/** The claims of tickets' accepted mails, with the ticket of each. */
export function readClaimsOf(tx: Tx, ticketIds: readonly number[]): Promise<(Claim & { ticketId: number })[]> {
  const { ticketId, kind, value, raw, source, start, end } = claims
  return tx
    .select({ ticketId, kind, value, raw, source, start, end })
    .from(claims)
    .innerJoin(messages, eq(claims.messageId, messages.id))
    .where(
      and(
        inArray(ticketId, [...ticketIds]),
        eq(messages.quarantined, false),
        isNull(claims.struckAt),
        inArray(messages.kind, [...personKinds, 'form']),
      ),
    )
    .orderBy(asc(claims.id))
}

/** The claims of a ticket's accepted mails. */
export async function readAcceptedClaims(tx: Tx, ticketId: number): Promise<Claim[]> {
  const found = await readClaimsOf(tx, [ticketId])
  return found.map(({ ticketId: _, ...claim }) => claim)
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
    // Answers from our own page were signed by nobody: they keep the level of the case they came to.
    .where(and(eq(messages.ticketId, ticketId), eq(messages.quarantined, false), ne(messages.kind, 'form')))
  for (const mail of mails) {
    const { level, reasons } = judgeSender(mail.verdict, account)
    if (level === mail.level) continue
    await tx
      .update(messages)
      .set({ level, levelReasons: [...reasons] })
      .where(eq(messages.id, mail.id))
  }
}
