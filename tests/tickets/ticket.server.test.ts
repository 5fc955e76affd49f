import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeInMails } from '#app/intake/intake.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { returnTicket, takeTicket } from '#app/tickets/take.server.ts'
import { readLinkTarget, readMailHtml, readTicket } from '#app/tickets/ticket.server.ts'
import type { TicketPage } from '#app/tickets/ticket-page.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { putAccounts } from '#tests/accounts/accounts-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { anAccount } from '#tests/factories/account.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { testDesk } from '#tests/intake/test-desk.ts'
import { hire } from './hire.ts'

const now = new Date('2026-11-22T09:00:00Z')
let database: TestDatabase

beforeEach(async () => {
  database = await openTestDatabase()
  const mei = { number: '29433423', registeredEmail: 'mei@example.com', nickname: 'Raindrop', city: 'Chengdu' }
  await putAccounts(database, [anAccount(mei)], now)
})
afterEach(() => database.close())

test('the page shows the mail with its claims numbered as the bars are', async () => {
  const page = await openCase('I forgot my password. My number is 29433423. My nickname is Raindrop. City: Chengdu.')
  const marks =
    page.mails[0]?.passages.flatMap(({ segments }) => segments.filter(({ marks: own }) => own.length > 0)) ?? []
  const city = marks.find(({ text }) => text === 'Chengdu')
  expect(city?.marks).toEqual([page.assessment?.bars.find(({ kind }) => kind === 'city')?.mark])
  expect(page.assessment?.bars.at(-1)?.kind).toBe('total')
  expect(page.accountNumber).toBe('29433423')
})

test('nothing of the page holds a value that only the account knows', async () => {
  const page = await openCase('I forgot my password. My number is 29433423.')
  const told = JSON.stringify(page)
  for (const value of ['Raindrop', 'Chengdu', 'Mei Lin', '1990-04-12', '13800138000', 'mei@example.com'])
    expect(told).not.toContain(value)
  expect(page.account).toMatchObject({ address: 'verified', visibility: 'public' })
})

test('a password sent in clear leaves the server neither in the text nor as HTML', async () => {
  const page = await openCase('I forgot all. My number is 29433423. My password is hunter2-secret. Please help.')
  const mail = page.mails[0]
  expect(mail).toMatchObject({ hasSecret: true, hasHtml: false })
  expect(JSON.stringify(page)).not.toContain('hunter2')
  await database.worker.sql`update messages set html = '<p>hunter2-secret</p>'`
  expect(await readMailHtml(database.web.db, mail?.id as number)).toBeNull()
})

test('another case of the same sender is named as related, with what they share', async () => {
  const first = await openCase('I forgot my password. My number is 29433423.')
  const second = await openCase(
    'Hello again. I forgot my password, my number is 29433423, please reset it.',
    'Bo <bo@example.org>',
  )
  const again = await readTicket(database.web.db, first.id, now)
  expect(again?.related).toEqual([expect.objectContaining({ id: second.id, sameAccount: true, sameSender: false })])
})

test('the story tells who took the case and who returned it', async () => {
  const { id } = await openCase('I forgot my password. My number is 29433423.')
  const ana = await hire(database, 'Ana')
  await takeTicket(database.web.db, { ticketId: id, person: ana, now })
  await returnTicket(database.web.db, { ticketId: id, person: ana, now: new Date(now.getTime() + 1000) })
  const page = await readTicket(database.web.db, id, now)
  const told = page?.events.map((event) => [event.name, event.kind === 'deed' && event.verb]) ?? []
  expect(told.slice(-2)).toEqual([
    ['Ana', 'ticket_taken'],
    ['Ana', 'ticket_returned'],
  ])
})

test('a link’s target is read for a case with an account, and for no other', async () => {
  const { id } = await openCase('I forgot my password. My number is 29433423.')
  expect(await readLinkTarget(database.web.db, id)).toBe('mei@example.com')
  expect(await readLinkTarget(database.web.db, 1)).toBeNull()
})

test('there is no page for a case that does not exist', async () => {
  expect(await readTicket(database.web.db, 999, now)).toBeNull()
})

async function openCase(text: string, from = 'Eve <eve@example.net>'): Promise<TicketPage> {
  const bytes = plainMail({ from, subject: 'Lost password', text })
  await database.worker.db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  await takeInMails(database.worker.db, testDesk({ now }), 10)
  const [last] = await database.web.db.select({ id: sql<string>`max(${tickets.id})` }).from(tickets)
  const page = await readTicket(database.web.db, Number(last?.id), now)
  if (!page) throw new Error('The mail opened no ticket.')
  return page
}
