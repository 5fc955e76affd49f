import { expect, test } from 'vitest'
import type { MailPart } from '#app/mail/mail-parts.server.ts'
import { joinTexts } from '#app/mail/mail-text.server.ts'
import { parseMail } from '#app/mail/parse.server.ts'

function part(text: string, overrides: Partial<MailPart> = {}): MailPart {
  const content = Buffer.from(text)
  return {
    ...{ contentType: 'text/plain', charset: 'utf-8', flowed: false, delSp: false, disposition: null, filename: null },
    ...{ contentId: null, size: content.length, sha256: '', parents: ['multipart/mixed'], alternative: null, content },
    ...overrides,
  }
}

const decoded = ({ content }: MailPart) => Buffer.from(content ?? []).toString()
const named = part('My number is 1200000146.', { filename: 'mail.txt', disposition: 'inline' })
const footer = part('This mail was checked for viruses.')

test('a body that some program named is read, though a footer stands below it', () => {
  const { text, attachments } = joinTexts([named, footer])
  expect(text).toBe('My number is 1200000146.\n\nThis mail was checked for viruses.')
  expect(attachments).toEqual([])
})

test('a named text below the body is a file', () => {
  const { text, attachments } = joinTexts([footer, named])
  expect(text).toBe('This mail was checked for viruses.')
  expect(attachments).toEqual([named])
})

test('of two named texts below nothing the first is the body', () => {
  const second = part('a list', { filename: 'list.txt' })
  const { text, attachments } = joinTexts([named, second, footer])
  expect(text).toBe('My number is 1200000146.\n\nThis mail was checked for viruses.')
  expect(attachments).toEqual([second])
})

test('what the named body says in HTML belongs to it', () => {
  const alternative = {}
  const html = part('<p>My number is 1200000146.</p>', { contentType: 'text/html', filename: 'mail.html', alternative })
  const { text, html: shown, attachments } = joinTexts([{ ...named, alternative }, html, footer])
  expect([text, shown]).toEqual(['My number is 1200000146.\n\nThis mail was checked for viruses.', decoded(html)])
  expect(attachments).toEqual([])
})

test('an attached text above the body is a file', () => {
  const attached = part('My number is 1200000147.', { filename: 'a.txt', disposition: 'attachment' })
  expect(joinTexts([attached, footer]).attachments).toEqual([attached])
})

test.each([
  ['text/plain', 'My number is 1200000146.'],
  ['text/html', '<p>My number is 1200000146.</p>'],
])('a mail that is nothing but a %s marked as attachment is read', async (type, body) => {
  const lines = ['From: mei@example.com', `Content-Type: ${type}; charset=utf-8`]
  const mail = [...lines, 'Content-Disposition: attachment; filename=mail.txt', '', body, '']
  const { text, attachments } = await parseMail(Buffer.from(mail.join('\r\n')))
  expect(text).toBe('My number is 1200000146.')
  expect(attachments).toEqual([])
})

const enriched = (text: string) => part(text, { contentType: 'text/enriched' })

test.each<[string, string]>([
  ['<bold>Hello</bold>, my number\nis 1200000146.\n\nMei', 'Hello, my number is 1200000146.\nMei'],
  ['<color><param>red</param>Help</color> me', 'Help me'],
  ['a << b', 'a < b'],
  ['<nofill>one\ntwo</nofill>\nthree', 'one\ntwo three'],
  ['1 < 2 and a lone < sign', '1 < 2 and a lone < sign'],
])('enriched text %j reads as %j', (source, text) => {
  expect(joinTexts([enriched(source)]).text).toBe(text)
})

test('enriched text beside the same in plain is not said twice', () => {
  const alternative = {}
  const parts = [part('Hello Mei', { alternative }), { ...enriched('<bold>Hello</bold> Mei'), alternative }]
  expect(joinTexts(parts).text).toBe('Hello Mei')
})
