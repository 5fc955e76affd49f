import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Account } from '#app/accounts/account.ts'
import { findAccounts } from '#app/accounts/find.server.ts'
import { type FoundBy, isByFacts } from '#app/accounts/found-by.ts'
import { fetchSurroundingsOf } from '#app/accounts/surroundings.server.ts'
import type { Claim } from '#app/claims/claim.ts'
import type { Tx } from '#app/db/db.server.ts'
import { hexOf, jsonRows } from '#app/db/json-rows.server.ts'
import { assess } from '#app/evidence/assess.ts'
import type { Assessment } from '#app/evidence/assessment.ts'
import type { EvidenceSender } from '#app/evidence/compare.ts'
import { hashInputs } from '#app/evidence/inputs-hash.ts'
import type { Policy } from '#app/evidence/policy.ts'
import { targetOf } from '#app/evidence/recommend.ts'
import { senderLevels } from '#app/mail/sender.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { accountQuery, readClaimsOf, settledAccount } from './claimed-account.server.ts'
import { claimedValues, personKinds } from './mail-reading.ts'
import { standsBehind } from './stand-behind.ts'

export type Weighed = {
  ticketId: number
  assessmentId: number
  assessment: Assessment
  inputsHash: Uint8Array
  /** Another case of the account has its place in the queue. */
  behind: boolean
}

type Weighing = { policy: Policy; now: Date }

/** Weighs one ticket: see {@link weighTickets}. */
export async function weighTicket(
  tx: Tx,
  { ticketId, ...weighing }: Weighing & { ticketId: number },
): Promise<Weighed> {
  const [weighed] = await weighTickets(tx, [ticketId], weighing)
  if (!weighed) throw new Error(`Ticket ${ticketId} was not weighed`)
  return weighed
}

/**
 * Scores tickets, each from all its accepted mails and the account as it stands now, keeps the assessments and shows
 * them on the tickets. The tickets must be locked by the caller, and say nothing of each other: all are weighed at once.
 *
 * @param fetched accounts that this transaction has fetched already, by number
 */
export async function weighTickets(
  tx: Tx,
  ticketIds: readonly number[],
  { policy, now }: Weighing,
  fetched: ReadonlyMap<string, Account> = new Map(),
): Promise<Weighed[]> {
  if (ticketIds.length === 0) return []
  const said = await readSaid(tx, ticketIds)
  const found = await findAccounts(
    tx,
    said.map(({ accountNumber, claims, sender }) =>
      accountQuery({ accountNumber, claims, senderAddress: sender.address }),
    ),
    fetched,
  )
  const cases = said.map((one, index) => {
    const { account = null, how = 'none' } = found[index] ?? {}
    const foundBy = one.accountNumber === null ? (how === 'none' ? null : how) : one.accountFoundBy
    return { ...one, account, foundBy, foundByFacts: isByFacts(foundBy) }
  })
  const surroundings = await fetchSurroundingsOf(
    tx,
    cases.map(({ ticketId, account, foundByFacts, sender, claims }) => ({
      ticketId,
      account,
      foundByFacts,
      senderAddress: sender.address,
      contactAddresses: claimedValues(claims, 'contact_email'),
      listedNumbers: claimedValues(claims, 'friend_numbers'),
    })),
    now,
  )
  const scored = cases.map((one, index) => {
    const around = surroundings[index]
    if (!around) throw new Error(`Ticket ${one.ticketId} has no surroundings`)
    return scoreCase({ ...one, surroundings: around, policy, now })
  })
  const ids = await keepAssessments(tx, scored, { policy, now })
  await showOnTickets(tx, scored, ids)
  return scored.map(({ ticketId, assessment, inputsHash, behind }, index) => ({
    ticketId,
    assessmentId: ids[index] as number,
    assessment,
    inputsHash,
    behind,
  }))
}

type Said = {
  ticketId: number
  accountNumber: string | null
  accountFoundBy: FoundBy | null
  claims: Claim[]
  sender: EvidenceSender
}

type Scored = ReturnType<typeof scoreCase>

type Weighable = Omit<Parameters<typeof assess>[0], 'answers'> & { ticketId: number; foundBy: FoundBy | null }

function scoreCase({ ticketId, foundBy, ...whole }: Weighable) {
  const { subject, assessment } = assess(whole)
  const { sender, claims, policy, account } = whole
  const target = targetOf(assessment.route, account, sender)
  const inputsHash = hashInputs({ subject, sender, target, claims, policyVersion: policy.version })
  const accountNumber = account?.number ?? null
  const { level } = sender
  const { others = [] } = whole.surroundings
  const behind = standsBehind({ level, recommendation: assessment.recommendation, bits: assessment.bits, others })
  return { ticketId, accountNumber, foundBy, subject, assessment, inputsHash, level, behind }
}

async function keepAssessments(tx: Tx, scored: readonly Scored[], { policy, now }: Weighing): Promise<number[]> {
  const rows = scored.map(({ ticketId, accountNumber, inputsHash, subject, assessment }) => ({
    ticket_id: ticketId,
    account_number: accountNumber,
    policy_version: policy.version,
    inputs_hash: hexOf(inputsHash),
    subject,
    result: assessment,
    bits: assessment.bits,
    made_at: now,
  }))
  const kept = await tx.execute<{ id: string }>(sql`
    insert into assessments (ticket_id, account_number, policy_version, inputs_hash, subject, result, bits, made_at)
    select ticket_id, account_number, policy_version, decode(inputs_hash, 'hex'), subject, result, bits, made_at
    from json_to_recordset(${jsonRows(rows)}::json) given
      (ticket_id bigint, account_number text, policy_version text, inputs_hash text, subject jsonb, result jsonb,
        bits float8, made_at timestamptz)
    returning id`)
  return kept.map(({ id }) => Number(id))
}

async function showOnTickets(tx: Tx, scored: readonly Scored[], assessmentIds: readonly number[]): Promise<void> {
  const rows = scored.map(({ ticketId, accountNumber, foundBy, level, assessment }, index) => ({
    id: ticketId,
    assessment: assessmentIds[index],
    route: assessment.route,
    recommendation: assessment.recommendation,
    bits: assessment.bits,
    level,
    account: accountNumber,
    found: accountNumber === null ? null : foundBy,
  }))
  await tx.execute(sql`
    update tickets set assessment_id = shown.assessment, route = shown.route, recommendation = shown.recommendation,
      bits = shown.bits, sender_level = shown.level, account_number = shown.account,
      account_found_by = shown.found
    from json_to_recordset(${jsonRows(rows)}::json) shown
      (id bigint, assessment bigint, route text, recommendation text, bits float8, level text, account text,
        found text)
    where tickets.id = shown.id`)
}

/** What tickets' mails say and who sent them; of several mails of a ticket the weakest level counts for all of them. */
async function readSaid(tx: Tx, ticketIds: readonly number[]): Promise<Said[]> {
  const mails = await tx
    .select({
      ticketId: messages.ticketId,
      accountNumber: tickets.accountNumber,
      accountFoundBy: tickets.accountFoundBy,
      kind: messages.kind,
      address: messages.senderAddress,
      level: messages.level,
      reasons: messages.levelReasons,
      proved: messages.proved,
      replyElsewhere: sql<boolean>`coalesce((${messages.verdict} ->> 'replyElsewhere')::boolean, false)`,
    })
    .from(messages)
    .innerJoin(tickets, eq(tickets.id, messages.ticketId))
    .where(and(inArray(messages.ticketId, [...ticketIds]), eq(messages.quarantined, false)))
    .orderBy(asc(messages.id))
  const claims = await readClaimsOf(tx, ticketIds)
  return ticketIds.map((ticketId) => {
    const theirs = mails.filter((mail) => mail.ticketId === ticketId && personKinds.includes(mail.kind))
    const weakest = theirs.reduce((one, other) =>
      senderLevels.indexOf(other.level) > senderLevels.indexOf(one.level) ? other : one,
    )
    const { address, level, reasons, accountFoundBy } = weakest
    const accountNumber = settledAccount(weakest)
    const replyElsewhere = theirs.some((mail) => mail.replyElsewhere)
    const proved = theirs.every((mail) => mail.proved)
    const own = claims.filter((claim) => claim.ticketId === ticketId).map(({ ticketId: _, ...claim }) => claim)
    return {
      ticketId,
      accountNumber,
      accountFoundBy,
      claims: own,
      sender: { address, level, reasons, replyElsewhere, proved },
    }
  })
}
