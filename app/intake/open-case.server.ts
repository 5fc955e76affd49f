import { sql } from 'drizzle-orm'
import type { Account } from '#app/accounts/account.ts'
import { type FoundBy, isByFacts } from '#app/accounts/found-by.ts'
import type { Claim } from '#app/claims/claim.ts'
import { type Difficulty, findDifficulty } from '#app/claims/difficult.ts'
import type { Tx } from '#app/db/db.server.ts'
import { jsonRows } from '#app/db/json-rows.server.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import type { MailKind } from '#app/mail/mail-kind.ts'
import type { Language, Range } from '#app/mail/parsed-mail.ts'
import type { Sender, SenderVerdict } from '#app/mail/sender.ts'
import { masked } from '#app/tickets/marked-text.ts'
import type { Recommendation, Route, TicketCategory, TicketState } from '#app/tickets/ticket.ts'
import { findClaimedAccount } from './claimed-account.server.ts'
import { claimedValues } from './mail-reading.ts'

/** The mail that opens a case. Its subject is masked already. */
export type OpeningMail = {
  subject: string
  text: string
  reply: readonly Range[]
  language: Language
  verdict: SenderVerdict
  claims: readonly Claim[]
  /** Where it is known already. */
  difficulty?: Difficulty | null | undefined
  arrivedAt: Date
}

type OpeningAccount = {
  account: Account | null
  foundBy: FoundBy | null
  /** One of several accounts that the mail names. */
  oneOfSeveral?: boolean
}

type Opening = { category: TicketCategory; setAside: boolean; now: Date }

export type OpenedCase = { ticketId: number; category: TicketCategory; sender: Sender; difficulty: Difficulty | null }

/** Opens a case for a mail; the mail itself is stored or moved there by the caller, who also weighs the case. */
export async function openCase(tx: Tx, mail: OpeningMail, opening: Opening): Promise<OpenedCase> {
  const { claims, verdict } = mail
  const recovery = opening.category === 'recovery'
  const named = { accountNumber: null, claims, senderAddress: verdict.address }
  const found = recovery ? await findClaimedAccount(tx, named) : null
  const foundBy = found && found.how !== 'none' ? found.how : null
  const [opened] = await openCases(tx, [{ ...mail, ...opening, account: found?.account ?? null, foundBy }])
  if (!opened) throw new Error('openCases opened no case for one mail')
  return opened
}

/** Opens a case for each mail, in their order; `account` is the one that a request for recovery claims. */
export async function openCases(
  tx: Tx,
  given: readonly (OpeningMail & Opening & OpeningAccount)[],
): Promise<OpenedCase[]> {
  if (given.length === 0) return []
  const senders = given.map(({ verdict, account }) => judgeSender(verdict, account))
  const rows = given.map((one, index) => rowOf(one, senders[index] as Sender))
  const opened = await tx.execute<{ id: string }>(sql`
    insert into tickets (category, state, account_number, account_found_by, claimed_account, subject, language,
      sender_address, sender_level, route, recommendation, difficulty, opened_at, changed_at)
    select * from json_to_recordset(${jsonRows(rows)}::json) given
      (category text, state text, account_number text, account_found_by text, claimed_account text, subject text,
        language text, sender_address text, sender_level text, route text, recommendation text, difficulty text,
        opened_at timestamptz, changed_at timestamptz)
    returning id`)
  return given.map(({ category }, index) => ({
    ticketId: Number((opened[index] as { id: string }).id),
    category,
    sender: senders[index] as Sender,
    difficulty: rows[index]?.difficulty ?? null,
  }))
}

function rowOf(mail: OpeningMail & Opening & OpeningAccount, sender: Sender) {
  const { category, setAside, account, foundBy, verdict, subject, language, arrivedAt, now } = mail
  return {
    category,
    state: (setAside ? 'set_aside' : 'new') satisfies TicketState,
    account_number: account?.number ?? null,
    account_found_by: account ? foundBy : null,
    claimed_account: claimedBy(mail),
    // How long a secret was is nobody's business either.
    subject: subject.replace(/•{4,}/g, masked),
    language,
    sender_address: verdict.address,
    sender_level: sender.level,
    route: 'none' satisfies Route,
    recommendation: category === 'recovery' ? ('ask' satisfies Recommendation) : null,
    difficulty: setAside ? null : mail.difficulty === undefined ? findDifficulty(mail) : mail.difficulty,
    opened_at: arrivedAt,
    changed_at: now,
  }
}

/** A number that nobody named is not shown as if somebody had. */
function claimedBy({ claims, account, foundBy, oneOfSeveral }: OpeningMail & OpeningAccount): string | null {
  if (oneOfSeveral && account) return account.number
  const [first] = claimedValues(claims, 'account_identifier')
  return first ?? (isByFacts(foundBy) ? null : (account?.number ?? null))
}

/** What a mail of this kind makes of the case that it opens. */
export function categoryOf(kind: MailKind): TicketCategory {
  return kind === 'recovery' || kind === 'abuse' || kind === 'question' ? kind : 'other'
}
