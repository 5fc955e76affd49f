import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#app/db/db.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import type { Account } from './account.ts'

/**
 * Writes accounts as they were reported, new or known; numbers must differ. Friends, blocks and questions become those
 * given. A new registered address ends the old one's standing: its version grows, it joins the former addresses, and
 * where nobody says when it changed, it changed now.
 */
export async function writeAccounts(tx: Tx, given: readonly Account[], now: Date): Promise<void> {
  if (given.length === 0) return
  const at = sql`${now.toISOString()}::timestamptz`
  const numbers = sql`${sql.param(given.map(({ number }) => number))}::text[]`
  await writeProfiles(tx, given, at)
  await writeFormerEmails(tx, given)
  await writeFriendships(tx, given, numbers)
  await writeBlocks(tx, given, numbers)
  await writeQuestions(tx, given, numbers)
}

/** Gives an account the password with this argon2id hash, as of `at`. */
export async function writePasswordHash(tx: Tx, number: string, passwordHash: string, at: Date): Promise<void> {
  await tx.update(accounts).set({ passwordHash, passwordChangedAt: at }).where(eq(accounts.number, number))
}

type Sql = ReturnType<typeof sql>

async function writeProfiles(tx: Tx, given: readonly Account[], at: Sql): Promise<void> {
  const profiles = json(given.map(({ friends, blocked, blockedBy, answers, formerEmails, ...profile }) => profile))
  await tx.execute(sql`
    insert into former_emails (account_number, address, until)
    select number, registered_email, ${at}
    from accounts join json_to_recordset(${profiles}) as given(number text, "registeredEmail" text) using (number)
    where registered_email <> "registeredEmail" or (registered_email is not null and "registeredEmail" is null)
    on conflict (account_number, address) do update set until = excluded.until`)
  await tx.execute(sql`
    insert into accounts (
      number, handle, registered_email, email_verified, email_changed_at, nickname, former_nicknames, real_name,
      birth_date, gender, country, province, city, phone, signed_up_at, visibility, add_policy, valuable, last_seen_at,
      updated_at
    )
    select
      number, handle, "registeredEmail", "emailVerified", "emailChangedAt", nickname, "formerNicknames", "realName",
      "birthDate", gender, country, province, city, phone, "signedUpAt", visibility, "addPolicy", valuable, "lastSeenAt",
      ${at}
    from json_to_recordset(${profiles}) as given(
      number text, handle text, "registeredEmail" text, "emailVerified" boolean, "emailChangedAt" timestamptz,
      nickname text, "formerNicknames" text[], "realName" text, "birthDate" date, gender text, country text,
      province text, city text, phone text, "signedUpAt" timestamptz, visibility text, "addPolicy" text,
      valuable boolean, "lastSeenAt" timestamptz
    )
    on conflict (number) do update set
      handle = excluded.handle,
      registered_email = excluded.registered_email,
      email_verified = excluded.email_verified,
      -- A date that is not newer than the last change belongs to the address before.
      email_changed_at = case
        when accounts.registered_email is not distinct from excluded.registered_email
          then coalesce(excluded.email_changed_at, accounts.email_changed_at)
        when excluded.email_changed_at > coalesce(accounts.email_changed_at, '-infinity') then excluded.email_changed_at
        else ${at}
      end,
      email_version = accounts.email_version
        + (accounts.registered_email is distinct from excluded.registered_email)::integer,
      email_dead_at = case
        when accounts.registered_email is not distinct from excluded.registered_email then accounts.email_dead_at
      end,
      nickname = excluded.nickname,
      former_nicknames = excluded.former_nicknames,
      real_name = excluded.real_name,
      birth_date = excluded.birth_date,
      gender = excluded.gender,
      country = excluded.country,
      province = excluded.province,
      city = excluded.city,
      phone = excluded.phone,
      signed_up_at = excluded.signed_up_at,
      visibility = excluded.visibility,
      add_policy = excluded.add_policy,
      valuable = excluded.valuable,
      last_seen_at = greatest(accounts.last_seen_at, excluded.last_seen_at),
      updated_at = excluded.updated_at`)
}

/** Only ever added to: a former address stays one, whatever a later report leaves out. */
async function writeFormerEmails(tx: Tx, given: readonly Account[]): Promise<void> {
  const rows = given.flatMap(({ number, formerEmails }) => formerEmails.map((former) => ({ number, ...former })))
  if (rows.length === 0) return
  await tx.execute(sql`
    insert into former_emails (account_number, address, until)
    select number, address, until
    from json_to_recordset(${json(rows)}) as given(number text, address text, until timestamptz)
    on conflict (account_number, address) do update set until = excluded.until`)
}

async function writeFriendships(tx: Tx, given: readonly Account[], numbers: Sql): Promise<void> {
  const rows = json(
    given.flatMap(({ number, friends }) =>
      friends.map(({ number: friend, ...friendship }) => ({ number, friend, ...friendship })),
    ),
  )
  // Most of a list stays as it was from one report to the next: only what differs is written.
  await tx.execute(sql`
    delete from friendships
    where account_number = any(${numbers}) and (account_number, friend_number) not in (
      select number, friend from json_to_recordset(${rows}) as given(number text, friend text)
    )`)
  await tx.execute(sql`
    insert into friendships (account_number, friend_number, since, begun_by, last_traffic_at, ended_at)
    select number, friend, since, "begunBy", "lastTrafficAt", "endedAt"
    from json_to_recordset(${rows}) as given(
      number text, friend text, since timestamptz, "begunBy" text, "lastTrafficAt" timestamptz, "endedAt" timestamptz
    )
    on conflict (account_number, friend_number) do update set
      since = excluded.since, begun_by = excluded.begun_by, last_traffic_at = excluded.last_traffic_at,
      ended_at = excluded.ended_at
    where (friendships.since, friendships.begun_by, friendships.last_traffic_at, friendships.ended_at)
      is distinct from (excluded.since, excluded.begun_by, excluded.last_traffic_at, excluded.ended_at)`)
}

async function writeBlocks(tx: Tx, given: readonly Account[], numbers: Sql): Promise<void> {
  const rows = json(given.flatMap(({ number, blocked }) => blocked.map((other) => ({ number, blocked: other }))))
  await tx.execute(sql`delete from blocks where account_number = any(${numbers})`)
  await tx.execute(sql`
    insert into blocks (account_number, blocked_number)
    select number, blocked from json_to_recordset(${rows}) as given(number text, blocked text)`)
}

async function writeQuestions(tx: Tx, given: readonly Account[], numbers: Sql): Promise<void> {
  const rows = json(
    given.flatMap(({ number, answers }) => answers.map((answer, at) => ({ number, position: at + 1, ...answer }))),
  )
  await tx.execute(sql`delete from security_questions where account_number = any(${numbers})`)
  await tx.execute(sql`
    insert into security_questions (account_number, position, question, answer_hash)
    select number, position, question, hash
    from json_to_recordset(${rows}) as given(number text, position integer, question text, hash text)`)
}

/** One parameter for any number of rows: a statement takes 65,535 of them at most. */
function json(rows: readonly unknown[]): Sql {
  return sql`${JSON.stringify(rows)}::json`
}
