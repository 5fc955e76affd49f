import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { ask, openPage, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

test('the HTML of a mail runs nothing and loads nothing', async () => {
  const rows = await ask(
    (sql) => sql<{ id: number }[]>`select id::int from messages where html is not null order by id`,
  )
  expect(rows.length).toBeGreaterThan(0)
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  // The desk's own page goes on loading until it is left.
  await page.goto('about:blank')
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
  for (const { id } of rows) {
    const answer = await page.goto(`/messages/${id}/html`)
    const policy = answer?.headers()['content-security-policy'] ?? ''
    expect(policy).toContain('sandbox')
    expect(policy).toContain("default-src 'none'")
    await page.waitForLoadState('networkidle')
  }
  expect(loaded.filter((path) => !/^\/messages\/\d+\/html$|favicon/.test(path))).toEqual([])
})
