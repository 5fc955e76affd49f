import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDb } from '#app/db/db.server.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
import { openChromium } from '#scripts/chromium.ts'
import { type ImapServer, openImapServer } from '#scripts/demo/imap-server.ts'
import { ask, expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

const operator = { name: 'Operator', email: 'operator@latchkey.example', password: 'saddle-plum-tunnel-58' }
const address = 'recovery@latchkey.example'

let browser: Browser
let imap: ImapServer
beforeAll(async () => {
  browser = await openChromium()
  imap = await openImapServer({ startedAt: new Date() })
  const { db, close } = openDb(inject('ownerUrl'), 'latchkey_owner', 1)
  await db.transaction((tx) => createStaff(tx, { ...operator, role: 'admin', now: new Date() }))
  await close()
})
afterAll(async () => {
  await ask((sql) => sql`update mailboxes set state = 'paused' where address = ${address}`)
  await browser.close()
  await imap.close()
})

async function signInAsOperator(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel(/^(E-mail|邮箱)$/).fill(operator.email)
  await page.getByLabel(/^(Password|密码)$/).fill(operator.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(queue|overview)/)
}

/** Fills what the fields ask for; labels are those of the form. */
async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
}

const testEnds = (page: Page, words: string) => page.getByText(words).waitFor({ timeout: 30_000 })

test('a mailbox is added, refused in the server’s own words, mended, started, paused and asked for old mail', async () => {
  const page = await openPage(browser)
  await signInAsOperator(page)
  await page.getByRole('link', { name: 'Mailboxes' }).first().click()
  await page.getByText('support@latchkey.example').first().waitFor()
  await page.getByText('Set by the environment').first().waitFor()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Add a mailbox' }).click()
  await page.getByRole('link', { name: 'QQ Mail' }).click()
  await expect.poll(() => page.getByLabel('Server', { exact: true }).inputValue()).toBe('imap.qq.com')
  await page.getByText('authorisation code').waitFor()
  await page.getByRole('link', { name: 'Another server' }).click()
  await expect.poll(() => page.getByLabel('Server', { exact: true }).inputValue()).toBe('')

  await page.getByLabel('Encryption').selectOption('none')
  await fill(page, { 'Address of the desk': address, Server: 'imaps://x', Port: '25', Password: 'wrong' })
  await page.getByRole('button', { name: 'Add and test' }).click()
  await page.getByText('3 fields need a look.').waitFor()
  await expectAccessible(page)
  expect(await page.getByLabel('Address of the desk').inputValue()).toBe(address)
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('')

  await fill(page, { Server: '127.0.0.1', Port: String(imap.port), User: imap.user, Password: 'wrong' })
  await page.getByRole('button', { name: 'Add and test' }).click()
  await page.waitForURL(/\/mailboxes\/[0-9a-f-]{36}/)
  await testEnds(page, 'It ended at the step that failed.')
  const refused = page.getByRole('listitem').filter({ hasText: 'Sign in' })
  expect(await refused.locator('q').textContent()).toMatch(/login|auth|invalid|fail/i)
  await page.getByText('Not started').waitFor()
  await expectAccessible(page)
  expect(await page.content()).not.toContain('wrong')

  await fill(page, { Password: imap.password })
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.getByRole('button', { name: 'Test again' }).click()
  await testEnds(page, 'Every step passed.')

  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('Started.').waitFor()
  await page.getByText('Server, user and folder stay').waitFor({ timeout: 40_000 })

  await page.getByRole('button', { name: 'Fetch old mail' }).click()
  await page.getByRole('dialog').getByText('No automatic letters are sent for old mail').waitFor()
  await expectAccessible(page)
  await page.getByLabel('Received since').fill('2026-01-02')
  await page.getByRole('dialog').getByRole('button', { name: 'Fetch old mail' }).click()
  await page.getByText('Old mail since 2 Jan 2026').waitFor()

  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByLabel('Why (the others see it)').fill('The server moves')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused: The server moves').waitFor()
  await expectAccessible(page)

  const deeds = await ask(
    (sql) => sql<{ verb: string; details: string }[]>`
      select verb, details::text from audit_entries where verb like 'mailbox_%' order by id`,
  )
  expect(deeds.map(({ verb }) => verb)).toEqual([
    'mailbox_added',
    'mailbox_tested',
    'mailbox_changed',
    'mailbox_tested',
    'mailbox_resumed',
    'mailbox_backfill_asked',
    'mailbox_paused',
  ])
  expect(JSON.stringify(deeds)).not.toMatch(new RegExp(`wrong|${imap.password}`))
  // The browser complains of answers that say no, and of questions that the next page overtook.
  expect(page.faults.filter((fault) => !/status of 4(09|22)|signal is aborted/.test(fault))).toEqual([])
  await page.context().close()
})

test('on a phone, in the dark and in Chinese the pages are whole', async () => {
  const page = await openPage(browser, { colorScheme: 'dark', viewport: { width: 390, height: 800 }, locale: 'zh-CN' })
  await signInAsOperator(page)
  const [mailbox] = await ask((sql) => sql<{ id: string }[]>`select id from mailboxes where address = ${address}`)
  for (const [path, words] of [
    ['/mailboxes', '邮箱'],
    ['/mailboxes/new?preset=netease', '添加邮箱'],
    [`/mailboxes/${mailbox?.id}`, '连接测试'],
    ['/settings', '设置'],
  ] as const) {
    await page.goto(path)
    await settle(page)
    await page.getByRole('heading', { name: words }).first().waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  await page.context().close()
})

test('mailboxes are for whoever runs the desk', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Sol')
  expect(await page.getByRole('link', { name: 'Mailboxes' }).count()).toBe(0)
  for (const path of ['/mailboxes', '/mailboxes/new']) expect((await page.goto(path))?.status()).toBe(403)
  await page.context().close()
})

test('who runs the desk looks at cases and is offered no act on them, neither by a mark nor by a key', async () => {
  const page = await openPage(browser)
  await signInAsOperator(page)
  await page.goto('/queue')
  await settle(page)
  await page.keyboard.press('j')
  expect(await page.getByRole('checkbox').count()).toBe(0)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/tickets\//)
  await settle(page)
  for (const key of ['x', 'i', 'z', 'l', 'q', 't']) await page.keyboard.press(key)
  await page.waitForTimeout(300)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await page.getByRole('toolbar').count()).toBe(0)
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('a person chooses language and theme, and can switch single keys off', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto('/settings')
  await page.getByLabel('简体中文').check()
  await page.getByLabel('Dark', { exact: true }).check()
  await page.getByLabel('Single keys act').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('已保存。').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  await expectAccessible(page)
  await settle(page)
  await page.keyboard.press('?')
  await page.waitForTimeout(300)
  expect(await page.getByRole('dialog').count()).toBe(0)

  await page.getByLabel('跟随浏览器').check()
  await page.getByLabel('跟随系统').check()
  await page.getByLabel('启用单键快捷键').check()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('Saved.').waitFor()
  await settle(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await page.context().close()
})
