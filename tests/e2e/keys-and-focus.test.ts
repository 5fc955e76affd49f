import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { ask, openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

test('the keys of a ruling are heard on the next case as on the first, and with cases chosen for those', async () => {
  const page = await openList()
  const opened = new Set<string>()
  for (const turn of [1, 2]) {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(({ pathname }) => pathname.startsWith('/tickets/') && !opened.has(pathname))
    opened.add(new URL(page.url()).pathname)
    await settle(page)
    await asksFor(page, 'm', 'Ask for more?')
    await asksFor(page, 'd', 'Refuse this case?')
    expect(opened.size).toBe(turn)
  }
  await page.keyboard.press('x')
  await page.getByRole('toolbar').getByText('1 selected').waitFor()
  await asksFor(page, 'd', /Refuse/)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.context().close()
})

test('a dialog that a menu opened gives the focus back to the menu', async () => {
  const page = await openList()
  await page.getByTitle('View and order').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Save this view' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('View and order')
  await page.context().close()
})

test('after an act on cases of the list the keys go on from where they were', async () => {
  const page = await openList()
  for (const key of ['j', 'j', 'x', 'l']) await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('kept-place')
  await page.keyboard.press('Enter')
  await page.getByText(/^Tags (of 1 case )?saved/).waitFor()
  const second = await page.locator('a[data-row]').nth(1).getAttribute('data-row')
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.row)).toBe(second)
  await page.keyboard.press('u')
  await page.getByText(/^Undone/).waitFor()
  await page.context().close()
})

test('Ctrl and Enter answer a question from the field where its reason is written', async () => {
  const page = await openList()
  await page.locator('a[data-row]').nth(2).click()
  await page.waitForURL('**/tickets/**')
  await settle(page)
  await page.keyboard.press('q')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Control+Enter')
  // Nothing is written yet: the question stays.
  expect(await page.getByRole('dialog').count()).toBe(1)
  await page.keyboard.type('Whose friend is this?')
  await page.keyboard.press('Control+Enter')
  await page.getByText('A supervisor is asked.').waitFor()
  await page.context().close()
})

test('a row with many marks goes on in another line: nothing in it is cut to a letter', async () => {
  const page = await openList()
  const id = Number(await page.locator('a[data-row]').nth(3).getAttribute('data-row'))
  await ask(
    (sql) =>
      sql`update tickets set difficulty = 'self_harm', tags = '{callback,wave-of-monday,vip}' where id = ${id} returning id`,
  )
  await page.reload()
  await settle(page)
  const row = page.locator(`a[data-row="${id}"]`)
  await row.getByText('danger to life').waitFor()
  const cut = await row
    .locator('.truncate')
    .evaluateAll((parts) =>
      parts
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth && clientWidth < 72)
        .map((part) => part.textContent),
    )
  expect(cut).toEqual([])
  expect(await row.locator('.chip').allInnerTexts()).toContain('+1')
  await ask((sql) => sql`update tickets set difficulty = null, tags = '{}' where id = ${id} returning id`)
  await page.context().close()
})

test('a search says that it looks at every case, and leads back to the list before it', async () => {
  const page = await openList()
  await page.keyboard.press('/')
  await page.keyboard.type('password')
  await page.keyboard.press('Enter')
  await page.getByText('Every case, whatever its state.').waitFor()
  expect(await page.getByRole('combobox', { name: 'State' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Clear', exact: true }).click()
  await page.waitForURL('**/queue?view=undecided&sort=newest')
  await settle(page)
  expect(await page.getByRole('combobox', { name: 'State' }).inputValue()).toBe('undecided')
  await page.context().close()
})

test('the key of a ruling that is closed says why, and the next key goes on', async () => {
  const page = await openList()
  const [unproved] = await ask<{ id: number }>(
    (sql) =>
      sql`select id from tickets where state = 'new' and category = 'recovery' and route = 'none' and difficulty is null limit 1`,
  )
  await page.goto(`/tickets/${unproved?.id}`)
  await settle(page)
  const approve = page.getByRole('button', { name: /^Approve/ })
  const reason = (await approve.getAttribute('title')) ?? ''
  expect(reason).toMatch(/\.$/)
  const said = page.locator('footer').getByRole('status')
  expect(await said.innerText()).toBe('')
  await page.keyboard.press('a')
  await said.getByText(reason).waitFor()
  await asksFor(page, 'm', 'Ask for more?')
  expect(await said.innerText()).toBe('')
  await approve.click({ force: true })
  await said.getByText(reason).waitFor()
  await page.context().close()
})

async function openList(): Promise<Page> {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto('/queue?view=undecided&sort=newest')
  await settle(page)
  return page
}

/** Presses a key, waits for its question, and leaves it without an answer. */
async function asksFor(page: Page, key: string, title: string | RegExp): Promise<void> {
  await page.keyboard.press(key)
  await page.getByRole('dialog', { name: title }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)
}
