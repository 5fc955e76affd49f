import { setTimeout as rest } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDb } from '#app/db/db.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { openChromium } from '#scripts/chromium.ts'
import { type Attached, mailWith, onePagePdf, photograph } from '#tests/factories/attached-mail.ts'
import { rawMail } from '#tests/factories/mail.ts'
import { ask, expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

/** A process of its own is started for each file. */
const patience = { timeout: 60_000 }

let browser: Browser
let attachedCase: number
let garbledCase: number
beforeAll(async () => {
  browser = await openChromium()
  attachedCase = await feed(
    'three papers',
    mailWith(await papers(), { Subject: 'three papers', 'Message-ID': '<p@x>' }),
  )
  garbledCase = await feed('garbled', garbled())
})
afterAll(() => browser.close())

const script = `<script>fetch('/evil');alert(1)</script><img src="http://evil.example/a.png" onerror="alert(2)">`

async function papers(): Promise<Attached[]> {
  const file = (filename: string, contentType: string, bytes: string | Uint8Array) => ({
    filename,
    contentType,
    bytes: Buffer.from(bytes),
  })
  const inner = rawMail({
    fields: { From: '"Bo" <bo@example.net>', Subject: 'an old letter', 'Content-Type': 'text/html' },
    body: `<p>I am Bo</p>${script}`,
  })
  return [
    file('card.jpg', 'image/jpeg', await photograph(400, 300)),
    file('page.html', 'text/html', script),
    { ...file('old.eml', 'message/rfc822', inner) },
    file('paper.pdf', 'application/pdf', onePagePdf),
    file('drawing.svg', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
    file('not-a-picture.png', 'image/png', script),
    file('notes.txt', 'text/plain', 'My friends are 36518820 and 37244018.'),
    file('winmail.dat', 'application/ms-tnef', 'x'),
    file('invoice.pdf.exe', 'application/octet-stream', 'MZ'),
    file(
      '身份证照片-a-very-long-name-that-does-not-fit-on-a-phone-however-it-is-turned.png',
      'image/png',
      await photograph(),
    ),
  ]
}

/** Chinese in Big5, labelled as a western charset. */
function garbled(): Buffer {
  const said = 'a7daaabab8b9bd58ac4f3239343333343233a143a7d1b04fb14bbd58a143abb0a5aba147a6a8b3a3a143'
  const head = rawMail({
    fields: { Subject: 'garbled', 'Message-ID': '<g@x>', 'Content-Type': 'text/plain; charset=windows-1252' },
    body: '',
  })
  return Buffer.concat([head, Buffer.from(said, 'hex'), Buffer.from('\r\n')])
}

/** Hands a mail to the running desk and gives the case that it opens. */
async function feed(subject: string, bytes: Buffer): Promise<number> {
  const { db, close } = openDb(inject('ownerUrl'), 'latchkey_owner', 1)
  await db.transaction((tx) => keepFedMail(tx, { bytes, now: new Date() }))
  await close()
  for (;;) {
    const [row] = await ask(
      (sql) => sql<{ id: number }[]>`select ticket_id::int as id from messages where subject = ${subject} limit 1`,
    )
    if (row) return row.id
    await rest(200)
  }
}

async function openCase(name: string, id: number): Promise<Page & { faults: string[]; foreign: string[] }> {
  const page = Object.assign(await openPage(browser), { foreign: [] as string[] })
  const home = new URL(inject('origin')).host
  page.on('request', (request) => {
    const { host, pathname, protocol } = new URL(request.url())
    if ((protocol.startsWith('http') && host !== home) || pathname === '/evil') page.foreign.push(request.url())
  })
  page.on('dialog', (dialog) => {
    page.foreign.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await signIn(page, name)
  await page.goto(`/tickets/${id}`)
  await settle(page)
  return page
}

test('the tabs of a mail are gone through by the arrows, and each shows its own', async () => {
  const page = await openCase('Sol', attachedCase)
  await page.getByRole('tab', { name: 'Text' }).focus()
  const seen: string[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    seen.push((await page.getByRole('tab', { selected: true }).textContent()) ?? '')
    if (seen.at(-1) === 'Headers') await page.getByText('Subject: three papers').waitFor()
    if (seen.at(-1) === 'Raw') await page.getByText('Content-Disposition: attachment; filename="page.html"').waitFor()
    if (seen.at(-1) === 'How it was judged') await page.getByRole('heading', { name: 'Steps' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('ArrowRight')
  }
  expect(seen).toEqual(['Text', 'How it was judged', 'Headers', 'Raw'])
  await page.context().close()
})

test('attachments open in place, run nothing and load nothing from elsewhere', async () => {
  const page = await openCase('Ana', attachedCase)
  const files = page.getByRole('region', { name: 'Attachments' })
  expect(await files.getByRole('listitem').count()).toBe(10)
  for (const name of ['card.jpg', 'page.html', 'old.eml', 'notes.txt', 'paper.pdf', 'not-a-picture.png'])
    await files.getByRole('button', { name: `Open ${name}` }).click()
  const picture = files.getByRole('img', { name: /card\.jpg/ })
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(400)
  const framed = (name: string) => files.frameLocator(`iframe[title*="${name}"]`)
  await framed('page.html').getByText("<script>fetch('/evil')").waitFor()
  await framed('old.eml').getByText('"Bo" <bo@example.net>').waitFor()
  await framed('old.eml').getByText('I am Bo').waitFor()
  await framed('notes.txt').getByText('36518820').waitFor()
  await files.getByText('This picture cannot be shown').waitFor()
  for (const name of ['drawing.svg', 'invoice.pdf.exe'])
    expect(await files.getByRole('button', { name: `Open ${name}` }).count()).toBe(0)
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page)
  expect(page.foreign).toEqual([])
  await page.context().close()
})

test('a file is saved and never opened, whatever it is', async () => {
  const page = await openCase('Ana', attachedCase)
  const rows = await ask(
    (sql) => sql<{ id: number; filename: string }[]>`
      select a.id::int, a.filename from attachments a join messages m on m.id = a.message_id
      where m.ticket_id = ${attachedCase} order by a.position`,
  )
  for (const { id, filename } of rows) {
    const answer = await page.request.get(`/attachments/${id}/file`)
    const { 'content-disposition': disposition, ...headers } = answer.headers()
    expect(disposition).toContain(`attachment; filename="`)
    expect(disposition).toContain(encodeURIComponent(filename).slice(0, 20))
    expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff' })
    expect(headers['content-security-policy']).toContain('sandbox')
  }
  expect((await page.request.get('/attachments/999999/file')).status()).toBe(404)
  const stranger = await openPage(browser)
  const kept = await stranger.request.get(`/attachments/${rows[0]?.id}/view`, { maxRedirects: 0 })
  expect(kept.status()).toBe(302)
  await page.context().close()
  await stranger.context().close()
})

test('a field is revealed for a reason, masked again after five minutes, and a supervisor sees who looked', async () => {
  const page = await openCase('Ana', attachedCase)
  await page.clock.install()
  await page.reload()
  await settle(page)
  const address = page.url()
  const record = page.getByRole('region', { name: 'On record' })
  expect(await record.getByText('••• 001').count()).toBe(0)
  await record.getByRole('button', { name: 'Reveal: Phone' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByLabel('Reason').fill('x')
  await dialog.getByRole('button', { name: 'Reveal for five minutes' }).click()
  await dialog.getByText('at least six letters').waitFor()
  await dialog.getByLabel('Reason').fill('He names another phone')
  await dialog.getByRole('button', { name: 'Reveal for five minutes' }).click()
  await record.getByText('••• 001').waitFor()
  await expectAccessible(page)
  expect(page.url()).toBe(address)
  await page.clock.fastForward('04:50')
  expect(await record.getByText('••• 001').count()).toBe(1)
  await page.clock.fastForward('00:15')
  await record.getByText('••• 001').waitFor({ state: 'detached' })
  await page.context().close()

  const supervisor = await openPage(browser)
  await signIn(supervisor, 'Sol')
  await supervisor.goto(`/audit/reads?ticket=${attachedCase}`)
  await settle(supervisor)
  await expectAccessible(supervisor)
  const looks = supervisor.getByRole('list', { name: 'Looks, newest first' }).getByRole('listitem')
  const told = (await looks.allTextContents()).join('\n')
  for (const look of [/Field revealed.*Ana/, /Case opened.*Ana/, /He names another phone/, /File downloaded/])
    expect(told).toMatch(look)
  expect(told).not.toContain('••• 001')
  await supervisor.context().close()
})

test('a claim and its bar light each other, and a digit goes to the bar', async () => {
  const [row] = await ask(
    (sql) => sql<{ id: number }[]>`select id::int from tickets where claimed_account = '29433423' order by id limit 1`,
  )
  const page = await openCase('Raj', row?.id ?? 0)
  const link = page.locator('sup a').first()
  const mark = (await link.textContent()) ?? ''
  await page.keyboard.press(mark)
  const bar = page.locator(`#claim-${mark}`)
  expect(await bar.evaluate((line) => line.contains(document.activeElement))).toBe(true)
  expect(await bar.getAttribute('class')).toContain('bg-accent-soft')
  await bar.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  expect(await bar.getAttribute('class')).not.toContain('bg-accent-soft')
  await link.focus()
  expect(await bar.getAttribute('class')).toContain('bg-accent-soft')
  await page.context().close()
})

test('a garbled mail is read again in another charset, seen, and taken over', async () => {
  const page = await openCase('Raj', garbledCase)
  await page.getByText('Unreadable? Read again in another charset').click()
  await page.getByLabel('Charset').selectOption('big5')
  await page.getByRole('button', { name: 'Read so' }).click()
  const reading = page.getByRole('region', { name: 'Read as big5, stored nowhere' })
  await reading.getByText('城市：成都').waitFor()
  await expectAccessible(page)
  const stored = () => ask((sql) => sql<{ text: string }[]>`select text from messages where ticket_id = ${garbledCase}`)
  expect((await stored())[0]?.text).not.toContain('成都')
  await reading.getByRole('button', { name: 'Use this reading' }).click()
  await expect.poll(async () => (await stored())[0]?.text, patience).toContain('城市：成都')
  await page.context().close()
})
