import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { ask, expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

/** More than two pages of refused cases, long ago; a few were Raj's. */
const many = 120

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
  await ask(
    (sql) => sql`
      insert into tickets (category, state, subject, language, sender_level, route, recommendation, bits, assignee_id, opened_at, changed_at)
      select 'recovery', 'denied', 'Long ago ' || n, 'en', 'other', 'none', 'deny', n % 7,
        case when n % 20 = 0 then (select id from staff where name = 'Raj') end,
        timestamptz '2020-01-01' + n * interval '1 minute', timestamptz '2020-01-01'
      from generate_series(1, ${many}::int) as n returning id`,
  )
})
afterAll(async () => {
  await ask((sql) => sql`delete from tickets where subject like 'Long ago %' returning id`)
  await browser.close()
})

test('j goes on to the next page after the last row of one, and k back to where it came from', async () => {
  const page = await openList('/queue?view=denied')
  const first = await rowsOf(page)
  await page.keyboard.press('j')
  await page.keyboard.press('End')
  await page.keyboard.press('j')
  await page.waitForURL(/after=/)
  await settle(page)
  const second = await rowsOf(page)
  expect(second.filter((id) => first.includes(id))).toEqual([])
  await expect.poll(() => focusedRow(page)).toBe(second[0])
  expect(
    await page.locator(`a[data-row="${second[0]}"]`).evaluate((row) => row.getBoundingClientRect().top),
  ).toBeLessThan(400)
  await page.keyboard.press('k')
  await page.waitForURL((url) => !url.searchParams.has('after'))
  await settle(page)
  await expect.poll(() => focusedRow(page)).toBe(first.at(-1))
  // At the very beginning it stays.
  await page.keyboard.press('Home')
  await page.keyboard.press('k')
  expect(await focusedRow(page)).toBe(first[0])
  await page.getByRole('link', { name: 'Next page' }).click()
  await page.waitForURL(/after=/)
  await settle(page)
  await expect
    .poll(() =>
      page
        .locator('a[data-row]')
        .first()
        .evaluate((row) => row.getBoundingClientRect().top > 0),
    )
    .toBe(true)
  await page.context().close()
})

test('a list is of one colleague by name, also in its address and in its file', async () => {
  const page = await openList('/queue?view=denied', 'Sol')
  await page.getByLabel('Owner').selectOption({ label: 'Raj' })
  await page.waitForURL(/owner=/)
  await settle(page)
  expect((await rowsOf(page)).length).toBe(many / 20)
  const file = await page.request.get(`/queue.csv${new URL(page.url()).search}`)
  expect((await file.text()).trimEnd().split('\n')).toHaveLength(many / 20 + 1)
  await page.reload()
  await settle(page)
  expect(await page.getByLabel('Owner').locator('option:checked').innerText()).toBe('Raj')
  await page.context().close()
})

test('a list is narrowed by sender, language and difficulty, each let go by itself, and kept as a view that names it', async () => {
  const page = await openList('/queue?view=undecided')
  const all = await rowsOf(page)
  await narrow(page, 'Chinese')
  await page.waitForURL(/language=zh/)
  await settle(page)
  const chinese = await rowsOf(page)
  expect(chinese.length).toBeGreaterThan(0)
  expect(chinese.length).toBeLessThan(all.length)
  await narrow(page, 'Registered address, signed')
  await page.waitForURL(/level=strong/)
  await settle(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Without the filter Sender level: Registered address, signed' }).click()
  await page.waitForURL((url) => !url.searchParams.has('level'))
  await settle(page)
  expect(await rowsOf(page)).toEqual(chinese)

  await openMenu(page, 'Save this view …')
  await page.getByLabel('Name of the view').fill('In Chinese')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'In Chinese' }).waitFor()
  await openMenu(page, 'Rename the view “In Chinese”')
  await page.getByLabel('Name of the view').fill('Chinese mail')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Chinese mail' }).waitFor()
  await expect.poll(() => page.title()).toBe('Chinese mail · Latchkey')
  await openMenu(page, 'Delete the view “Chinese mail”')
  await page.getByText('View “Chinese mail” deleted.').waitFor()
  await page.getByRole('heading', { name: 'All undecided' }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { name: 'Chinese mail' }).waitFor()
  await page.getByText('deleted.').waitFor({ state: 'detached' })
  await ask((sql) => sql`delete from views where name = 'Chinese mail' returning id`)
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('somebody in danger is told of above the oldest, and found by a click', async () => {
  const [worst] = await ask(
    (sql) => sql<{ id: number }[]>`
      select id::int from tickets where state = 'new' and category = 'recovery' and difficulty is null
      order by opened_at desc limit 1`,
  )
  const id = worst?.id ?? 0
  const [before] = await ask(
    (sql) => sql<{ many: number }[]>`
      select count(*)::int as many from tickets where difficulty in ('self_harm', 'threat')
        and state not in ('done', 'denied', 'closed', 'set_aside')`,
  )
  await ask(
    (sql) => sql`update tickets set difficulty = 'self_harm', version = version + 1 where id = ${id} returning id`,
  )
  const page = await openList('/queue')
  const many = (before?.many ?? 0) + 1
  const line = page.getByRole('link', {
    name: many === 1 ? '1 case speaks of danger' : `${many} cases speak of danger`,
  })
  await line.click()
  await page.waitForURL('**/queue?view=difficult&difficulty=danger')
  await settle(page)
  expect(await rowsOf(page)).toContain(id)
  expect(await rowsOf(page)).toHaveLength(many)
  expect(await line.count()).toBe(0)
  await ask((sql) => sql`update tickets set difficulty = null, version = version + 1 where id = ${id} returning id`)
  await page.context().close()
})

test('the table is put in order by its heads, marks what is searched for, and opens a case by a click on its row', async () => {
  const page = await openList('/queue?view=undecided')
  await page.keyboard.press('v')
  await page.getByRole('table').waitFor()
  await page.getByRole('columnheader', { name: 'Score' }).getByRole('link').click()
  await page.waitForURL(/sort=score/)
  await settle(page)
  expect(await page.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe('descending')
  await page.getByRole('columnheader', { name: 'Age', exact: true }).getByRole('link').focus()
  for (const [order, direction] of [
    [null, 'descending'],
    ['newest', 'ascending'],
  ] as const) {
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('sort') === order)
    await settle(page)
    expect(await page.getByRole('columnheader', { name: 'Age', exact: true }).getAttribute('aria-sort')).toBe(direction)
  }
  expect(await page.getByRole('columnheader', { name: 'Subject' }).getAttribute('aria-sort')).toBeNull()
  await expectAccessible(page)

  const row = page.getByRole('row').nth(2)
  await row.getByRole('checkbox').check()
  await row.getByRole('checkbox').uncheck()
  // Words that are chosen in a row are wanted as words.
  const number = row.getByRole('cell').nth(1)
  await number.evaluate((cell) => document.getSelection()?.selectAllChildren(cell))
  await number.dispatchEvent('click')
  expect(new URL(page.url()).pathname).toBe('/queue')
  await page.evaluate(() => document.getSelection()?.removeAllRanges())
  const id = await row.locator('a[data-row]').getAttribute('data-row')
  await number.click()
  await page.waitForURL(`**/tickets/${id}?**`)
  await settle(page)

  await page.goto('/queue?search=password')
  await settle(page)
  await page.getByRole('table').waitFor()
  expect(await page.locator('table mark').count()).toBeGreaterThan(0)
  expect(await page.locator('th[aria-sort]').count()).toBe(0)
  await page.keyboard.press('v')
  await page.getByRole('table').waitFor({ state: 'detached' })
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('a row of the table says who else looks and how many mails wait beside it', async () => {
  const [raj, sol] = [await openList('/queue?view=undecided'), await openList('/queue?view=undecided', 'Sol')]
  const id = (await rowsOf(raj))[0]
  await ask((sql) => sql`update tickets set quarantined_mails = 2 where id = ${id ?? 0} returning id`)
  await sol.goto(`/tickets/${id}?view=undecided`)
  await settle(sol)
  await raj.keyboard.press('v')
  const row = raj.getByRole('row').filter({ has: raj.locator(`a[data-row="${id}"]`) })
  await row
    .getByRole('img', { name: 'Sol has this case open' })
    .or(row.getByTitle('Sol has this case open'))
    .first()
    .waitFor()
  await raj.reload()
  await settle(raj)
  await row.getByText('+2').waitFor()
  await raj.keyboard.press('v')
  await raj.getByRole('table').waitFor({ state: 'detached' })
  await settle(raj)
  await ask((sql) => sql`update tickets set quarantined_mails = 0 where id = ${id ?? 0} returning id`)
  await raj.context().close()
  await sol.context().close()
})

test('lists that are wanted now and then are one fold away, which is open while one of them is shown', async () => {
  const page = await openList('/queue')
  const nav = page.getByRole('navigation', { name: 'Desk' })
  const refused = nav.getByRole('link', { name: 'Refused' })
  expect(await refused.isVisible()).toBe(false)
  await nav.getByTitle('Other lists').click()
  await refused.click()
  await page.waitForURL('**/queue?view=denied')
  await settle(page)
  expect(await refused.getAttribute('aria-current')).toBe('page')
  expect(await refused.isVisible()).toBe(true)
  await expectAccessible(page)
  await page.keyboard.press('g')
  await page.keyboard.press('z')
  await page.waitForURL('**/queue?view=snoozed')
  await page.context().close()
})

test('the ends of a snooze stand in the order of time', async () => {
  const page = await openPage(browser, { timezoneId: 'Europe/Berlin' })
  await signIn(page, 'Raj')
  // On a Thursday three days end before Monday.
  await page.clock.setFixedTime(new Date('2026-11-26T10:00:00Z'))
  await page.goto('/queue?view=undecided')
  await settle(page)
  await page.keyboard.press('j')
  await page.keyboard.press('z')
  const choices = page.getByRole('dialog').locator('li')
  await choices.first().waitFor()
  expect((await choices.allInnerTexts()).map((text) => text.split(',')[0])).toEqual(['Tomorrow', 'In 3 days', 'Monday'])
  await page.context().close()
})

test('on a phone the filters fit', async () => {
  const page = await openPage(browser, { viewport: { width: 390, height: 800 }, colorScheme: 'dark', locale: 'zh-CN' })
  await signIn(page, 'Raj')
  await page.goto('/queue?view=undecided&language=zh&level=strong&difficulty=danger&tag=vip')
  await settle(page)
  await page.getByTitle('更多筛选').click()
  await page.getByRole('link', { name: '其他地址' }).waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  const box = await page.getByRole('link', { name: '其他地址' }).boundingBox()
  expect(box?.x).toBeGreaterThanOrEqual(0)
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
  expect(page.faults).toEqual([])
  await page.context().close()
})

async function openList(at: string, name = 'Raj') {
  const page = await openPage(browser)
  await signIn(page, name)
  await page.goto(at)
  await settle(page)
  return page
}

async function narrow(page: Page, value: string): Promise<void> {
  await page.getByTitle('More filters').click()
  await page.getByRole('link', { name: value, exact: true }).click()
}

async function openMenu(page: Page, choice: string): Promise<void> {
  await page.getByTitle('View and order').click()
  await page.getByRole('button', { name: choice }).click()
}

function rowsOf(page: Page): Promise<number[]> {
  return page.locator('a[data-row]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-row'))))
}

function focusedRow(page: Page): Promise<number> {
  return page.evaluate(() => Number((document.activeElement as HTMLElement).dataset.row))
}
