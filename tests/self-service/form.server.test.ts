import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedPolicy } from '#app/evidence/policy.ts'
import { takeInForm } from '#app/intake/take-in-form.server.ts'
import { resetMs } from '#app/resets/reset-token.ts'
import { answerForm, isFormOpen } from '#app/self-service/evidence-form.server.ts'
import { readAnswers } from '#app/self-service/evidence-form.ts'
import { formCode, formMs } from '#app/self-service/form-code.ts'
import { openForm } from '#app/self-service/open-form.server.ts'
import { putMessage, putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { keepAna, keepMei, now as linkSentAt, sendLink } from '#tests/resets/reset-case.ts'

const key = new Uint8Array(32).fill(9)
const now = new Date('2026-11-24T10:00:00Z')
const later = (ms: number) => new Date(now.getTime() + ms)
/** When the link of tests/resets/reset-case.ts was sent, a little later, and when it ends. */
const whileItWorks = new Date(linkSentAt.getTime() + 600_000)
const resetEnd = new Date(linkSentAt.getTime() + resetMs)

let house: TestDatabase
let account: string

beforeAll(async () => {
  house = await openTestDatabase()
  account = (await keepMei(house)).number
})
afterAll(() => house.close())

/** A case that was asked for more; gives its number and the code in the letter. */
async function asked(recipient: string, at = now): Promise<{ ticketId: number; code: string | null }> {
  const ticketId = await putTicket(house, {
    claimedAccount: account,
    senderAddress: recipient,
    openedAt: at,
    state: 'waiting',
  })
  await putMessage(house, ticketId, recipient, at)
  await house.web.db.transaction((tx) => openForm(tx, { ticketId, recipient, key, now: at }))
  return { ticketId, code: await codeOf(ticketId) }
}

async function codeOf(ticketId: number): Promise<string | null> {
  const [row] = await house.worker.sql<{ seed: Uint8Array }[]>`select seed from forms where ticket_id = ${ticketId}`
  return row ? formCode(key, new Uint8Array(row.seed)) : null
}

const answers = (typed: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(typed)) form.set(name, value)
  return readAnswers(form)
}

async function formOf(ticketId: number): Promise<number> {
  const [row] = await house.owner.sql<{ id: string }[]>`select id from forms where ticket_id = ${ticketId}`
  return Number(row?.id)
}

async function stateOf(resetId: number): Promise<string> {
  const [row] = await house.owner.sql<{ state: string }[]>`select state from resets where id = ${resetId}`
  return String(row?.state)
}

const takeIn = async (ticketId: number, at = now) =>
  takeInForm(house.worker.db, {
    formId: await formOf(ticketId),
    policy: shippedPolicy,
    deskAddress: 'desk@desk.example',
    now: at,
  })

describe('the code from the letter opens the form', () => {
  test('typed in any way, for seven days', async () => {
    const { code } = await asked('chen@example.org')
    const typed = String(code).toLowerCase().replaceAll('-', ' ')
    expect(await isFormOpen(house.web.db, { code: typed, key, now })).toBe(true)
    expect(await isFormOpen(house.web.db, { code: typed, key, now: later(formMs - 1) })).toBe(true)
    expect(await isFormOpen(house.web.db, { code: typed, key, now: later(formMs) })).toBe(false)
    expect(await isFormOpen(house.web.db, { code: 'AAAA-AAAA-AAAA', key, now })).toBe(false)
  })

  test('an address gets one a week, whatever its cases; the next week it gets another', async () => {
    const first = await asked('bo@example.net')
    const second = await asked('bo@example.net', later(86_400_000))
    const nextWeek = await asked('bo@example.net', later(7 * 86_400_000))
    expect(first.code).not.toBeNull()
    expect(second.code).toBeNull()
    expect(nextWeek.code).not.toBeNull()
  })
})

describe('answers become part of their case', () => {
  test('once: kept as typed, weighed with the mails, and the case wakes', async () => {
    const { ticketId, code } = await asked('eve@example.org')
    const given = {
      code: String(code),
      key,
      now,
      answers: answers({ account, city: 'Denver', friends: '20001 20002' }),
    }
    expect(await answerForm(house.web.db, given)).toBe(true)
    expect(await answerForm(house.web.db, given)).toBe(false)
    const jobs = await house.owner.sql`select key from graphile_worker.jobs where task_identifier = 'take-in-form'`
    expect(jobs).toHaveLength(1)

    expect(await takeIn(ticketId)).toBe(ticketId)
    expect(await takeIn(ticketId)).toBeNull()
    const said = await house.auditor
      .sql`select kind, value, source from claims where ticket_id = ${ticketId} order by id`
    expect(said.map(({ kind, value, source }) => `${kind} ${value} ${source}`).sort()).toEqual([
      `account_identifier ${account} form`,
      'city Denver form',
      'friend_numbers 20001 form',
      'friend_numbers 20002 form',
    ])
    const [ticket] = await house.web
      .sql`select state, version, assessment_id, account_number from tickets where id = ${ticketId}`
    expect(ticket).toMatchObject({ state: 'new', version: 2, account_number: account })
    expect(ticket?.assessment_id).not.toBeNull()
    const [message] = await house.web
      .sql`select kind, text from messages where ticket_id = ${ticketId} and kind = 'form'`
    expect(message?.text).toContain('City: Denver')
    const found = await house.web
      .sql`select from message_words w join messages m on m.id = w.message_id where m.ticket_id = ${ticketId}`
    expect(found).toHaveLength(1)
  })

  test('a password in an answer is dots on every screen, and whole in the bytes', async () => {
    const { ticketId, code } = await asked('another@example.org')
    const happened = 'My old password was hunter22walrus, please help.'
    await answerForm(house.web.db, { code: String(code), key, now, answers: answers({ happened }) })
    await takeIn(ticketId)
    const [message] = await house.web.sql`select text from messages where ticket_id = ${ticketId} and kind = 'form'`
    expect(message?.text).not.toContain('hunter22walrus')
    const [raw] = await house.auditor.sql`
      select convert_from(c.bytes, 'UTF8') as text from messages m join raw_mails r on r.id = m.raw_mail_id
      join raw_contents c on c.sha256 = r.sha256 where m.ticket_id = ${ticketId} and m.kind = 'form'`
    expect(raw?.text).toContain('hunter22walrus')
  })

  test('the sender’s level stays that of the mails', async () => {
    const { ticketId, code } = await asked('third@example.org')
    await answerForm(house.web.db, { code: String(code), key, now, answers: answers({ account, city: 'Denver' }) })
    const [before] = await house.web.sql`select sender_level from tickets where id = ${ticketId}`
    await takeIn(ticketId)
    const [after] = await house.web.sql`select sender_level from tickets where id = ${ticketId}`
    expect(after).toEqual(before)
  })

  test('while a link of the case works they wait for its end, and leave it alone', async () => {
    const { ticketId, resetId, mei } = await sendLink(house, await keepAna(house))
    const recipient = 'mei.elsewhere@example.org'
    await putMessage(house, ticketId, recipient, now)
    await house.web.db.transaction((tx) => openForm(tx, { ticketId, recipient, key, now }))
    const given = { code: String(await codeOf(ticketId)), key, now: whileItWorks, answers: answers({ city: 'Denver' }) }
    expect(await answerForm(house.web.db, given)).toBe(true)

    expect(await takeIn(ticketId, whileItWorks)).toBeNull()
    expect(await stateOf(resetId)).toBe('live')
    const [waiting] = await house.owner.sql`
      select run_at from graphile_worker.jobs where key = ${`form-${await formOf(ticketId)}`}`
    expect(new Date(waiting?.run_at)).toEqual(resetEnd)
    expect(await house.web.sql`select from messages where ticket_id = ${ticketId} and kind = 'form'`).toHaveLength(0)

    expect(await takeIn(ticketId, resetEnd)).toBe(ticketId)
    expect(await stateOf(resetId)).toBe('revoked')
    const [ticket] = await house.web.sql`select state, account_number from tickets where id = ${ticketId}`
    expect(ticket).toEqual({ state: 'new', account_number: mei.number })
  })
})
