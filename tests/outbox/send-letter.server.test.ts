import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ownLoop } from '#app/mail/filters/own-loop.ts'
import { parseMail } from '#app/mail/parse.server.ts'
import { mostAttempts } from '#app/outbox/delivery.ts'
import { type LetterToQueue, queueLetter } from '#app/outbox/outbox.server.ts'
import { type Sending, sendLetter } from '#app/outbox/send-letter.server.ts'
import { openTransport, type Transport } from '#app/outbox/smtp.server.ts'
import { startClock } from '#app/resets/reset.server.ts'
import { isFormOpen } from '#app/self-service/evidence-form.server.ts'
import { openForm } from '#app/self-service/open-form.server.ts'
import { accounts } from '#drizzle/schema/accounts.ts'
import { auditEntries } from '#drizzle/schema/audit.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { resets } from '#drizzle/schema/resets.ts'
import { switches } from '#drizzle/schema/staff.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { approveTicket, keepAna, keepMei, keys, later, mailing, now, sendLink } from '#tests/resets/reset-case.ts'
import { openSink, type SmtpSink } from './smtp-sink.ts'

let house: TestDatabase
let anaId: string
let sink: SmtpSink
let transport: Transport
beforeAll(async () => {
  house = await openTestDatabase()
  anaId = await keepAna(house)
})
afterAll(() => house.close())
beforeEach(async () => {
  sink = await openSink()
  transport = openTransport(sink.settings, { name: 'desk.example' })
})
afterEach(async () => {
  transport.close()
  await sink.close()
})

const db = () => house.worker.db
const sending = (change: Partial<Sending> = {}): Sending => ({
  db: db(),
  transport,
  startClock,
  deskAddress: 'recover@desk.example',
  deskName: 'Account recovery',
  origin: 'https://desk.example',
  resetTokenKey: keys.resetToken,
  contestLinkKey: keys.contestLink,
  formCodeKey: keys.formCode,
  ...change,
})
const send = (letterId: number, at = now, change: Partial<Sending> = {}) =>
  sendLetter(sending(change), { letterId, now: at })
const letterOf = async (id: number) => (await db().select().from(letters).where(eq(letters.id, id)))[0]

async function deadSince(number: string): Promise<Date | null | undefined> {
  const query = db().select({ dead: accounts.emailDeadAt }).from(accounts)
  return (await query.where(eq(accounts.number, number)))[0]?.dead
}

async function queue(
  change: Partial<LetterToQueue> = {},
): Promise<{ letterId: number; address: string; number: string }> {
  const mei = await keepMei(house)
  const { ticketId } = await approveTicket(house, { accountNumber: mei.number }, anaId)
  const address = String(mei.registeredEmail)
  const letterId = await db().transaction((tx) =>
    queueLetter(tx, {
      ticketId,
      kind: 'ask',
      language: 'en',
      recipient: address,
      automatic: false,
      now,
      ...mailing,
      ...change,
    }),
  )
  return { letterId: Number(letterId), address, number: mei.number }
}

/** The link letter of a new case. */
async function queueLink() {
  const { mei, resetId, token } = await sendLink(house, anaId)
  const [letter] = await db().select().from(letters).where(eq(letters.resetId, resetId))
  return { letterId: Number(letter?.id), mei, resetId, token }
}

describe('a letter', () => {
  test('goes to its recipient alone, with our own Message-ID, no Reply-To and no Cc', async () => {
    const { letterId, address } = await queue({ inReplyTo: '<their-mail@example.com>' })
    expect(await send(letterId)).toBe('sent')
    const [mail] = sink.mails
    expect(mail).toMatchObject({ from: 'recover@desk.example', to: [address] })
    expect(mail?.parsed.messageId).toBe((await letterOf(letterId))?.messageId)
    expect(mail?.parsed.inReplyTo).toBe('<their-mail@example.com>')
    expect(mail?.parsed.references).toBe('<their-mail@example.com>')
    expect(mail?.raw).not.toMatch(/^(Reply-To|Cc|Bcc):/im)
    expect(mail?.parsed.subject).toBe('Please tell us more')
    expect(mail?.parsed.html).toContain('<p>')
    expect(await letterOf(letterId)).toMatchObject({ state: 'sent', sentAt: now, attempts: 1, lastError: null })
  })

  test('that asks for more carries the code of the form that waits, as often as it is sent, and none once it is answered', async () => {
    const { letterId, address } = await queue()
    const { ticketId } = (await letterOf(letterId)) as { ticketId: number }
    await house.web.db.transaction((tx) => openForm(tx, { ticketId, recipient: address, key: keys.formCode, now }))
    await send(letterId)
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(String(sink.mails[0]?.parsed.text))?.[0]
    expect(await isFormOpen(house.web.db, { code: String(code), key: keys.formCode, now })).toBe(true)
    expect(sink.mails[0]?.parsed.text).toContain('https://desk.example/form')
    await house.web
      .sql`update forms set answered_at = ${now.toISOString()}, answers = '{}' where ticket_id = ${ticketId}`
    const again = await db().transaction((tx) =>
      queueLetter(tx, { ticketId, kind: 'ask', language: 'en', recipient: address, automatic: false, now, ...mailing }),
    )
    await send(Number(again))
    expect(sink.mails[1]?.parsed.text).not.toContain('/form')
  })

  test('is sent once: a second job for it finds nothing to do', async () => {
    const { letterId } = await queue()
    await send(letterId)
    expect(await send(letterId)).toBe('not queued')
    expect(sink.mails).toHaveLength(1)
  })

  test('a crash after sending and before the row knows repeats it with the same Message-ID', async () => {
    const { letterId } = await queue()
    let transactions = 0
    const crashing = {
      transaction: (work: Parameters<Sending['db']['transaction']>[0]) => {
        transactions += 1
        if (transactions > 1) throw new Error('killed')
        return db().transaction(work)
      },
    }
    await expect(send(letterId, now, { db: crashing as unknown as Sending['db'] })).rejects.toThrow('killed')
    expect(await send(letterId, later(1))).toBe('later')
    expect(await send(letterId, later(4))).toBe('sent')
    expect(sink.mails).toHaveLength(2)
    expect(sink.mails[0]?.parsed.messageId).toBe(sink.mails[1]?.parsed.messageId)
  })

  test('an answer by the desk itself says so, so that machines do not answer it', async () => {
    const { letterId } = await queue({ kind: 'received', automatic: true })
    await send(letterId)
    expect(sink.mails[0]?.parsed.headers.get('auto-submitted')).toBe('auto-replied')
  })

  test('carries our mark, by which it is known if it comes back under another Message-ID', async () => {
    const { letterId } = await queue()
    await send(letterId)
    const mail = await parseMail(Buffer.from(sink.mails[0]?.raw ?? '', 'latin1'))
    const returned = {
      ...mail,
      messageId: '<new@example.com>',
      headers: mail.headers.filter(({ name }) => name.toLowerCase() !== 'from'),
    }
    const desk = { deskAddress: 'recover@desk.example', messageIdKey: keys.messageId }
    expect(ownLoop.find(returned, desk)).toMatchObject({ reason: 'it carries the mark of our letters' })
  })

  test('a hostile Message-ID to be answered is left out, not folded into our header', async () => {
    const { letterId } = await queue({ inReplyTo: '<a@b>\r\nBcc: eve@example.net' })
    await send(letterId)
    expect(sink.mails[0]?.raw).not.toMatch(/eve@example\.net|In-Reply-To/)
  })
})

describe('refusals', () => {
  test('a box that is not there fails the letter and closes the registered route', async () => {
    const { letterId, address, number } = await queue()
    sink.refusals.push({ code: 550, words: `5.1.1 <${address}> no such user` })
    expect(await send(letterId)).toBe('refused')
    const letter = await letterOf(letterId)
    expect(letter).toMatchObject({ state: 'failed', sentAt: null })
    expect(letter?.lastError).toMatch(/no such user/)
    expect(letter?.lastError).not.toContain('@')
    expect(await deadSince(number)).toEqual(now)
    const entries = await house.owner.db.select().from(auditEntries).where(eq(auditEntries.verb, 'letter_failed'))
    expect(entries.at(-1)).toMatchObject({ accountNumber: number, details: { letterId, registeredRouteDead: true } })
  })

  test('a box that is not there, but is not the registered one, closes nothing', async () => {
    const { letterId, number } = await queue({ recipient: 'chen.new@example.net' })
    sink.refusals.push({ code: 550, words: '5.1.1 no such user' })
    expect(await send(letterId)).toBe('refused')
    expect(await deadSince(number)).toBeNull()
  })

  test.each(['Blocked by our list', '5.7.1 bad reputation', '5.2.2 Mailbox full', 'Mail content denied'])(
    'a refusal for good of another kind, "%s", fails the letter and leaves the registered route open',
    async (words) => {
      const { letterId, number } = await queue()
      sink.refusals.push({ code: 550, words })
      expect(await send(letterId)).toBe('refused')
      expect(await letterOf(letterId)).toMatchObject({ state: 'failed' })
      expect(await deadSince(number)).toBeNull()
    },
  )

  test('a later letter that is accepted at the address opens its route again, and no other', async () => {
    const [mei, other] = [await queue(), await queue()]
    for (const number of [mei.number, other.number])
      await house.owner.db.update(accounts).set({ emailDeadAt: now }).where(eq(accounts.number, number))
    expect(await send(mei.letterId, later(5))).toBe('sent')
    expect(await deadSince(mei.number)).toBeNull()
    expect(await deadSince(other.number)).toEqual(now)
  })

  test('a refusal for the time being is tried again later, with growing rests, and can be seen', async () => {
    const { letterId } = await queue()
    sink.refusals.push({ code: 451, words: '4.7.1 grey-listed' }, { code: 451, words: '4.7.1 grey-listed' })
    expect(await send(letterId)).toBe('later')
    const first = await letterOf(letterId)
    expect(first).toMatchObject({ state: 'queued', attempts: 1 })
    expect(first?.lastError).toMatch(/grey-listed/)
    expect(first?.notBefore).toEqual(later(0.5))
    expect(await send(letterId, later(0.5))).toBe('later')
    expect((await letterOf(letterId))?.notBefore).toEqual(later(1.5))
    expect(await send(letterId, later(1))).toBe('later')
    expect(sink.refusals).toHaveLength(0)
    expect(await send(letterId, later(2))).toBe('sent')
    expect(sink.mails).toHaveLength(1)
  })

  test('no server at all is not for good', async () => {
    const { letterId } = await queue()
    const nowhere = openTransport({ ...sink.settings, smtpPort: 9 }, { name: 'desk.example' })
    expect(await send(letterId, now, { transport: nowhere })).toBe('later')
    expect((await letterOf(letterId))?.lastError).toMatch(/ECONNREFUSED/)
    nowhere.close()
  })

  test('after many tries it is given up, and shown as failed', async () => {
    const { letterId } = await queue()
    await db()
      .update(letters)
      .set({ attempts: mostAttempts - 1 })
      .where(eq(letters.id, letterId))
    sink.refusals.push({ code: 451, words: '4.7.1 grey-listed' })
    expect(await send(letterId)).toBe('given up')
    expect(await letterOf(letterId)).toMatchObject({ state: 'failed', attempts: mostAttempts })
  })
})

describe('a letter with a link', () => {
  test('carries the link from the configured origin, and the recipient must be the box that the account knew', async () => {
    const { letterId, token, mei } = await queueLink()
    expect(await send(letterId)).toBe('sent')
    const { parsed } = sink.mails[0] ?? {}
    expect(parsed?.text).toContain(`https://desk.example/reset/${token}`)
    expect(parsed?.text).toContain('https://desk.example/not-me/')
    expect(parsed?.text).not.toContain(mei.number)
    expect(parsed?.subject).not.toMatch(/\d/)
  })

  test('asks the receiving server to refuse a box that changed hands (RFC 7293)', async () => {
    const { mei, resetId } = await sendLink(house, anaId, { emailChangedAt: new Date('2024-05-06T07:08:09Z') })
    const [letter] = await db().select().from(letters).where(eq(letters.resetId, resetId))
    await send(Number(letter?.id))
    const header = sink.mails[0]?.raw.replace(/\r\n[ \t]/g, ' ')
    expect(header).toContain(`Require-Recipient-Valid-Since: ${mei.registeredEmail}; Mon, 06 May 2024 07:08:09 +0000`)
  })

  test('its hour begins before the server hears of it, and anew with every try', async () => {
    const { letterId, resetId } = await queueLink()
    const expiry = async () =>
      (await db().select({ at: resets.expiresAt }).from(resets).where(eq(resets.id, resetId)))[0]?.at
    let atSending: Date | null | undefined
    const watching: Transport = {
      close: () => {},
      send: async () => {
        atSending = await expiry()
        throw Object.assign(new Error('busy'), { responseCode: 451, response: '451 busy' })
      },
    }
    await send(letterId, later(3), { transport: watching })
    expect(atSending).toEqual(later(63))
    await send(letterId, later(10))
    expect(await expiry()).toEqual(later(70))
  })

  test('a link that died meanwhile is not sent', async () => {
    const { letterId, resetId } = await queueLink()
    await house.owner.db.update(resets).set({ state: 'revoked' }).where(eq(resets.id, resetId))
    expect(await send(letterId)).toBe('suppressed')
    expect(sink.mails).toHaveLength(0)
    expect(await letterOf(letterId)).toMatchObject({ state: 'suppressed' })
  })

  test('waits while every reset is stopped, its try uncounted, and goes out afterwards', async () => {
    const { letterId } = await queueLink()
    await house.owner.db.insert(switches).values({ name: 'stop-resets', on: true, changedAt: now })
    expect(await send(letterId)).toBe('later')
    expect(sink.mails).toHaveLength(0)
    expect(await letterOf(letterId)).toMatchObject({ state: 'queued', attempts: 0 })
    await house.owner.db.delete(switches)
    expect(await send(letterId, later(2))).toBe('sent')
  })

  test('never leaves for another address than the one it was made for', async () => {
    const { letterId } = await queueLink()
    await house.owner.sql`alter table letters disable trigger letters_link_to_registered`
    await house.owner.db.update(letters).set({ recipient: 'eve@example.net' }).where(eq(letters.id, letterId))
    await house.owner.sql`alter table letters enable trigger letters_link_to_registered`
    await expect(send(letterId)).rejects.toThrow(/not the address/)
    expect(sink.mails).toHaveLength(0)
  })
})
