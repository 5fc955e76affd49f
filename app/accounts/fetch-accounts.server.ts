import { inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import type { Account, FormerEmail, Friendship, SecurityQuestion } from './account.ts'

/** The whole accounts by number, in one round trip. */
export async function fetchAccounts(db: Db | Tx, numbers: readonly string[]): Promise<Map<string, Account>> {
  if (numbers.length === 0) return new Map()
  // Columns by name: the password's hash stays where it is, and the workers may not read it.
  const rows = await db
    .select({
      number: accounts.number,
      handle: accounts.handle,
      registeredEmail: accounts.registeredEmail,
      emailVerified: accounts.emailVerified,
      emailChangedAt: accounts.emailChangedAt,
      nickname: accounts.nickname,
      formerNicknames: accounts.formerNicknames,
      realName: accounts.realName,
      birthDate: accounts.birthDate,
      gender: accounts.gender,
      country: accounts.country,
      province: accounts.province,
      city: accounts.city,
      phone: accounts.phone,
      signedUpAt: accounts.signedUpAt,
      visibility: accounts.visibility,
      addPolicy: accounts.addPolicy,
      valuable: accounts.valuable,
      lastSeenAt: accounts.lastSeenAt,
      formerEmails: sql<Json<FormerEmail>[]>`coalesce((
        select json_agg(json_build_object('address', address, 'until', until) order by until, address)
        from former_emails where account_number = ${accounts.number}), '[]')`,
      friends: sql<Json<Friendship>[]>`coalesce((
        select json_agg(json_build_object('number', friend_number, 'since', since, 'begunBy', begun_by,
          'lastTrafficAt', last_traffic_at, 'endedAt', ended_at) order by friend_number)
        from friendships where account_number = ${accounts.number}), '[]')`,
      blocked: sql<string[]>`array(
        select blocked_number from blocks where account_number = ${accounts.number} order by 1)`,
      blockedBy: sql<string[]>`array(
        select account_number from blocks where blocked_number = ${accounts.number} order by 1)`,
      answers: sql<SecurityQuestion[]>`coalesce((
        select json_agg(json_build_object('question', question, 'hash', answer_hash) order by position)
        from security_questions where account_number = ${accounts.number}), '[]')`,
    })
    .from(accounts)
    .where(inArray(accounts.number, [...new Set(numbers)]))
  return new Map(
    rows.map((row) => [
      row.number,
      {
        ...row,
        formerEmails: row.formerEmails.map(({ address, until }) => ({ address, until: new Date(until) })),
        friends: row.friends.map((friend) => ({
          ...friend,
          since: readInstant(friend.since),
          lastTrafficAt: readInstant(friend.lastTrafficAt),
          endedAt: readInstant(friend.endedAt),
        })),
      },
    ]),
  )
}

/** A value as it comes out of JSON. */
type Json<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] }

function readInstant(given: string | null): Date | null {
  return given === null ? null : new Date(given)
}
