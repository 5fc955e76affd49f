import { and, eq, gt, ne } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { isSendable } from '#app/outbox/automatic-letter.ts'
import { accounts, formerEmails } from '#drizzle/schema/accounts.ts'

/** Former addresses are told for so long after they were replaced, in milliseconds. */
const formerAddressMs = 30 * 24 * 60 * 60_000

/** Every address that is told what happens to an account: the registered one, and those that were until lately. */
export async function channelsOf(tx: Tx, accountNumber: string, now: Date): Promise<string[]> {
  const [account] = await tx
    .select({ address: accounts.registeredEmail })
    .from(accounts)
    .where(eq(accounts.number, accountNumber))
  const registered = account?.address ?? ''
  const former = await tx
    .select({ address: formerEmails.address })
    .from(formerEmails)
    .where(
      and(
        eq(formerEmails.accountNumber, accountNumber),
        ne(formerEmails.address, registered),
        gt(formerEmails.until, new Date(now.getTime() - formerAddressMs)),
      ),
    )
    .orderBy(formerEmails.address)
  return [registered, ...former.map(({ address }) => address)].filter(isSendable)
}
