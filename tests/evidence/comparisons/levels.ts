import type { Account } from '#app/accounts/account.ts'
import type { ClaimKind } from '#app/claims/claim.ts'
import { type Comparison, levelsStated } from '#app/evidence/comparison.ts'
import { anAccount } from '#tests/factories/account.ts'
import { claimsOf } from '#tests/factories/claims.ts'
import { aCase } from '#tests/factories/subject.ts'

export type Stated = Partial<Record<ClaimKind, string | readonly string[]>>

/** What a comparison makes of these claims about Mei's account, or about one that differs from it. */
export function levelsFor(comparison: Comparison, stated: Stated, account: Partial<Account> = {}): string[] {
  return levelsStated(comparison, aCase({ claims: claimsOf(stated), account: anAccount(account) }))
}
