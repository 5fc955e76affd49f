import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openDb } from '#app/db/db.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { openChromium } from '#scripts/chromium.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { ask, expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

const supervised = [
  '/overview',
  '/queue?view=all&group=account',
  '/failed-mails',
  '/audit?list=entries',
  '/audit/reads',
  '/attacks',
  '/policies',
  '/policies/new',
  '/settings',
]

describe.each([
  { where: 'Shanghai, in Chinese', timezoneId: 'Asia/Shanghai', locale: 'zh-CN', colorScheme: 'light', width: 1280 },
  { where: 'New York, in the dark', timezoneId: 'America/New_York', locale: 'en-US', colorScheme: 'dark', width: 390 },
] as const)('in $where', ({ timezoneId, locale, colorScheme, width }) => {
  test('the browser draws every page as the server drew it, and axe finds nothing', async () => {
    const page = await openPage(browser, { timezoneId, locale, colorScheme, viewport: { width, height: 800 } })
    await signIn(page, 'Sol')
    const [policy] = await ask(
      (sql) => sql<{ version: string }[]>`select version from policies order by version desc limit 1`,
    )
    for (const at of [...supervised, `/policies/${policy?.version}`, `/tickets/${inject('cases')[0]}`]) {
      await page.goto(at)
      await settle(page)
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      expect([at, page.faults]).toEqual([at, []])
    }
    await page.context().close()
  })
})

test('the table groups by account as the list does, and one box chooses every row', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto('/queue?view=all&group=account')
  await settle(page)
  const fold = page.getByRole('button', { name: /^\+\d+ of this account$/ }).first()
  const listed = await rowsOf(page)
  const folds = await page.getByRole('button', { name: /of this account$/ }).count()
  await page.keyboard.press('v')
  await page.getByRole('table').waitFor()
  expect(await rowsOf(page)).toEqual(listed)
  expect(await page.getByRole('button', { name: /of this account$/ }).count()).toBe(folds)
  await fold.click()
  expect((await rowsOf(page)).length).toBeGreaterThan(listed.length)
  await expectAccessible(page)

  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await page.getByRole('toolbar').waitFor()
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  await page.getByRole('checkbox', { name: 'Select all on this page' }).uncheck()
  await page.getByRole('toolbar').waitFor({ state: 'detached' })
  // The focus is on the box still, which is no field that one writes in.
  await page.keyboard.press('v')
  await page.getByRole('table').waitFor({ state: 'detached' })
  await settle(page)
  await page.context().close()
})

test('G and a letter go to a page; not in a field, and not where single keys are off', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  await page.goto('/queue')
  await settle(page)
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.waitForURL('**/queue?view=undecided&owner=mine')
  await settle(page)
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await page.waitForURL('**/failed-mails')
  await settle(page)
  // A supervisor's page is no agent's.
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await page.waitForURL('**/queue')
  await settle(page)
  await page.keyboard.press('/')
  await page.keyboard.type('gs')
  expect(new URL(page.url()).pathname).toBe('/queue')
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Not recovery').waitFor()
  expect(await dialog.getByText('Overview').count()).toBe(0)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await ask((sql) => sql`update staff set preferences = preferences || '{"singleKeys": false}' where name = 'Ana'`)
  await page.reload()
  await settle(page)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.keyboard.press('?')
  expect(new URL(page.url()).pathname).toBe('/queue')
  expect(await dialog.count()).toBe(0)
  await ask((sql) => sql`update staff set preferences = preferences - 'singleKeys' where name = 'Ana'`)
  await page.context().close()
})

test('H brings the words that are selected in a mail to where a claim is marked', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  await page.goto(`/tickets/${inject('cases')[0]}`)
  await settle(page)
  const words = await page.evaluate(() => {
    const text = document.querySelector('[role="tabpanel"] mark')
    if (!text) return ''
    document.getSelection()?.selectAllChildren(text.firstChild ?? text)
    return String(document.getSelection())
  })
  await page.keyboard.press('h')
  const field = page.getByLabel('Words in the mail')
  await field.waitFor()
  expect(await field.inputValue()).toBe(words.trim())
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.context().close()
})

test('a case that is opened by its address is seen in its list', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto('/queue?view=all&sort=oldest')
  await settle(page)
  const last = (await rowsOf(page)).at(-1)
  await page.goto(`/tickets/${last}?view=all&sort=oldest`)
  await settle(page)
  const row = page.locator(`a[data-row="${last}"]`)
  await expect.poll(() => row.evaluate((one) => one.getBoundingClientRect().bottom < window.innerHeight + 1)).toBe(true)
  await page.context().close()
})

test('a mail in danger of life, in a third language or of a machine says so, in Chinese too', async () => {
  const danger = await feed('Help', 'I forgot my password, my number is 29433423. I do not want to live any more.')
  const third = await feed('Olvidé', 'Hola, olvidé la contraseña de mi cuenta y no puedo entrar. Muchas gracias.')
  const machine = await feed('Out of office', 'I am away.', ['Auto-Submitted: auto-replied'])
  const page = await openPage(browser, { locale: 'zh-CN' })
  await signIn(page, 'Raj')
  await page.goto(`/tickets/${danger}`)
  await settle(page)
  await page.getByRole('note').getByText('来信人可能有生命危险').waitFor()
  await page.getByRole('note').getByRole('button', { name: '请示主管' }).click()
  await page.getByRole('dialog').getByLabel('您的问题').waitFor()
  await page.keyboard.press('Escape')
  await page.goto(`/tickets/${third}`)
  await settle(page)
  await page.getByText('来信语言：西班牙语').waitFor()
  // Nothing was compared: no half is shown as a probability.
  expect(await page.getByText('50 %').count()).toBe(0)
  await page.goto(`/tickets/${machine}`)
  await settle(page)
  await page.getByText('此邮件：自动回复：Auto-Submitted 标明由机器发出。').waitFor()
  await page.getByRole('tab', { name: '判定过程' }).click()
  await page.getByText('自动回复：由它决定').waitFor()
  await expectAccessible(page)
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('failed mails and the entries of the audit read in Chinese', async () => {
  await ask(
    (sql) => sql`insert into raw_mails (arrived_at, state, attempts, failed_step, reason)
      values (now(), 'failed', 1, 'fetch', 'The server did not answer FETCH within 60 seconds.')`,
  )
  const page = await openPage(browser, { locale: 'zh-CN' })
  await signIn(page, 'Sol')
  await page.goto('/failed-mails')
  await settle(page)
  await page.getByText('服务器在 60 秒内没有回应（FETCH）。').waitFor()
  await page.goto('/audit?list=entries')
  await settle(page)
  await page
    .getByText(/^\d+ 封邮件[:：]/)
    .first()
    .waitFor()
  expect(await page.getByText('{"').count()).toBe(0)
  await page.getByRole('link', { name: '谁看过' }).click()
  await page.waitForURL('**/audit/reads**')
  await settle(page)
  expect(await page.getByRole('link', { name: '谁看过' }).getAttribute('aria-current')).toBe('page')
  await ask((sql) => sql`delete from raw_mails where failed_step = 'fetch'`)
  await page.context().close()
})

function rowsOf(page: Page): Promise<number[]> {
  return page.locator('a[data-row]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-row'))))
}

/** Hands a mail in as the feed does, and waits for its case. */
async function feed(subject: string, text: string, headers: readonly string[] = []): Promise<number> {
  const owner = openDb(inject('ownerUrl'), 'latchkey_owner', 1)
  const bytes = plainMail({ from: `Bo <bo+${subject.length}@example.net>`, subject, text, headers })
  await owner.db.transaction((tx) => keepFedMail(tx, { bytes, now: new Date() }))
  await owner.close()
  for (let turn = 0; turn < 150; turn += 1) {
    const [opened] = await ask(
      (sql) => sql<{ id: number }[]>`select id::int from tickets where subject = ${subject} order by id desc limit 1`,
    )
    if (opened) return opened.id
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`No case was opened for “${subject}” within 30 seconds.`)
}
