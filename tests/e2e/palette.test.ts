import { mkdir } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { ask, expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

const shots = 'tests/e2e/shots'
let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
  await mkdir(shots, { recursive: true })
})
afterAll(() => browser.close())

async function openPalette(page: Page) {
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('combobox').waitFor()
}

/** A list of fields has options too: these are the palette's. */
const palette = (page: Page) => page.locator('dialog[open]')
const options = (page: Page) => palette(page).getByRole('option')
const chosen = (page: Page) => palette(page).locator('[role="option"][aria-selected="true"]')

/** A word of two signs that some Chinese mail of the demo says. */
async function chineseWord(): Promise<string> {
  const [row] = await ask(
    (sql) => sql<{ word: string }[]>`
      select substring(text from '[一-龥]{2}') as word from messages where language = 'zh' and text ~ '[一-龥]{2}' limit 1`,
  )
  return row?.word ?? ''
}

test('by the keyboard alone: a Chinese word leads to its case, marked, as one types', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  const word = await chineseWord()
  await openPalette(page)
  await page.keyboard.type(word)
  const first = page
    .locator('dialog[open]')
    .getByRole('option')
    .filter({ has: page.locator('mark') })
    .first()
  await first.waitFor()
  expect(await first.locator('mark').first().textContent()).toContain(word)
  await expectAccessible(page)
  await page.screenshot({ path: `${shots}/palette-chinese.png` })
  expect(await chosen(page).count()).toBe(1)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/tickets\/[0-9]+\?search=/)
  // The list beside the case shows what was searched for, and that it was is recorded.
  await page.locator('[data-row] mark').first().waitFor()
  await expect
    .poll(() => ask((sql) => sql`select subject from reads where kind = 'searched' and subject = ${word}`))
    .toHaveLength(1)
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('arrows go round the choices, a number names its case, Esc closes and gives the focus back', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await openPalette(page)
  await page.screenshot({ path: `${shots}/palette.png` })
  const all = await options(page).count()
  expect(await chosen(page).textContent()).toContain('Go to Unassigned')
  await page.keyboard.press('ArrowUp')
  expect(
    await page
      .locator('dialog[open]')
      .getByRole('option')
      .nth(all - 1)
      .getAttribute('aria-selected'),
  ).toBe('true')
  await page.keyboard.press('ArrowDown')
  expect(await chosen(page).textContent()).toContain('Go to Unassigned')
  const [row] = await ask((sql) => sql<{ id: number }[]>`select min(id)::int as id from tickets`)
  await page.keyboard.type(`#${row?.id}`)
  await page
    .locator('dialog[open]')
    .getByRole('option')
    .filter({ has: page.locator('b'), hasText: `#${row?.id}` })
    .first()
    .waitFor()
  const active = await palette(page).getByRole('combobox').getAttribute('aria-activedescendant')
  expect(await chosen(page).getAttribute('id')).toBe(active)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/tickets/${row?.id}\\?`))
  await settle(page)
  await openPalette(page)
  await page.keyboard.press('Escape')
  await palette(page).getByRole('combobox').waitFor({ state: 'detached' })
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('commands are found by their words, and filters that nobody knows are told', async () => {
  const page = await openPage(browser, { colorScheme: 'dark' })
  await signIn(page, 'Sol')
  await openPalette(page)
  await page.keyboard.type('colour:green ')
  await page.getByText('“colour:green” is no filter').waitFor()
  await expectAccessible(page)
  await page.screenshot({ path: `${shots}/palette-fault-dark.png` })
  await palette(page).getByRole('combobox').fill('audit')
  const command = palette(page).getByRole('option', { name: 'Go to Audit' })
  await command.waitFor()
  await command.click()
  await page.waitForURL('**/audit')
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('on a phone it fits, and in the list a search shows what it found', async () => {
  const page = await openPage(browser, { viewport: { width: 390, height: 800 } })
  await signIn(page, 'Ana')
  await page.goto('/queue?search=password%20state%3Anonsense')
  await settle(page)
  await page.locator('[data-row] mark').first().waitFor()
  await page.getByText('“state:nonsense” says nothing').waitFor()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.screenshot({ path: `${shots}/search-390.png` })
  await openPalette(page)
  await page.keyboard.type('password')
  await page
    .locator('dialog[open]')
    .getByRole('option')
    .filter({ has: page.locator('mark') })
    .first()
    .waitFor()
  await expectNoSidewaysScroll(page)
  await page.screenshot({ path: `${shots}/palette-390.png` })
  await page.context().close()
})

test('the acts of the open case are found by name in both languages, and do what their keys do', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  const [row] = await ask<{ id: number }>(
    (sql) =>
      sql`select id from tickets where state = 'new' and category = 'recovery' and route = 'none' and difficulty is null order by id desc limit 1`,
  )
  await page.goto(`/tickets/${row?.id}?view=undecided`)
  await settle(page)
  await openPalette(page)
  const acts = palette(page).getByRole('group', { name: 'What can be done here' })
  await acts.getByRole('option', { name: /^Snooze/ }).waitFor()
  expect(await acts.getByRole('option', { name: /^Assign/ }).innerText()).toContain('I')
  // What is closed says why, here and where its button is.
  expect((await acts.getByRole('option', { name: /^Approve/ }).innerText()).length).toBeGreaterThan('Approve A'.length)
  await expectAccessible(page)
  await page.screenshot({ path: `${shots}/palette-acts.png` })
  await acts.getByRole('option', { name: /^Approve/ }).click()
  await expect.poll(() => page.locator('footer').getByRole('status').innerText()).toMatch(/\.$/)

  await chooseNamed(page, 'take the', 'Take the case')
  await page.getByText(/^Yours for/).waitFor()
  await chooseNamed(page, 'return', 'Return the case')
  await page.getByText(/^Yours for/).waitFor({ state: 'detached' })
  await chooseNamed(page, '要求', 'Ask for more')
  await page.getByRole('dialog', { name: 'Ask for more?' }).waitFor()
  await page.keyboard.press('Escape')
  await chooseNamed(page, 'snoo', 'Snooze')
  await page.getByRole('dialog', { name: 'Snooze this case' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Snoozed.').waitFor()
  await chooseNamed(page, '撤销', 'Undo')
  await page.getByText('Undone.').waitFor()
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('with cases chosen the acts are for those; a row that has the focus counts as one', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto('/queue?view=undecided&sort=newest')
  await settle(page)
  await openPalette(page)
  expect(
    await palette(page)
      .getByRole('option', { name: /^Assign/ })
      .count(),
  ).toBe(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await chooseNamed(page, 'assign', 'Assign')
  await page.getByRole('dialog', { name: 'Assign this case' }).waitFor()
  await page.keyboard.press('Escape')
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
  await chooseNamed(page, 'refuse', 'Refuse')
  await page.getByRole('dialog', { name: 'Refuse 2 cases?' }).waitFor()
  await page.context().close()
})

test('every list of the queue, the saved views, the table and the way out are commands', async () => {
  // Before she comes: the desk would not see for a second what was written past it.
  await ask(
    (sql) =>
      sql`insert into views (staff_id, name, query, shared, created_at) select id, 'Night watch', '?view=frozen', false, now() from staff where name = 'Ana' returning id`,
  )
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  await page.goto('/queue')
  await settle(page)
  await openPalette(page)
  for (const name of ['Snoozed', 'Frozen', 'Link sent', 'Done', 'Refused', 'All undecided'])
    await expect
      .poll(() =>
        palette(page)
          .getByRole('option', { name: `Go to ${name}` })
          .count(),
      )
      .toBe(1)
  await page.keyboard.press('Escape')
  await chooseNamed(page, 'night', 'Go to Night watch')
  await page.waitForURL('**/queue?view=frozen')
  await settle(page)
  await chooseNamed(page, 'show as a t', 'Show as a table')
  await page.getByRole('button', { name: 'View and order' }).or(page.getByTitle('View and order')).first().click()
  await page.getByText('As a list').waitFor()
  await page.keyboard.press('Escape')
  await chooseNamed(page, 'show as a l', 'Show as a list')
  await chooseNamed(page, 'sign out', 'Sign out')
  await page.waitForURL('**/sign-in')
  expect(page.faults).toEqual([])
  await page.context().close()
})

/** Opens the palette, types, and presses Enter on the one that is meant. */
async function chooseNamed(page: Page, typed: string, name: string): Promise<void> {
  await openPalette(page)
  await page.keyboard.type(typed)
  await expect.poll(() => chosen(page).innerText()).toContain(name)
  await page.keyboard.press('Enter')
}
