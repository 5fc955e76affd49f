import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { type AccountQuery, type FoundAccount, findAccountFor } from '#app/accounts/find.server.ts'
import { type FoundBy, isByFacts } from '#app/accounts/found-by.ts'
import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { claimedValues, personKinds } from './mail-reading.ts'

type Named = { accountNumber: string | null; claims: readonly Claim[]; senderAddress: string | null }

/** What to look for: the account that a case has, else the one that its claims or its sender name, or its facts mean. */
export function accountQuery({ accountNumber, claims, senderAddress }: Named): AccountQuery {
  const addresses = [senderAddress, ...claimedValues(claims, 'registered_email')].filter((address) => address !== null)
  if (accountNumber) return { identifiers: [accountNumber], addresses }
  return { identifiers: claimedValues(claims, 'account_identifier'), addresses, facts: { claims, senderAddress } }
}

/**
 * The account of a case that holds whatever else is said; null for one that was found by facts, which is looked for
 * anew with all that is claimed by then.
 */
export function settledAccount({ accountNumber, accountFoundBy }: CaseAccount): string | null {
  return isByFacts(accountFoundBy) ? null : accountNumber
}

type CaseAccount = { accountNumber: string | null; accountFoundBy: FoundBy | null }

/** The account that a case is about: see {@link accountQuery}. */
export function findClaimedAccount(tx: Tx, named: Named): Promise<FoundAccount> {
  return findAccountFor(tx, accountQuery(named))
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
    .select({
      accountNumber: tickets.accountNumber,
      accountFoundBy: tickets.accountFoundBy,
      senderAddress: tickets.senderAddress,
    })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  if (!ticket) throw new Error(`There is no ticket ${ticketId} to judge the senders of`)
  const { account } = await findClaimedAccount(tx, {
    accountNumber: settledAccount(ticket),
    senderAddress: ticket.senderAddress,
    claims: await readAcceptedClaims(tx, ticketId),
  })
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
