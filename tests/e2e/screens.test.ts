import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

let browser: Browser
const caseId = inject('cases')[0] ?? 0
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

const deskPages = () => [
  '/queue',
  '/queue?view=all',
  '/queue?search=nobody',
  `/tickets/${caseId}`,
  '/failed-mails',
  '/audit',
  '/tickets/999999',
]
const publicPages = ['/sign-in', '/account/sign-in', '/reset/no-such-link', '/not-me/no-such-link']
const looks = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 390 },
  { theme: 'dark', width: 390 },
] as const

describe.each(looks)('in $theme at $width pixels', ({ theme, width }) => {
  test('axe finds nothing and no page can be moved sideways', async () => {
    const page = await openPage(browser, { colorScheme: theme, viewport: { width, height: 800 } })
    for (const path of publicPages) await inspect(page, path)
    await signIn(page, 'Sol')
    for (const path of deskPages()) await inspect(page, path)
    await page.context().close()
  })
})

test.each([
  { width: 1280, locale: 'en-GB' },
  { width: 1280, locale: 'zh-CN' },
  { width: 390, locale: 'en-GB' },
])('nothing that is drawn moves while a page loads: $width pixels, $locale', async ({ width, locale }) => {
  const page = await openPage(browser, { locale, viewport: { width, height: 800 } })
  await signIn(page, 'Sol')
  const moved: Record<string, readonly string[]> = {}
  for (const path of [...deskPages(), '/overview', '/audit/reads', '/attacks', '/policies', '/settings']) {
    await page.goto(path)
    await settle(page)
    const shifts = await page.evaluate(async () => {
      type Shift = PerformanceEntry & {
        value: number
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
      }
      const seen: { value: number; of: string }[] = []
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries() as Shift[]) {
          const of = sources.map(({ node, previousRect, currentRect }) => {
            const where = (rect: DOMRect) => [rect.x, rect.y, rect.width, rect.height].map(Math.round).join(' ')
            return `${node?.textContent?.slice(0, 80)} from ${where(previousRect)} to ${where(currentRect)}`
          })
          seen.push({ value, of: of.join('; ') })
        }
      }).observe({ type: 'layout-shift', buffered: true })
      await new Promise((told) => setTimeout(told, 300))
      return seen
    })
    // Less than a line of a row: an age that grew while it was looked at.
    if (shifts.reduce((sum, { value }) => sum + value, 0) > 0.001)
      moved[path] = shifts.map(({ value, of }) => `${value.toFixed(5)} ${of}`)
  }
  expect(moved).toEqual({})
  await page.context().close()
})

test('a dialog is accessible, and Esc closes it without a decision', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto(`/tickets/${caseId}`)
  await settle(page)
  for (const key of ['d', 'm']) {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await expectAccessible(page)
})

test('every control of a case can be reached by Tab', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto(`/tickets/${caseId}`)
  await settle(page)
  const all = await page
    .locator('a[href], button:not([disabled]), input, select, textarea, summary')
    .filter({ visible: true })
    .count()
  const reached = new Set<string>()
  for (let turn = 0; turn < all + 20; turn += 1) {
    await page.keyboard.press('Tab')
    const where = await page.evaluate(() => {
      const one = document.activeElement
      return one
        ? `${one.tagName} ${one.textContent?.slice(0, 40)} ${one.getAttribute('href') ?? one.getAttribute('name') ?? ''}`
        : ''
    })
    reached.add(where)
  }
  expect([...reached].some((where) => /Approve/.test(where))).toBe(true)
  expect([...reached].some((where) => /Refuse/.test(where))).toBe(true)
})

test('an agent is kept from the audit, a stranger from everything', async () => {
  const page = await openPage(browser)
  await page.goto('/queue')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await signIn(page, 'Ana')
  const answer = await page.goto('/audit')
  expect(answer?.status()).toBe(403)
})

async function inspect(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await settle(page)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}
