import type { Account } from '#app/accounts/account.ts'
import { findAccounts, type NamedAccount } from '#app/accounts/find.server.ts'
import type { FoundBy } from '#app/accounts/found-by.ts'
import { friendsListed } from '#app/accounts/listed-friends.ts'
import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { signatureMarks } from '#app/mail/dkim-signature.ts'
import { type Hint, threadHints } from '#app/mail/thread.ts'
import { type BouncedLetter, findBouncedLetters } from './bounced-letter.server.ts'
import { accountQuery, settledAccount } from './claimed-account.server.ts'
import type { Involvement } from './independent.ts'
import { type LockedForMail, lockTickets } from './lock-tickets.server.ts'
import { claimedValues, personKinds } from './mail-reading.ts'
import type { ReadMail } from './taken-mail.ts'

/** A ticket that a mail names, locked, with what decides whether the mail may join it. */
export type NamedTicket = LockedForMail & { hint: Hint }

/** A read mail with what the database holds of where it belongs. */
export type LookedUp = ReadMail & {
  /** The first of the tickets it names that exists. */
  named: NamedTicket | null
  /** Of the ticket it names; without one, of its own claims and sender where it asks for a recovery. */
  account: Account | null
  /** What led to it. */
  foundBy: FoundBy | null
  /** Other accounts that it names as its writer's own: each gets a case. */
  also: readonly NamedAccount[]
  bounced: BouncedLetter | null
  involvement: Involvement
}

/**
 * Looks up the tickets and accounts of read mails, all at once, and locks the tickets.
 *
 * @param fetched accounts that this transaction has fetched already; what is fetched now is added
 */
export async function lookUp(
  tx: Tx,
  mails: readonly ReadMail[],
  key: Uint8Array,
  fetched: Map<string, Account>,
): Promise<LookedUp[]> {
  const bounced = await findBounced(tx, mails, key)
  const hints = mails.map((one, index) => hintsOf(one, bounced[index] ?? null, key))
  const known = await lockTickets(
    tx,
    hints.flatMap(({ ids }) => ids),
  )
  const named = hints.map(({ ids, letters }): NamedTicket | null => {
    const first = ids.map((id) => known.get(id)).find((found) => found !== undefined)
    return first ? { ...first, hint: letters.includes(first.ticket.id) ? 'letter' : 'number' } : null
  })
  const found = await findAccounts(
    tx,
    mails.map(({ reading }, index) => {
      const at = named[index]
      if (at) return accountQuery({ accountNumber: at.ticket.accountNumber, claims: [], senderAddress: null })
      const { claims, verdict, kind } = reading
      const asks = kind === 'recovery'
      if (!asks) return nothingAsked
      return { ...accountQuery({ accountNumber: null, claims, senderAddress: verdict.address }), several: true }
    }),
    fetched,
  )
  return mails.map((one, index) => {
    const { account = null, how = 'none' } = found[index] ?? {}
    const also = ownAmong(found[index]?.also ?? [], one.reading.claims)
    for (const own of [account, ...also.map((other) => other.account)]) if (own) fetched.set(own.number, own)
    const at = named[index] ?? null
    const lost = at === null && (hints[index]?.ids.length ?? 0) > 0
    const accounts = [...(account ? [account] : []), ...also.map((other) => other.account)]
    const involvement = involvementOf(one, at, accounts, lost)
    const foundBy = how === 'none' ? null : how
    return { ...one, named: at, account, foundBy, also, bounced: bounced[index] ?? null, involvement }
  })
}

/** Without those that are somebody else's: friends, and whom he blacklisted. */
function ownAmong(also: readonly NamedAccount[], claims: readonly Claim[]): NamedAccount[] {
  if (claims.some(({ kind }) => kind === 'third_party')) return []
  const others = [...claimedValues(claims, 'friend_numbers'), ...claimedValues(claims, 'blocked_number')]
  return also.filter(({ account }) => !others.includes(account.number))
}

const nothingAsked = { identifiers: [], addresses: [] }

async function findBounced(tx: Tx, mails: readonly ReadMail[], key: Uint8Array): Promise<(BouncedLetter | null)[]> {
  const reports = mails.filter(({ reading }) => reading.kind === 'bounce' || reading.kind === 'complaint')
  const found = await findBouncedLetters(
    tx,
    reports.map(({ mail }) => mail.bytes),
    key,
  )
  return mails.map((one) => found[reports.indexOf(one)] ?? null)
}

/** Which tickets a mail names, the likeliest first. Machine mail belongs only to letters of ours that it answers. */
function hintsOf({ reading }: ReadMail, bounced: BouncedLetter | null, key: Uint8Array) {
  const { signed, numbers } = threadHints(reading.mail, key)
  // Spam that names a ticket is held like any stranger's mail: what it says must not slip into the case.
  const byMachine = !personKinds.includes(reading.kind) && reading.kind !== 'spam'
  if (byMachine) return { ids: bounced ? [bounced.ticketId] : [...signed], letters: signed }
  return { ids: [...signed, ...numbers], letters: signed }
}

/** @param lost it names tickets, and none of them exists: one before it in the batch may be about to open it */
function involvementOf(
  { mail, reading }: ReadMail,
  named: NamedTicket | null,
  accounts: readonly Account[],
  lost: boolean,
): Involvement {
  const ticket = named?.ticket ?? null
  const senders = [reading.verdict.address, ticket?.senderAddress ?? null].filter((address) => address !== null)
  const weighed = reading.kind === 'recovery' || ticket?.category === 'recovery'
  return {
    changes: [
      `bytes ${Buffer.from(mail.sha256).toString('hex')}`,
      ...signatureMarks(reading.mail.headers).map((mark) => `signature ${mark}`),
      ...new Set(senders.map((address) => `sender ${address}`)),
      ...accounts.map(({ number }) => `account ${number}`),
      ...[ticket, named?.goesOnIn?.ticket].flatMap((one) => (one ? [`ticket ${one.id}`] : [])),
      ...(named?.goesOnIn?.ticket.accountNumber ? [`account ${named.goesOnIn.ticket.accountNumber}`] : []),
    ],
    // Whether a friend that is listed has a case of his own is part of the evidence; a ticket may list more than its mail.
    looksAt: accounts
      .flatMap((account) =>
        ticket
          ? account.friends.map(({ number }) => number)
          : friendsListed(account, claimedValues(reading.claims, 'friend_numbers')),
      )
      .map((number) => `account ${number}`),
    // Which account a ticket is about that nobody named is found only when all its claims are weighed.
    alone: lost || (ticket !== null && weighed && settledAccount(ticket) === null),
  }
}
