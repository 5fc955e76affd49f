import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { adoptReading, previewReading } from '#app/intake/adopt-reading.server.ts'
import { takeInMails } from '#app/intake/intake.server.ts'
import { readAgainAs } from '#app/mail/read-again.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import type { Person } from '#app/staff/person.ts'
import { takeTicket } from '#app/tickets/take.server.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { claims } from '#drizzle/schema/claims.ts'
import { messages } from '#drizzle/schema/mails.ts'
import { earlierReadings } from '#drizzle/schema/readings.ts'
import { assessments, tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { rawMail } from '#tests/factories/mail.ts'
import { hire } from '#tests/tickets/hire.ts'
import { testDesk } from './test-desk.ts'

const now = new Date('2026-11-22T09:00:00Z')
const deskAddress = 'support@latchkey.example'

let database: TestDatabase
let ana: Person
beforeEach(async () => {
  database = await openTestDatabase()
  await putAccounts(database, [anAccount({ number: '29433423', nickname: '小雨点', city: '成都' })], now)
  ana = await hire(database, 'Ana')
})
afterEach(() => database.close())

/** "I forgot my password. My nickname is 小雨点, my city 成都", in Big5 and labelled as windows-1252. */
const said = '我的號碼是29433423。忘記密碼。暱稱：小雨點。城市：成都。'
const inBig5 = Buffer.from(
  'a7daaabab8b9bd58ac4f3239343333343233a143a7d1b04fb14bbd58a143bccabad9a147a470ab42c249a143abb0a5aba147a6a8b3a3a143',
  'hex',
)

async function takeIn(body: Buffer = inBig5) {
  const head = rawMail({ fields: { 'Content-Type': 'text/plain; charset=windows-1252' }, body: '' })
  const bytes = Buffer.concat([head, body, Buffer.from('\r\n')])
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
  const [mail] = await database.owner.db.select().from(messages)
  const [ticket] = await database.owner.db.select().from(tickets)
  if (!mail || !ticket) throw new Error('The mail was not taken in')
  const reading = await readAgainAs(bytes, 'big5')
  if (!reading) throw new Error('The mail was not read')
  return { mail, ticket, reading }
}

type Taken = Awaited<ReturnType<typeof takeIn>>

const adopt = ({ mail, ticket, reading }: Taken, change: { person?: Person; version?: number } = {}) =>
  adoptReading(database.web.db, {
    mailId: mail.id,
    charset: 'big5',
    reading,
    version: ticket.version,
    person: ana,
    deskAddress,
    now,
    ...change,
  })

test('the reading that is taken over is what the mail says, and the case is weighed again', async () => {
  const taken = await takeIn()
  expect(taken.mail.text).not.toContain('成都')
  expect(await adopt(taken)).toEqual({ ticketId: taken.ticket.id })
  const [mail] = await database.owner.db.select().from(messages)
  expect(mail).toMatchObject({ text: said, language: 'zh' })
  const kinds = await database.owner.db.select({ kind: claims.kind, raw: claims.raw }).from(claims)
  expect(kinds).toContainEqual({ kind: 'city', raw: '成都' })
  for (const { raw } of kinds) expect(said).toContain(raw)
  const [ticket] = await database.owner.db.select().from(tickets)
  expect(ticket).toMatchObject({ version: taken.ticket.version + 1, language: 'zh' })
  const weighed = await database.owner.db.select().from(assessments).orderBy(assessments.id)
  expect(weighed.at(-1)?.id).toBe(ticket?.assessmentId)
  expect(weighed.length).toBeGreaterThan(1)
})

test('how it was read before is kept with its claims, and the audit says who had it read again', async () => {
  const taken = await takeIn()
  const before = await database.owner.db.select().from(claims)
  await adopt(taken)
  const kept = await database.owner.db.select().from(earlierReadings)
  expect(kept).toMatchObject([
    { messageId: taken.mail.id, text: taken.mail.text, subject: taken.mail.subject, charset: 'big5', staffId: ana.id },
  ])
  expect(kept[0]?.claims.map(({ kind }) => kind)).toEqual(before.map(({ kind }) => kind))
  const deeds = await database.owner.db.select().from(auditEntries).where(eq(auditEntries.verb, 'mail_read_again'))
  expect(deeds).toMatchObject([{ staffId: ana.id, ticketId: taken.ticket.id, details: { charset: 'big5' } }])
  expect(JSON.stringify(deeds)).not.toContain('成都')
})

test('it is found by the words that it says now', async () => {
  const taken = await takeIn()
  const found = () => database.web.sql`select 1 from message_words where terms @@ '成都'::tsquery`
  expect(await found()).toHaveLength(0)
  await adopt(taken)
  expect(await found()).toHaveLength(1)
})

test('a password that only the new reading shows is stored as dots, and previewed so', async () => {
  const secret = Buffer.concat([inBig5, Buffer.from(' My password is hunter2-secret, please help.')])
  const taken = await takeIn(secret)
  const seen = previewReading(taken.reading, { senderAddress: taken.mail.senderAddress, deskAddress })
  expect(seen.text).toContain('成都')
  expect(seen.text).not.toContain('hunter2')
  await adopt(taken)
  const [mail] = await database.owner.db.select().from(messages)
  expect(mail?.text).not.toContain('hunter2')
})

test('it is refused on a case that changed, is somebody else’s, or is decided, and to who may not decide', async () => {
  const taken = await takeIn()
  const raj = await hire(database, 'Raj')
  const admin = await hire(database, 'Sol', 'admin')
  expect(await adopt(taken, { version: taken.ticket.version + 1 })).toHaveProperty('refusal')
  expect(await adopt(taken, { person: admin })).toHaveProperty('refusal')
  await takeTicket(database.web.db, { ticketId: taken.ticket.id, person: raj, now })
  const [held] = await database.owner.db.select().from(tickets)
  expect(await adopt(taken, { version: held?.version ?? 0 })).toHaveProperty('refusal')
  await database.owner.sql`update tickets set state = 'denied', assignee_id = null, lease_until = null`
  expect(await adopt(taken, { version: held?.version ?? 0 })).toHaveProperty('refusal')
  expect(await database.owner.db.select().from(earlierReadings)).toEqual([])
  const [mail] = await database.owner.db.select().from(messages)
  expect(mail?.text).toBe(taken.mail.text)
})

test('earlier readings cannot be changed, by their owner either', async () => {
  await adopt(await takeIn())
  const refused = (role: 'owner' | 'web', statement: string) =>
    database[role].sql.unsafe(statement).then(
      () => 'allowed',
      (fault: { code: string }) => fault.code,
    )
  expect(await refused('web', "update earlier_readings set text = ''")).toBe('42501')
  expect(await refused('owner', "update earlier_readings set text = ''")).toBe('23001')
  expect(await refused('owner', 'delete from earlier_readings')).toBe('23001')
})
