import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import postgres from 'postgres'
import { expect, inject, onTestFailed } from 'vitest'

/** A page of its own for one test, for somebody who is not signed in; what the page complains of is kept in `faults`. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page & { faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    baseURL: inject('origin'),
    ...options,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  onTestFailed(async () => {
    if (!page.isClosed()) console.error(await describePage(page), faults)
  })
  return Object.assign(page, { faults })
}

/** Where a page stands, what has the focus and what it reads, for whoever looks for why a test failed. */
async function describePage(page: Page): Promise<string> {
  const standing = await page
    .evaluate(() => {
      const { activeElement, body, documentElement } = document
      const focus = activeElement?.outerHTML.slice(0, 200)
      return `drawn ${documentElement.dataset.drawn}, focus ${focus}\n${body.innerText.replace(/\s*\n\s*/g, ' | ')}`
    })
    .catch((fault) => String(fault))
  return `${page.url()}\n${standing}`
}

/** Signs a person of the demo in, by the keyboard. */
export async function signIn(page: Page, name: string): Promise<void> {
  const person = inject('people').find((one) => one.name === name)
  if (!person) throw new Error(`The demo has no ${name}.`)
  await page.goto('/sign-in')
  await page.getByLabel(/^(E-mail|邮箱)$/).focus()
  await page.keyboard.type(person.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(person.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(queue|overview)/)
  await settle(page)
}

/** Waits until what the address names is drawn and hears keys. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.documentElement.dataset.drawn === window.location.pathname + window.location.search,
  )
}

/**
 * Fails with what axe finds, each rule with the first place. Frames show what strangers sent, and in the browser's own
 * frame for a PDF axe never ends.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const axe = new AxeBuilder({ page }).exclude('iframe').options({ resultTypes: ['violations'] })
  // The whole page in one go: half the time of asking each frame by itself.
  const { violations } = await axe.setLegacyMode().analyze()
  const path = new URL(page.url()).pathname
  expect(violations.map(({ id, help, nodes }) => `${path}: ${id}: ${help} at ${nodes[0]?.target.join(' ')}`)).toEqual(
    [],
  )
}

/** Fails where the page can be moved sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: window.innerWidth,
  }))
  expect(wide).toBeLessThanOrEqual(seen)
}

/** Asks the desk's database. */
export async function ask<T extends object>(
  query: (sql: postgres.Sql) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const sql = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} })
  try {
    return await query(sql)
  } finally {
    await sql.end()
  }
}
