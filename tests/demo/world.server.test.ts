import nodemailer from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openImapServer } from '#scripts/demo/imap-server.ts'
import { openSmtpSink } from '#scripts/demo/smtp-sink.ts'
import { openTestDatabase, type TestDatabase } from '#tests/database/database.ts'
import { addMailbox, keptMails, mailAbout, readRow, startReading, until } from '#tests/imap/reading.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await openTestDatabase()
})
afterAll(() => house.close())

test('the demo’s IMAP server delivers bytes as they are, and counts anew at every start', async () => {
  const { db } = house.worker
  const raw = Buffer.concat([Buffer.from(mailAbout('demo')), Buffer.from([0xc4, 0xe3, 0xba, 0xc3])])
  const server = await openImapServer({ startedAt: new Date('2026-11-22T08:00:00Z') })
  const mailbox = await addMailbox(db, server.port, { username: server.user })
  const reader = startReading(db, mailbox, { password: server.password })
  await until(async () => (await readRow(db, mailbox)).lastSuccessAt, 'the first look')
  server.deliver(raw)
  const [mail] = await until(
    async () => (await keptMails(db, mailbox)).length > 0 && keptMails(db, mailbox),
    'the mail',
  )
  expect(Buffer.from(mail?.text ?? '', 'latin1')).toEqual(raw)
  await reader.stop()
  await server.close()

  const again = await openImapServer({ startedAt: new Date('2026-11-22T08:00:09Z'), port: server.port })
  again.deliver(Buffer.from(mailAbout('after the restart')))
  const second = startReading(db, mailbox, { password: server.password })
  await until(async () => (await keptMails(db, mailbox)).length === 2, 'the mail after the restart')
  await second.stop()
  await again.close()
})

test('the sink shows what the desk sent: escaped, with links that can be followed, and nothing that runs', async () => {
  const sink = await openSmtpSink()
  const smtp = nodemailer.createTransport({ host: '127.0.0.1', port: sink.smtpPort, secure: false, ignoreTLS: true })
  const waiting = sink.waitFor(({ to }) => to === 'mei@example.com', 5000)
  await smtp.sendMail({
    from: 'recover@desk.example',
    to: 'mei@example.com',
    subject: '<script>alert(1)</script>',
    text: 'Open https://desk.example/reset/abc_-1 & choose <b>',
  })
  const mail = await waiting
  expect(mail.text).toContain('https://desk.example/reset/abc_-1')

  const list = await fetch(sink.url)
  expect(list.headers.get('content-security-policy')).toMatch(/default-src 'none'/)
  const listed = await list.text()
  expect(listed).not.toContain('<script>')
  expect(listed).toContain(`href="/${mail.number}"`)
  const page = await (await fetch(`${sink.url}${mail.number}`)).text()
  expect(page).toContain('<a href="https://desk.example/reset/abc_-1">')
  expect(page).toContain('&#60;b&#62;')
  expect((await fetch(`${sink.url}99`)).status).toBe(404)
  await expect(sink.waitFor(({ to }) => to === 'eve@example.net', 50)).rejects.toThrow(/no such mail/)
  smtp.close()
  await sink.close()
})
