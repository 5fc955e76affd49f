import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { appendAudit } from '#app/audit/audit.server.ts'
import type { Db } from '#app/db/db.server.ts'
import { claimTry, type DeviceMark, forgiveTry, markDevice, type SignInTry } from '#app/sign-in/failures.server.ts'
import { passwordFits } from '#app/sign-in/password-hash.server.ts'
import { hashSessionToken, makeSessionToken } from '#app/sign-in/session-token.server.ts'
import { accountSessions, accounts } from '#drizzle/schema/accounts.ts'
import { readAccountNumber } from './account-number.ts'

/** How long an account holder stays signed in, in milliseconds. */
export const accountSessionMs = 24 * 60 * 60_000

export type AccountHolder = {
  number: string
  nickname: string | null
  passwordChangedAt: Date | null
  /** Handed to a new address of late: until then a new password takes a waiting time. */
  restrictedUntil: Date | null
  /** Open sessions, the newest first. */
  sessions: { createdAt: Date; expiresAt: Date; thisOne: boolean }[]
}

/**
 * Signs an account holder in. A wrong password, an account without one and a number that nobody has are answered alike
 * and cost the same time.
 *
 * @returns the token for the cookie, which is nowhere stored, and the mark by which the device is known next time
 */
export async function signInAccount(
  db: Db,
  given: { number: string; password: string; network: string | null; device?: DeviceMark; now: Date },
): Promise<{ token: string; mark: string | null } | { refusal: 'wrong' | 'wait'; waitUntil: Date | null }> {
  const number = readAccountNumber(given.number)
  const { network, device, now } = given
  const attempt: SignInTry = { kind: 'account', name: number ?? given.number, network, device, now }
  const waitUntil = await claimTry(db, attempt)
  if (waitUntil) return { refusal: 'wait', waitUntil }
  const [found] = await db
    .select({ number: accounts.number, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.number, number ?? ''))
  const fits = await passwordFits(found?.passwordHash, given.password)
  if (!found || !fits) return { refusal: 'wrong', waitUntil: null }
  const { token, tokenHash } = makeSessionToken()
  return db.transaction(async (tx) => {
    const [same] = await tx
      .select({ passwordHash: accounts.passwordHash })
      .from(accounts)
      .where(eq(accounts.number, found.number))
      .for('update')
    // A reset came between: the session it would have ended must not begin after it.
    if (same?.passwordHash !== found.passwordHash) return { refusal: 'wrong', waitUntil: null } as const
    await forgiveTry(tx, attempt)
    await tx.insert(accountSessions).values({
      tokenHash,
      accountNumber: found.number,
      createdAt: now,
      expiresAt: new Date(now.getTime() + accountSessionMs),
    })
    // The holder is here: an address that refused a letter once is worth another try.
    await tx.update(accounts).set({ lastSeenAt: now, emailDeadAt: null }).where(eq(accounts.number, found.number))
    await appendAudit(tx, [
      {
        verb: 'account_signed_in',
        at: now,
        staffId: null,
        ticketId: null,
        accountNumber: found.number,
        details: {},
      },
    ])
    return { token, mark: markDevice(attempt) }
  })
}

/** Who a session's token belongs to, with what his page shows; null where the session has ended. */
export async function findAccountHolder(db: Db, token: string, now: Date): Promise<AccountHolder | null> {
  const tokenHash = hashSessionToken(token)
  const [holder] = await db
    .select({
      number: accounts.number,
      nickname: accounts.nickname,
      passwordChangedAt: accounts.passwordChangedAt,
      restrictedUntil: accounts.restrictedUntil,
    })
    .from(accountSessions)
    .innerJoin(accounts, eq(accounts.number, accountSessions.accountNumber))
    .where(
      and(
        eq(accountSessions.tokenHash, tokenHash),
        isNull(accountSessions.endedAt),
        gt(accountSessions.expiresAt, now),
      ),
    )
  if (!holder) return null
  const open = await db
    .select({
      tokenHash: accountSessions.tokenHash,
      createdAt: accountSessions.createdAt,
      expiresAt: accountSessions.expiresAt,
    })
    .from(accountSessions)
    .where(
      and(
        eq(accountSessions.accountNumber, holder.number),
        isNull(accountSessions.endedAt),
        gt(accountSessions.expiresAt, now),
      ),
    )
    .orderBy(desc(accountSessions.createdAt))
  return {
    ...holder,
    restrictedUntil: holder.restrictedUntil && holder.restrictedUntil > now ? holder.restrictedUntil : null,
    sessions: open.map(({ createdAt, expiresAt, ...row }) => ({
      createdAt,
      expiresAt,
      thisOne: Buffer.compare(row.tokenHash, tokenHash) === 0,
    })),
  }
}

/** Ends this session, or with it every session of the account. */
export async function signOutAccount(
  db: Db,
  { token, everywhere, now }: { token: string; everywhere: boolean; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(accountSessions)
      .set({ endedAt: now })
      .where(
        and(
          eq(accountSessions.tokenHash, hashSessionToken(token)),
          isNull(accountSessions.endedAt),
          gt(accountSessions.expiresAt, now),
        ),
      )
      .returning({ accountNumber: accountSessions.accountNumber })
    if (!ended) return
    if (everywhere)
      await tx
        .update(accountSessions)
        .set({ endedAt: now })
        .where(and(eq(accountSessions.accountNumber, ended.accountNumber), isNull(accountSessions.endedAt)))
    await appendAudit(tx, [
      {
        verb: 'account_signed_out',
        at: now,
        staffId: null,
        ticketId: null,
        accountNumber: ended.accountNumber,
        details: { everywhere },
      },
    ])
  })
}
