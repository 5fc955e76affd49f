import { eq, sql } from 'drizzle-orm'
import type { Account } from '#app/accounts/account.ts'
import { decideTicket } from '#app/decisions/decide.server.ts'
import { endHold } from '#app/decisions/end-hold.server.ts'
import { giveSecondVerdict } from '#app/decisions/give-second-verdict.server.ts'
import type { DecisionVerb } from '#app/decisions/ruling.ts'
import type { SecondVerdict } from '#app/decisions/second-verdict.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { confirmCode } from '#app/resets/confirm-code.ts'
import type { Person } from '#app/staff/person.ts'
import { approvals } from '#drizzle/schema/approvals.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { demoZone, makeSigningKey, sign } from '#scripts/demo/signing.ts'
import { castAt } from '#scripts/seed/cast.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import type { TestDatabase } from '#tests/database/database.ts'
import { aFriendship } from '#tests/factories/account.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { testDesk, testKey } from '#tests/intake/test-desk.ts'
import { putRawMail } from '#tests/mailboxes/raw-mail-in-database.ts'

/** Holds go by the database's clock too: a case of these tests is of this moment. */
export const now = new Date()
export const keys = { messageIdKey: testKey, resetTokenKey: testKey, formCodeKey: testKey, host: 'latchkey.example' }

const { cast, companions } = castAt(now)
/** Where Old Chen writes from: not on his account. */
export const chensAddress = 'old.chen@example.org'

/** An old comrade, whom nobody else on Chen’s list knows: a circle of his own. */
const comrade = aFriendship('88001234', { since: new Date('2004-05-01T00:00:00Z') })

/** Everything that nobody but Old Chen puts together: six friends of four circles among it. */
export const chensMail = {
  from: `Chen <${chensAddress}>`,
  subject: 'I lost the password',
  text: [
    'Hello, my number is 71220916. I never had an e-mail on it.',
    'My real name is 陈大伟, I was born on 12 March 1958, I live in 成都, my phone is +86 28 5001 0002.',
    'I signed up in May 2003.',
    'My friends: 10422871, 33108254, 60917733, 81024377, 29433423, 88001234',
  ].join('\n'),
}

const signingKey = makeSigningKey()
const zone = demoZone({ domains: ['example.com', 'example.org'], key: signingKey })

/** Takes a mail in that its sender’s domain signed. */
export async function takeIn(
  database: TestDatabase,
  mail: { from: string; subject: string; text: string },
  at = now,
): Promise<void> {
  const signed = await sign(Buffer.from(plainMail(mail)), mail.from.replace(/^.*@|>$/g, ''), signingKey, at)
  await database.worker.db.transaction((tx) => putRawMail(tx, { bytes: signed, arrivedAt: at }))
  while ((await takeInMails(database.worker.db, testDesk({ zone, now: at }), 10)) > 0);
}

/** Old Chen’s case as it stands when his mail was taken in. */
export async function openChensCase(database: TestDatabase, change: Partial<Account> = {}) {
  await putAccounts(
    database,
    [{ ...cast.chen, friends: [...cast.chen.friends, comrade], ...change }, cast.mei, cast.bo, ...companions],
    now,
  )
  await takeIn(database, chensMail)
  const ticket = await readTicket(database)
  if (ticket.recommendation === 'propose') return ticket
  const [weighed] = await database.web.db.select().from(assessments)
  throw new Error(`Chen’s case is not what it should be: ${JSON.stringify([weighed?.subject, weighed?.result])}`)
}

/** Mei's case of which the recommendation is a hold: her address was never verified, and her mail says more. */
export async function openHeldCase(database: TestDatabase, change: Partial<Account> = {}) {
  await putAccounts(database, [{ ...cast.mei, emailVerified: false, ...change }, ...companions], now)
  const from = 'Mei <mei@example.com>'
  await takeIn(database, { from, subject: 'Lost password', text: 'I forgot my password. My number is 29433423.' })
  const { id } = await readTicket(database)
  const asked = {
    language: 'en' as const,
    automatic: false,
    messageId: '<ask@latchkey.example>',
    state: 'sent' as const,
  }
  const at = new Date(now.getTime() - 60_000)
  await database.owner.db.insert(letters).values({
    ...asked,
    ticketId: id,
    kind: 'ask',
    recipient: 'mei@example.com',
    day: at.toISOString().slice(0, 10),
    notBefore: at,
    createdAt: at,
    sentAt: at,
  })
  const more = 'I was born on 12 March 1988 and my phone is +86 100 5001 0001. Friends: 36518820, 55120934, 63309182'
  await takeIn(database, { from, subject: `Re: [#${id}] Lost password`, text: `${more}. My number is 29433423.` })
  const [ticket] = await database.web.db.select().from(tickets).where(eq(tickets.id, id))
  if (ticket?.recommendation !== 'approve')
    throw new Error(`Mei’s case is not what it should be: ${JSON.stringify(ticket)}`)
  return ticket
}

export async function readTicket({ web }: TestDatabase, id?: number) {
  const [ticket] = await web.db
    .select()
    .from(tickets)
    .where(id === undefined ? undefined : eq(tickets.id, id))
    .orderBy(tickets.id)
    .limit(1)
  if (!ticket) {
    const [raw] = await web.sql`select state, reason, failed_step from raw_mails`
    throw new Error(`The mail opened no ticket: ${JSON.stringify(raw)}`)
  }
  return ticket
}

export async function readApproval({ web }: TestDatabase) {
  const [approval] = await web.db.select().from(approvals).orderBy(sql`${approvals.id} desc`).limit(1)
  if (!approval) throw new Error('There is no approval.')
  return approval
}

export async function rule(
  database: TestDatabase,
  person: Person,
  verb: DecisionVerb,
  { reason = '', ticketId }: { reason?: string; ticketId?: number } = {},
) {
  const { id, version } = await readTicket(database, ticketId)
  return decideTicket(database.web.db, { ticketId: id, version, verb, reason, person, now, keys })
}

export async function giveSecond(database: TestDatabase, person: Person, verdict: SecondVerdict, reason = 'Seen.') {
  const { id, version } = await readTicket(database)
  return giveSecondVerdict(database.web.db, { ticketId: id, version, verdict, reason, person, now, keys })
}

/** Lets the time of a hold pass: only the owner of the tables can, and only by taking their guard away. */
export async function passHold({ owner }: TestDatabase, hours = 24 * 8): Promise<void> {
  await owner.sql.begin(async (tx) => {
    await tx`alter table approvals disable trigger approvals_held`
    await tx`update approvals set held_at = held_at - make_interval(hours => ${hours}),
      hold_until = hold_until - make_interval(hours => ${hours}), expires_at = expires_at - make_interval(hours => ${hours})`
    await tx`alter table approvals enable trigger approvals_held`
  })
}

export async function end(database: TestDatabase, at = new Date()) {
  const { id } = await readApproval(database)
  return endHold(database.worker.db, { approvalId: id, now: at, keys })
}

/** The code in the letter to the new address. */
export async function codeOf(database: TestDatabase): Promise<string> {
  const { codeSeed } = await readApproval(database)
  if (!codeSeed) throw new Error('There is no code yet.')
  return confirmCode(keys.formCodeKey, codeSeed)
}

/** Every letter as "kind to recipient", but those that only ask or acknowledge. */
export async function lettersOf({ web }: TestDatabase): Promise<string[]> {
  const rows = await web.db.select().from(letters).orderBy(letters.id)
  return rows
    .filter(({ kind }) => kind !== 'ask' && kind !== 'received')
    .map(({ kind, recipient }) => `${kind} to ${recipient}`)
}
