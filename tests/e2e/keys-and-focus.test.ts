import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDb } from '#app/db/db.server.ts'
import { createStaff } from '#app/staff/create-staff.server.ts'
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

test('who switched single keys off is told so where the keys are listed, with the way back; the others are named', async () => {
  const page = await openList()
  const single = (on: boolean) =>
    ask(
      (sql) => sql`
    update staff set preferences = preferences || ${sql.json({ singleKeys: on })} where name = 'Raj' returning id`,
    )
  await single(false)
  await page.reload()
  await settle(page)
  await page.keyboard.press('Control+k')
  await page.getByLabel('Search cases, or say where to go').waitFor()
  await page.keyboard.type('show every key')
  await page.getByRole('option', { name: /^Show every key/, selected: true }).waitFor()
  await page.keyboard.press('Enter')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.getByText('Single keys are switched off: only these act.').waitFor()
  expect(await keys.getByText('Take the case').count()).toBe(0)
  await keys.getByText('Find a case or a command').waitFor()
  await keys.getByRole('link', { name: 'Switch them on in the settings' }).click()
  await page.waitForURL('**/settings')
  await settle(page)
  expect(await page.getByRole('dialog').count()).toBe(0)
  await single(true)
  await page.context().close()
})

test('an administrator, who decides nothing, is offered no hand that would be refused', async () => {
  const admin = { name: 'Operator', email: 'no-hands@latchkey.example', password: 'saddle-plum-tunnel-58' }
  const { db, close } = openDb(inject('ownerUrl'), 'latchkey_owner', 1)
  await db.transaction((tx) => createStaff(tx, { ...admin, role: 'admin', now: new Date() }))
  await close()
  const page = await openPage(browser)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill(admin.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/queue/)
  await page.goto(`/tickets/${inject('cases')[0]}`)
  await settle(page)
  await page.getByText('Your role does not decide cases.').first().waitFor()
  const article = page.getByRole('article').first()
  for (const name of [/^Take/, /^Return/, /^Approve/, /^Ask/, /^Refuse/, /^Freeze/])
    expect(await article.getByRole('button', { name }).count(), String(name)).toBe(0)
  await page.keyboard.press('t')
  await page.keyboard.press('d')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('a number typed for a merge is there again after it was refused and asked for anew', async () => {
  const page = await openList()
  await page.locator('a[data-row]').nth(4).click()
  await page.waitForURL('**/tickets/**')
  await settle(page)
  const dialog = page.getByRole('dialog', { name: 'Merge into another case' })
  const merge = async () => {
    await page.keyboard.press('Control+k')
    await page.getByLabel('Search cases, or say where to go').waitFor()
    await page.keyboard.type('merge')
    await page.getByRole('option', { name: /^Merge into another case/, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.waitFor()
  }
  await merge()
  await dialog.getByLabel('Number of the other case').fill('987654')
  await page.keyboard.press('Enter')
  await dialog.getByText('There is no case 987654.').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await merge()
  expect(await dialog.getByLabel('Number of the other case').inputValue()).toBe('987654')
  await page.context().close()
})

test('a case that a key opened has the focus: the next Tab is in it, and Esc gives the focus back to its row', async () => {
  const page = await openList()
  expect(await page.locator('a[data-row]').count()).toBeGreaterThan(10)
  for (const key of ['j', 'j']) await page.keyboard.press(key)
  const row = await focusedRow(page)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/tickets/${row}?**`)
  await settle(page)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('case')
  await page.keyboard.press('Tab')
  expect(await inCase(page)).toBe(true)
  // The list goes on under its keys, from the open case.
  await page.keyboard.press('j')
  const next = await focusedRow(page)
  expect(next).not.toBe(row)
  await page.keyboard.press('k')
  expect(await focusedRow(page)).toBe(row)
  await page.keyboard.press('j')
  await page.keyboard.press('o')
  await page.waitForURL(`**/tickets/${next}?**`)
  await settle(page)
  expect(await inCase(page)).toBe(true)
  await page.keyboard.press('Escape')
  await page.waitForURL('**/queue?**')
  await settle(page)
  expect(await focusedRow(page)).toBe(next)
  await page.context().close()
})

test('all rows are one stop of the Tab key, and arrows go along them and to their marks, also without single keys', async () => {
  const page = await openList()
  await withSingleKeys(false)
  await page.reload()
  await settle(page)
  const ids = await page
    .locator('a[data-row]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.row))
  expect(await page.locator('[data-row]:not([tabindex="-1"])').count()).toBe(1)
  await page.locator('a[data-row]').first().focus()
  await page.keyboard.press('ArrowDown')
  expect(await focusedRow(page)).toBe(ids[1])
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await page.getByRole('toolbar').getByText('1 selected').waitFor()
  expect(await page.getByRole('toolbar').getByRole('button', { name: 'Assign' }).getAttribute('title')).toBe('Assign')
  expect(await page.locator('[aria-keyshortcuts="I"], [aria-keyshortcuts="/"]').count()).toBe(0)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('End')
  expect(await focusedRow(page)).toBe(ids.at(-1))
  expect(await page.locator('[data-row][tabindex="0"]').getAttribute('data-row')).toBe(ids.at(-1))
  await page.getByText('The arrow keys go along it').waitFor()
  await withSingleKeys(true)
  await page.context().close()
})

test('a second link leads past the list to the case', async () => {
  const page = await openList()
  await page.goto(`/tickets/${await page.locator('a[data-row]').first().getAttribute('data-row')}`)
  await settle(page)
  const link = page.getByRole('link', { name: 'Skip to the case' })
  await link.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await inCase(page)).toBe(true)
  await page.context().close()
})

test('u undoes the last act also when nothing tells of it any more, once', async () => {
  const page = await openList()
  for (const key of ['j', 'x', 'l']) await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('told-no-more')
  await page.keyboard.press('Enter')
  const told = page.getByText(/^Tags (of 1 case )?saved/)
  await told.waitFor()
  await page.getByRole('status').filter({ has: told }).getByRole('button', { name: 'Close' }).click()
  await told.waitFor({ state: 'detached' })
  await page.keyboard.press('u')
  await page.getByText(/^Undone/).waitFor()
  const left = await ask((sql) => sql`select id from tickets where 'told-no-more' = any(tags)`)
  expect(left).toEqual([])
  await page.context().close()
})

test('an undoing that comes too late says why', async () => {
  const page = await openList()
  for (const key of ['j', 'x', 'l']) await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('stays-on')
  await page.keyboard.press('Enter')
  await page.getByText(/^Tags (of 1 case )?saved/).waitFor()
  await ask((sql) => sql`update tickets set version = version + 1 where 'stays-on' = any(tags) returning id`)
  await page.keyboard.press('u')
  await page.getByRole('dialog', { name: 'Not done' }).getByText('The case changed since then').waitFor()
  await ask((sql) => sql`update tickets set tags = '{}' where 'stays-on' = any(tags) returning id`)
  await page.context().close()
})

test('a key that is for other cases says why it is closed here', async () => {
  const page = await openList()
  const said = page.locator('footer').getByRole('status')
  const [recovery, other] = await Promise.all([
    ask<{ id: number }>(
      (sql) => sql`select id from tickets where state = 'new' and category = 'recovery' order by id limit 1`,
    ),
    ask<{ id: number }>(
      (sql) => sql`select id from tickets where state = 'set_aside' and category <> 'recovery' order by id limit 1`,
    ),
  ])
  await page.goto(`/tickets/${recovery[0]?.id}`)
  await settle(page)
  await page.keyboard.press('e')
  await said.getByText('This is a request for recovery: it ends by a decision.').waitFor()
  await page.goto(`/tickets/${other[0]?.id}`)
  await settle(page)
  await page.keyboard.press('a')
  await said.getByText('This is no request for recovery').waitFor()
  await asksFor(page, 'e', 'Close this case?')
  expect(await said.innerText()).toBe('')
  await page.context().close()
})

test('where nothing hovers every row shows its mark, large enough for a finger', async () => {
  const page = await openPage(browser, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
  await signIn(page, 'Raj')
  await page.goto('/queue?view=undecided&sort=newest')
  await settle(page)
  const mark = page.locator('input[data-row]').first()
  expect(await mark.evaluate((box) => getComputedStyle(box).opacity)).toBe('1')
  const { width = 0, height = 0 } = (await mark.boundingBox()) ?? {}
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
  await mark.tap()
  await page.getByRole('toolbar').getByText('1 selected').waitFor()
  await page.context().close()
})

test('a search offers no order that it would not follow', async () => {
  const page = await openList()
  const menu = page.getByTitle('View and order')
  await menu.click()
  await page.getByText('Newest first').waitFor()
  await page.goto('/queue?search=password')
  await settle(page)
  await menu.click()
  await page.getByText('Group by account').waitFor()
  expect(await page.getByText('Newest first').count()).toBe(0)
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

function focusedRow(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLElement).dataset.row)
}

function inCase(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.closest('#case') !== null)
}

/** Switches Raj's single keys off, or on again. */
async function withSingleKeys(on: boolean): Promise<void> {
  await ask(
    (sql) =>
      sql`update staff set preferences = preferences || ${sql.json({ singleKeys: on })} where name = 'Raj' returning id`,
  )
}
