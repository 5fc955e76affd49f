import { describe, expect, test } from 'vitest'
import { savedAs } from '#app/mail/attachment-disposition.ts'
import { imageType, isPdf, isRisky, looksLikeText, statedKind } from '#app/mail/attachment-kind.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['card.png', 'image/png', 'image'],
  ['card.JPG', 'application/octet-stream', 'image'],
  ['scan.pdf', 'application/pdf', 'pdf'],
  ['notes.txt', 'text/plain', 'text'],
  ['page.html', 'text/html', 'text'],
  ['list.csv', 'application/vnd.ms-excel', 'text'],
  ['old.eml', 'application/octet-stream', 'mail'],
  ['message-1.eml', 'message/rfc822', 'mail'],
  ['drawing.svg', 'image/svg+xml', 'none'],
  ['drawing.svg', 'text/xml', 'none'],
  ['winmail.dat', 'application/ms-tnef', 'mail'],
  ['tool.exe', 'application/x-msdownload', 'none'],
  ['report.doc', 'application/msword', 'none'],
])('%s of type %s says that it is: %s', (filename, contentType, kind) => {
  expect(statedKind({ filename, contentType })).toBe(kind)
})

test.each([
  ['invoice.pdf.exe', 'application/pdf', true],
  ['INVOICE.EXE', 'application/octet-stream', true],
  ['page.html', 'text/plain', true],
  ['page', 'text/html', true],
  ['sheet.xlsm', 'application/vnd.ms-excel', true],
  ['drawing.svg', 'image/svg+xml', true],
  ['photo.jpg', 'image/jpeg', false],
  ['scan.pdf', 'application/pdf', false],
])('%s of type %s could run something: %s', (filename, contentType, risky) => {
  expect(isRisky({ filename, contentType })).toBe(risky)
})

describe('the bytes have the last word', () => {
  test.each([
    ['\x89PNG\r\n\x1a\n rest', 'image/png'],
    ['\xff\xd8\xff\xe0 rest', 'image/jpeg'],
    ['GIF89a rest', 'image/gif'],
    ['GIF87a rest', 'image/gif'],
    ['GIF88a rest', null],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
    ['RIFF\x10\x00\x00\x00WAVEfmt ', null],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', null],
    ['<html>', null],
    ['', null],
  ])('%j is %s', (start, type) => {
    expect(imageType(bytes(start))).toBe(type)
  })

  test.each([
    ['%PDF-1.7', true],
    [' %PDF-1.7', false],
    ['<html>%PDF-', false],
  ])('%j is a PDF: %s', (start, is) => {
    expect(isPdf(bytes(start))).toBe(is)
  })

  test.each([
    ['Hello\r\nworld\t!', true],
    ['\xc4\xe3\xba\xc3', true],
    ['\xff\xfeH\x00i\x00', true],
    ['MZ\x90\x00\x03', false],
    ['\x01\x02\x03\x04\x05 text', false],
    ['', true],
  ])('%j can be read as text: %s', (start, is) => {
    expect(looksLikeText(bytes(start))).toBe(is)
  })
})

describe('a saved file has its own name and nothing else of the header', () => {
  test.each([
    ['notes.txt', `attachment; filename="notes.txt"; filename*=UTF-8''notes.txt`],
    ['身份证.png', `attachment; filename="___.png"; filename*=UTF-8''%E8%BA%AB%E4%BB%BD%E8%AF%81.png`],
    [`a"b\\c%d'e.txt`, `attachment; filename="a_b_c_d'e.txt"; filename*=UTF-8''a%22b%5Cc%25d%27e.txt`],
    ['a;b=c.txt', `attachment; filename="a;b=c.txt"; filename*=UTF-8''a%3Bb%3Dc.txt`],
  ])('%s', (name, header) => {
    expect(savedAs(name)).toBe(header)
    expect(() => new Headers({ 'Content-Disposition': savedAs(name) })).not.toThrow()
  })
})
