import type { Account } from '#app/accounts/account.ts'
import { writeAccounts } from '#app/accounts/write.server.ts'
import type { TestDatabase } from '#tests/database/database.ts'

/** Puts accounts into a test's database, as an import would. */
export async function putAccounts(database: TestDatabase, accounts: readonly Account[], now: Date): Promise<void> {
  await database.owner.db.transaction((tx) => writeAccounts(tx, accounts, now))
}
