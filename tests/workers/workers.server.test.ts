import { eq, isNotNull } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sendQuestionsTask } from '#app/decisions/questions.ts'
import { queueLetter } from '#app/outbox/outbox.server.ts'
import { letters } from '#drizzle/schema/letters.ts'
import { mailboxes } from '#drizzle/schema/mailboxes.ts'
import { rawMails } from '#drizzle/schema/mails.ts'
import { tickets } from '#drizzle/schema/tickets.ts'
import { dovecotUser, startDovecot } from '#scripts/dovecot.ts'
import { putMessage, putTicket } from '#tests/accounts/ticket-in-database.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { mailAbout, until } from '#tests/imap/reading.ts'
import { openSink } from '#tests/outbox/smtp-sink.ts'
import { approveTicket, keepAna, keepMei, mailing } from '#tests/resets/reset-case.ts'
import { type Running, settings, startWorker } from './running.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

const started: Running[] = []
const start = (name: string, env: Record<string, string>) => {
  const worker = startWorker(name, env)
  started.push(worker)
  return worker
}
afterEach(() => Promise.all(started.splice(0).map((worker) => worker.stop('SIGKILL'))))

const database = () => ({ DATABASE_URL: house.url('latchkey_worker') })

test('the outbox sends what was queued before it began and what is queued after, logs nobody, and ends on SIGTERM', async () => {
  const sink = await openSink()
  const mei = await keepMei(house)
  const { ticketId } = await approveTicket(house, { accountNumber: mei.number }, await keepAna(house))
  const recipient = String(mei.registeredEmail)
  const queue = () =>
    house.web.db.transaction((tx) =>
      queueLetter(tx, {
        ticketId,
        kind: 'ask',
        language: 'zh',
        recipient,
        automatic: false,
        now: new Date(),
        ...mailing,
      }),
    )
  await queue()
  const outbox = start('outbox', { ...settings, ...database(), SMTP_PORT: String(sink.settings.smtpPort) })
  await until(async () => sink.mails.length === 1, 'the first letter', 20_000)
  const began = Date.now()
  await queue()
  await until(async () => sink.mails.length === 2, 'the second letter')
  expect(Date.now() - began).toBeLessThan(2000)
  await until(
    async () => (await house.worker.db.select().from(letters).where(eq(letters.state, 'sent'))).length === 2,
    'rows',
  )
  expect(await outbox.stop()).toBe(0)
  expect(outbox.said()).not.toContain(recipient)
  await sink.close()
})

test('a letter refused for the time being waits for its next try, while its job is still at work', async () => {
  const sink = await openSink()
  const mei = await keepMei(house)
  const { ticketId } = await approveTicket(house, { accountNumber: mei.number }, await keepAna(house))
  sink.refusals.push({ code: 451, words: '4.7.1 grey-listed' })
  const recipient = String(mei.registeredEmail)
  const letterId = await house.web.db.transaction((tx) =>
    queueLetter(tx, {
      ticketId,
      kind: 'ask',
      language: 'en',
      recipient,
      automatic: false,
      now: new Date(),
      ...mailing,
    }),
  )
  const outbox = start('outbox', { ...settings, ...database(), SMTP_PORT: String(sink.settings.smtpPort) })
  const waiting = () => house.owner.sql`
    select run_at from graphile_worker.jobs
    where key = ${`letter-${letterId}`} and locked_at is null and run_at > now() + interval '20 seconds'`
  await until(async () => (await waiting()).length === 1, 'the job for the next try', 20_000)
  const [letter] = await house.worker.db
    .select()
    .from(letters)
    .where(eq(letters.id, Number(letterId)))
  expect(letter).toMatchObject({ state: 'queued', attempts: 1, lastError: expect.stringMatching(/grey-listed/) })
  expect(await outbox.stop()).toBe(0)
  await sink.close()
})

test('questions that fell due while no worker ran leave once one runs again, with the code of their form', async () => {
  const sink = await openSink()
  const recipient = 'chen@example.org'
  const ticketId = await putTicket(house, { senderAddress: recipient, openedAt: new Date() })
  await putMessage(house, ticketId, recipient, new Date())
  const due = new Date(Date.now() - 60_000).toISOString()
  await house.worker.sql`
    select latchkey_add_job(${sendQuestionsTask}, json_build_object('ticketId', ${ticketId}::bigint), ${due}::timestamptz, 'questions')`
  const outbox = start('outbox', { ...settings, ...database(), SMTP_PORT: String(sink.settings.smtpPort) })
  await until(async () => sink.mails.length === 1, 'the letter', 20_000)
  expect(sink.mails[0]?.to).toEqual([recipient])
  expect(sink.mails[0]?.parsed.text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
  const [ticket] = await house.worker.db.select().from(tickets).where(eq(tickets.id, ticketId))
  expect(ticket?.state).toBe('waiting')
  expect(await outbox.stop()).toBe(0)
  expect(outbox.said()).not.toContain(recipient)
  await sink.close()
})

test('the IMAP worker reads the mailbox of its settings and gives the lease back on SIGTERM', async () => {
  const server = await startDovecot()
  const imap = start('imap', {
    ...settings,
    ...database(),
    IMAP_HOST: '127.0.0.1',
    IMAP_PORT: String(server.port),
    IMAP_SECURITY: 'none',
    IMAP_USER: 'desk',
    IMAP_PASSWORD: dovecotUser.password,
  })
  await until(async () => (await house.worker.db.select().from(mailboxes))[0]?.lastSuccessAt, 'the first look', 20_000)
  await server.append(mailAbout('help'))
  const fetched = house.worker.db.select({ id: rawMails.id }).from(rawMails).where(isNotNull(rawMails.mailboxId))
  await until(async () => (await fetched).length === 1, 'the mail')
  expect(await imap.stop()).toBe(0)
  const [mailbox] = await house.worker.db.select().from(mailboxes)
  expect(mailbox).toMatchObject({ leaseHolder: null, state: 'active', lastUid: 1 })
  expect(Buffer.from(mailbox?.secret ?? []).includes(dovecotUser.password)).toBe(false)
  expect(imap.said()).not.toContain(dovecotUser.password)
  await server.stop()
})

test('wrong settings end a worker with 78 and every fault at once', async () => {
  const outbox = start('outbox', { ...settings, SMTP_PORT: '99999', ORIGIN: '', DESK_ADDRESS: 'nobody' })
  expect(await outbox.ended).toBe(78)
  for (const name of ['SMTP_PORT', 'ORIGIN', 'DESK_ADDRESS']) expect(outbox.said()).toContain(name)
})

test('a worker that finds no database ends with 1, whatever it has opened: only what ends is started again', async () => {
  const intake = start('intake', { ...settings, DATABASE_URL: 'postgres://nobody:none@127.0.0.1:1/none' })
  expect(await intake.ended).toBe(1)
  expect(intake.said()).toContain('ended by an error')
})
