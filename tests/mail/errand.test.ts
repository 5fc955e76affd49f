import { expect, test } from 'vitest'
import { findPartApart, viewApart } from '#app/mail/errand.server.ts'
import { mailWith, photograph, sha256Of } from '#tests/factories/attached-mail.ts'

test('an attachment is opened in a process of its own, several at a time', async () => {
  const picture = await photograph()
  const files = [
    { filename: 'card.jpg', contentType: 'image/jpeg', bytes: picture },
    { filename: 'notes.txt', contentType: 'text/plain', bytes: Buffer.from('Hello') },
  ]
  const mail = mailWith(files)
  const [view, part, other, none] = await Promise.all([
    viewApart(mail, { filename: 'card.jpg', contentType: 'image/jpeg', sha256: sha256Of(picture) }),
    findPartApart(mail, sha256Of(picture)),
    viewApart(mail, { filename: 'notes.txt', contentType: 'text/plain', sha256: sha256Of(Buffer.from('Hello')) }),
    findPartApart(mail, sha256Of(Buffer.from('other'))),
  ])
  expect(view).toMatchObject({ kind: 'image', type: 'image/webp' })
  expect(Buffer.from(part?.bytes ?? []).equals(picture)).toBe(true)
  expect(other).toEqual({ kind: 'text', text: 'Hello', cut: false })
  expect(none).toBeNull()
}, 60_000)
