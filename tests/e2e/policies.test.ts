import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { ask, expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
})

test.each([
  {
    locale: 'en-GB',
    width: 1280,
    section: 'Found by facts',
    field: 'Counts as named from (bits)',
    fault: 'must be a number',
    place: 'Found by facts › Counts as named from (bits)',
    empty: 'empty',
  },
  {
    locale: 'zh-CN',
    width: 390,
    section: '凭事实找到的账号',
    field: '视同已指明账号（比特）',
    fault: '必须是数字',
    place: '凭事实找到的账号 › 视同已指明账号（比特）',
    empty: '空',
  },
])('a part that the policy lacks is given by its name, in $locale', async ({ locale, width, ...words }) => {
  const page = await openPage(browser, { locale, viewport: { width, height: 800 } })
  await signIn(page, 'Sol')
  await page.goto('/policies/new')
  await settle(page)
  const field = page.getByLabel(words.field)
  expect(await field.isVisible()).toBe(false)
  await page.locator('summary', { hasText: words.section }).click()
  expect(await field.inputValue()).toBe('')

  await field.fill('a lot')
  await page.locator('button[value="test"]').click()
  const told = page.getByRole('alert').filter({ hasText: words.fault })
  await told.waitFor()
  expect(await field.inputValue()).toBe('a lot')
  expect(await field.getAttribute('aria-invalid')).toBe('true')
  expect(await field.getAttribute('aria-describedby')).toContain(await told.locator('..').getAttribute('id'))
  await page.getByRole('link', { name: words.place }).click()
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  // What happens elsewhere on the desk brings the page up to date, and takes nothing away.
  await page.waitForSelector('html[data-live="open"]', { state: 'attached' })
  const brought = page.waitForEvent('requestfinished', (request) => request.url().includes('/policies/new.data'))
  await ask((sql) => sql`select pg_notify('desk', 'desk')`)
  await brought
  await page.waitForTimeout(300)
  expect(await field.inputValue()).toBe('a lot')
  expect(await told.isVisible()).toBe(true)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)

  await field.fill('30')
  await page.locator('button[value="test"]').click()
  const row = page.getByRole('row').filter({ hasText: words.place })
  await row.waitFor()
  expect(await row.getByRole('cell').allInnerTexts()).toEqual([expect.stringContaining(words.place), words.empty, '30'])
  // The browser itself tells of the answer that named the fault.
  expect(page.faults.filter((fault) => !fault.includes('422'))).toEqual([])
  await page.context().close()
})
