import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { expectAccessible, openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

test('a person reads every moment in his own time zone, and its name on resting over it', async () => {
  // The browser sits elsewhere: what was set counts, on the server and in the browser alike.
  const page = await openPage(browser, { timezoneId: 'America/New_York' })
  await signIn(page, 'Raj')
  await page.goto(`/tickets/${inject('cases')[0]}`)
  await settle(page)
  const arrived = page.getByRole('article').first().locator('header time').first()
  const at = new Date(String(await arrived.getAttribute('datetime')))
  expect(await arrived.textContent()).toMatch(/UTC$/)
  await choose(page, 'Asia/Shanghai')
  await expectAccessible(page)
  await page.goto(`/tickets/${inject('cases')[0]}`)
  await settle(page)
  const there = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  expect(await arrived.textContent()).toMatch(new RegExp(`, ${there.slice(11, 16)} UTC\\+8$`))
  expect(await arrived.getAttribute('title')).toMatch(/UTC\+8, Asia\/Shanghai$/)
  await choose(page, 'UTC')
  expect(page.faults).toEqual([])
  await page.context().close()
})

async function choose(page: Awaited<ReturnType<typeof openPage>>, zone: string): Promise<void> {
  await page.goto('/settings')
  await settle(page)
  await page.getByLabel('Time zone').selectOption(zone)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(await page.getByLabel('Time zone').inputValue()).toBe(zone)
}
