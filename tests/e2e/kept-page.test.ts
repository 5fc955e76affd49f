import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

test.each(['en-GB', 'zh-CN'])(
  'a page put together of kept drawings is that which the browser draws, and hears it: %s',
  async (locale) => {
    const page = await openPage(browser, { locale })
    await signIn(page, 'Ana')
    // Whoever looked at a case before may have gone meanwhile.
    const rows = () =>
      page.locator('a[data-row]').evaluateAll((links) =>
        links.map((link) => {
          const row = link.cloneNode(true) as Element
          for (const watcher of row.querySelectorAll('.ring-line-2, .ring-warn')) watcher.parentElement?.remove()
          return row.outerHTML
        }),
      )
    const shown: string[][] = []
    // The first time drawn, the second to be kept, from the third on kept.
    for (let visit = 0; visit < 4; visit += 1) {
      const served = await (await page.request.get('/queue?view=all')).text()
      expect(served).not.toContain('kept:')
      await page.goto('/queue?view=all')
      await settle(page)
      shown.push((await rows()).map(withoutAge))
    }
    expect(shown[0]?.length).toBeGreaterThan(5)
    expect(shown[3]).toEqual(shown[0])
    expect(page.faults).toEqual([])

    const first = page.locator('li:has(a[data-row])').first()
    await first.hover()
    await first.getByRole('checkbox').click()
    expect(await first.getByRole('checkbox').isChecked()).toBe(true)
    expect(await first.locator('a').getAttribute('class')).toMatch(/ bg-sunk$/)
    await page.evaluate(() => Object.assign(window, { stillHere: true }))
    await first.locator('a').click()
    await page.waitForURL(/\/tickets\//)
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
    expect(page.faults).toEqual([])
    await page.context().close()
  },
)

/** How long a case waits may change from one visit to the next. */
function withoutAge(row: string): string {
  return row.replace(/<span class="whitespace-nowrap.*?<\/span>[^<]*<\/span>/, '')
}
