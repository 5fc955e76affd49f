import { sql } from 'drizzle-orm'
import type { Account } from '#app/accounts/account.ts'
import type { Tx } from '#app/db/db.server.ts'
import { sendQuestionsTask } from '#app/decisions/questions.ts'
import { readActivePolicy } from '#app/evidence/policies.server.ts'
import { cameAt } from '#app/mail/came-at.ts'
import { judgeSender } from '#app/mail/judge-sender.ts'
import type { MailKind } from '#app/mail/mail-kind.ts'
import { mayJoin } from '#app/mail/thread.ts'
import { mayAnswerAutomatically } from '#app/outbox/automatic-letter.ts'
import { letterLanguage } from '#app/outbox/letter.ts'
import { queueAutomaticLetters } from '#app/outbox/outbox.server.ts'
import { markBounced, markComplained } from './bounced-letter.server.ts'
import { isDanger } from './graver.ts'
import { joinTickets } from './join-ticket.server.ts'
import { linkCases } from './link-cases.server.ts'
import type { LookedUp, NamedTicket } from './look-up.server.ts'
import { type MailReading, personKinds } from './mail-reading.ts'
import { categoryOf, type OpenedCase, openCases } from './open-case.server.ts'
import { restBehind } from './rest-behind.server.ts'
import { setBeside } from './set-beside.server.ts'
import { storeMessages } from './store-message.server.ts'
import type { TakenMail } from './taken-mail.ts'
import { voidMerged } from './void-merged.server.ts'
import { weighTickets } from './weigh.server.ts'

/** What intake works with besides the database. */
export type Desk = {
  /**
   * Reads a mail from its bytes.
   *
   * @param seenSignatures marks of signatures that other mails brought before
   * @throws StepError with the step that failed
   */
  read: (mail: Pick<TakenMail, 'bytes' | 'arrivedAt'>, seenSignatures?: ReadonlySet<string>) => Promise<MailReading>
  deskAddress: string
  /** Hosts whose Received fields are our own. */
  ownHosts?: readonly string[]
  messageIdKey: Uint8Array
  /** The host of our own Message-IDs. */
  host: string
  /** How long after a first request the desk asks for more by itself; missing: it asks nobody. */
  questionsAfterMs?: number
  now: () => Date
}

/** Where a mail went. `noticed`: a machine's mail beside the ticket that it answers; it changes nothing there. */
export type Placement = {
  outcome: 'opened' | 'joined' | 'quarantined' | 'noticed' | 'set aside'
  ticketId: number
  /** The cases of other accounts that the mail names, opened with it. */
  also?: number[]
  /** A link on its way was revoked: what it was approved on is no longer what the case holds. */
  linkVoid?: true
  /** The case that this one is merged into, where a proposal, a hold or a link was void by the mail. */
  voidIn?: number
}

/** Old mail of a mailbox that was just connected, or of a new server for it, gets no automatic letter, in milliseconds. */
const answeredWithinMs = 24 * 3_600_000

/** A mail with the case that it goes into; `opened` where it is new, `further` those of other accounts that it names. */
type Placed = LookedUp & { placement: Placement; opened: OpenedCase | null; further: readonly OpenedCase[] }

/**
 * Gives read mails their places, in their order: beside the ticket that they name, in it, or in a new one. They must
 * not depend on each other (see {@link countIndependent}): all are written at once.
 */
export async function placeMails(
  tx: Tx,
  mails: readonly LookedUp[],
  fetched: ReadonlyMap<string, Account>,
  desk: Desk,
): Promise<Placement[]> {
  const now = desk.now()
  const placed = await findPlaces(tx, mails, now)
  await storeMessages(
    tx,
    placed.flatMap((one) => [
      {
        ...one,
        ticketId: one.placement.ticketId,
        sender:
          one.opened?.sender ??
          judgeSender(one.reading.verdict, one.placement.outcome === 'noticed' ? null : one.account),
        quarantined: one.placement.outcome === 'quarantined',
        copy: 0,
      },
      ...one.further.map((beside, index) => ({ ...one, ...beside, quarantined: false, copy: index + 1 })),
    ]),
  )
  await linkCases(
    tx,
    placed.map(({ opened, further }) => [...(opened ? [opened] : []), ...further].map(({ ticketId }) => ticketId)),
    now,
  )
  const reported = (kind: MailKind) => placed.flatMap((one) => (one.reading.kind === kind ? (one.bounced ?? []) : []))
  await markBounced(tx, reported('bounce'), now)
  await markComplained(tx, reported('complaint'), now)
  await setBeside(tx, placed.filter(isBeside), now)
  const joined = await joinTickets(tx, placed.filter(isJoining), now)
  const opened = placed.flatMap((one) => (one.opened ? [one.opened, ...one.further] : []))
  const recovery = opened.filter(({ category }) => category === 'recovery').map(({ ticketId }) => ticketId)
  const changed = new Set([...recovery, ...joined.toWeigh])
  const inOrder = placed
    .flatMap(({ placement, further }) => [placement.ticketId, ...further.map(({ ticketId }) => ticketId)])
    .filter((id) => changed.has(id))
  if (inOrder.length > 0) {
    const policy = await readActivePolicy(tx, now)
    await restBehind(tx, await weighTickets(tx, inOrder, { policy, now }, fetched), now)
  }
  const voided = await joined.voidApprovals()
  const voidIn = await voidMerged(tx, placed, now)
  const answered = placed.filter((one) => mayAnswer(one, desk, now))
  await sayReceived(tx, answered, desk, now)
  await planQuestions(tx, answered, desk, now)
  return placed.map(({ mail, placement }) => {
    const elsewhere = voidIn.get(mail.id)
    return {
      ...placement,
      ...(voided.has(placement.ticketId) && { linkVoid: true }),
      ...(elsewhere !== undefined && { voidIn: elsewhere }),
    }
  })
}

async function findPlaces(tx: Tx, mails: readonly LookedUp[], now: Date): Promise<Placed[]> {
  const opening = mails
    .filter(({ named }) => named === null)
    .flatMap((one) => [null, ...(one.heldBack ? [] : one.also)].map((also) => ({ one, also })))
  const opened = await openCases(
    tx,
    opening.map(({ one: { mail, reading, account, foundBy, heldBack }, also }) => ({
      ...reading,
      subject: reading.stored.subject,
      text: reading.mail.text,
      // It was found in the words as they came.
      difficulty: reading.stored.masked && !heldBack ? undefined : reading.difficulty,
      reply: reading.mail.reply,
      language: reading.mail.language,
      arrivedAt: mail.arrivedAt,
      account: also ? also.account : account,
      foundBy: also ? also.how : foundBy,
      oneOfSeveral: also !== null,
      category: heldBack ? 'other' : categoryOf(reading.kind),
      setAside: isSetAside({ reading, ...(heldBack && { heldBack }) }),
      now,
    })),
  )
  return mails.map((one) => {
    if (one.named) return { ...one, opened: null, further: [], placement: placeBeside(one.reading, one.named) }
    const [own, ...further] = opened.filter((_, index) => opening[index]?.one === one)
    if (!own) throw new Error(`No case was opened for mail ${one.mail.id}`)
    const outcome = isSetAside(one) ? 'set aside' : 'opened'
    const also = further.map(({ ticketId }) => ticketId)
    const placement = { outcome, ticketId: own.ticketId, ...(also.length > 0 && { also }) } as const
    return { ...one, opened: own, further, placement }
  })
}

/** What no person wrote, and one case too many of a claimant, unless somebody may come to harm: that one is seen. */
function isSetAside({ reading, heldBack }: Pick<LookedUp, 'reading' | 'heldBack'>): boolean {
  return !personKinds.includes(reading.kind) || (heldBack === true && !isDanger(reading.difficulty))
}

/**
 * Where a mail goes that names a ticket. A bounce, an absence note and the like is shown beside it, deciding nothing;
 * another sender never becomes part of a case by naming it.
 */
function placeBeside({ kind, verdict }: MailReading, { ticket, hint, proof }: NamedTicket): Placement {
  if (!personKinds.includes(kind) && kind !== 'spam') return { outcome: 'noticed', ticketId: ticket.id }
  const ticketSender = { address: ticket.senderAddress, proof }
  const agrees = mayJoin({ ticketSender, senderVerdict: verdict, hint })
  return { outcome: agrees ? 'joined' : 'quarantined', ticketId: ticket.id }
}

function isBeside(one: Placed): one is Placed & { named: NamedTicket } {
  return one.placement.outcome === 'quarantined' && one.named !== null
}

function isJoining(one: Placed): one is Placed & { named: NamedTicket } {
  return one.placement.outcome === 'joined'
}

/** A person's first mail, of late, to whom a machine may write. */
function mayAnswer({ mail, reading, placement, opened, heldBack }: Placed, desk: Desk, now: Date): boolean {
  const came = cameAt(reading.mail.headers, { ownHosts: desk.ownHosts ?? [], arrivedAt: mail.arrivedAt })
  const fresh = !mail.backfilled && now.getTime() - came.getTime() < answeredWithinMs
  const { verdict, mayAutoReply } = reading
  return (
    placement.outcome === 'opened' &&
    !heldBack &&
    opened?.difficulty === null &&
    fresh &&
    mayAutoReply &&
    mayAnswerAutomatically({ verdict, deskAddress: desk.deskAddress })
  )
}

/** For every request alike: which of them gets the questions is looked up when it is time. */
async function planQuestions(tx: Tx, answered: readonly Placed[], desk: Desk, now: Date): Promise<void> {
  const { questionsAfterMs } = desk
  const asked = answered.flatMap(({ opened }) => (opened?.category === 'recovery' ? opened.ticketId : []))
  if (questionsAfterMs === undefined || asked.length === 0) return
  const at = new Date(now.getTime() + questionsAfterMs).toISOString()
  const jobs = asked.map((ticketId) => ({ payload: { ticketId }, key: `questions-${ticketId}` }))
  await tx.execute(
    sql`select latchkey_add_jobs(${sendQuestionsTask}, ${JSON.stringify(jobs)}::json, ${at}::timestamptz)`,
  )
}

async function sayReceived(tx: Tx, answered: readonly Placed[], desk: Desk, now: Date): Promise<void> {
  await queueAutomaticLetters(
    tx,
    answered.flatMap(({ placement, reading }) => {
      const recipient = reading.verdict.address
      if (recipient === null) return []
      return {
        ticketId: placement.ticketId,
        kind: 'received' as const,
        language: letterLanguage(reading.mail.language),
        recipient,
        automatic: true as const,
        inReplyTo: reading.mail.messageId,
        now,
        host: desk.host,
        messageIdKey: desk.messageIdKey,
      }
    }),
  )
}
