import { afterAll, expect, test, vi } from 'vitest'
import { openParserPool } from '#app/mail/parser-pool.server.ts'
import { rawMail } from '#tests/factories/mail.ts'

// Threads start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const pool = openParserPool({ threads: 2, limitMs: 20_000 })
afterAll(() => pool.close())

test('a thread reads a mail as the main thread would', async () => {
  const mail = await pool.parse(rawMail())
  expect(mail.subject).toBe('I lost my password')
  expect(mail.text).toBe('Hello, my number is 1200000146. Please reset the password.')
  expect(mail.date).toEqual(new Date('2026-03-02T08:00:00Z'))
})

test('more mails than threads are all read', async () => {
  const mails = await Promise.all(
    Array.from({ length: 12 }, (_, index) => pool.parse(rawMail({ fields: { Subject: `mail ${index}` } }))),
  )
  expect(mails.map(({ subject }) => subject)).toEqual(Array.from({ length: 12 }, (_, index) => `mail ${index}`))
})

test('a mail that cannot be read is rejected alone', async () => {
  await expect(pool.parse(new Uint8Array())).rejects.toThrow('it has no bytes')
  await expect(pool.parse(rawMail())).resolves.toMatchObject({ subject: 'I lost my password' })
})

test('a mail that takes too long is rejected, and the pool goes on', async () => {
  const hasty = openParserPool({ threads: 1, limitMs: 1 })
  await expect(hasty.parse(rawMail())).rejects.toThrow('the parser took longer than 0.001 s')
  await expect(hasty.parse(rawMail())).rejects.toThrow('the parser took longer')
  await hasty.close()
  await expect(hasty.parse(rawMail())).rejects.toThrow('closed')
})
