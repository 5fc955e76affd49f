import type { Db, Tx } from '#app/db/db.server.ts'
import { normalAddress } from '#app/mail/address.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'

/** The desk's own addresses, as a reader of mails knows them. */
export type OwnAddresses = {
  has: (address: string) => boolean
  /** Looks at the mailboxes anew, at most twice a minute. */
  refresh: (now: Date) => Promise<void>
}

const freshMs = 30_000

/** Our own addresses: the one that our letters come from, and that of every mailbox, also of one that is paused. */
export async function listOwnAddresses(db: Db | Tx, deskAddress: string): Promise<ReadonlySet<string>> {
  const rows = await db.select({ address: mailboxes.address }).from(mailboxes)
  const all = [deskAddress, ...rows.map(({ address }) => address)]
  return new Set(all.flatMap((address) => normalAddress(address) ?? []))
}

/** The same, kept at hand between mails. */
export function openOwnAddresses(db: Db, deskAddress: string): OwnAddresses {
  let known: ReadonlySet<string> = new Set()
  let freshUntil = 0
  return {
    has: (address) => known.has(address),
    async refresh(now) {
      if (now.getTime() < freshUntil) return
      known = await listOwnAddresses(db, deskAddress)
      freshUntil = now.getTime() + freshMs
    },
  }
}
