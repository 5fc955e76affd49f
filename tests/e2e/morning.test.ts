import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { ask, expectAccessible, openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

type Ticket = {
  id: number
  state: string
  tags: string[]
  owner: string | null
  snoozed: boolean
  question: string | null
}

test('a morning by keyboard alone: tags for two, undone; a snooze, undone; a case taken, asked about, refused, and the next', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  await page.goto('/queue?view=undecided&sort=newest')
  await settle(page)
  const [first, second] = await rowsOf(page)

  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('X')
  await page.getByRole('toolbar').getByText('2 selected').waitFor()
  await page.keyboard.press('l')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await expectAccessible(page)
  await page.keyboard.type('wave')
  await page.keyboard.press('Enter')
  await page.getByText('Tags of 2 cases saved.').waitFor()
  expect((await read(first)).tags).toEqual(['wave'])
  expect((await read(second)).tags).toEqual(['wave'])
  await page.keyboard.press('u')
  await page.getByText('Undone for 2 cases.').waitFor()
  expect((await read(first)).tags).toEqual([])

  await page.goto(`/tickets/${first}?view=undecided&sort=newest`)
  await settle(page)
  await page.keyboard.press('z')
  await dialog.waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Snoozed.').waitFor()
  expect((await read(first)).snoozed).toBe(true)
  await page.keyboard.press('u')
  await page.getByText('Undone.').waitFor()
  expect((await read(first)).snoozed).toBe(false)

  await page.keyboard.press('i')
  await dialog.getByRole('button', { name: 'Raj (me)' }).waitFor()
  await page.waitForFunction(() => document.activeElement?.textContent === 'Raj (me)')
  await page.keyboard.press('Enter')
  await page.getByText('Assigned.').waitFor()
  expect(await read(first)).toMatchObject({ owner: 'Raj', state: 'open' })

  await page.keyboard.press('q')
  await dialog.waitFor()
  await page.keyboard.type('Is this the same person as yesterday?')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('A supervisor is asked.').waitFor()
  await page.getByText('Raj asks a supervisor').waitFor()
  expect((await read(first)).question).toBe('Is this the same person as yesterday?')

  // The question is for a supervisor now, and so is the ruling: on with the next.
  await page.goto(`/tickets/${second}?view=undecided&sort=newest`)
  await settle(page)
  await page.keyboard.press('d')
  await dialog.waitFor()
  await page.keyboard.type('Facts are wrong')
  await dialog.getByLabel(/last \d digits? of the case/).fill(String(second).slice(-4))
  await dialog.getByRole('button', { name: 'Refuse & next' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.endsWith(`/${second}`))
  expect((await read(second)).state).toBe('denied')
  expect(page.faults).toEqual([])
  await page.context().close()
})

test('a supervisor answers a question where it stands, and the flag is gone', async () => {
  const [asked] = await ask(
    (sql) => sql<{ id: number }[]>`select id::int from tickets where escalated_at is not null order by id limit 1`,
  )
  const page = await openPage(browser)
  await signIn(page, 'Sol')
  await page.goto('/queue?view=escalated')
  await settle(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/tickets/${asked?.id}**`)
  await settle(page)
  await page.getByLabel('Your answer').focus()
  await page.keyboard.type('No. Look at the sender.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Answered.').waitFor()
  expect((await read(asked?.id ?? 0)).question).toBeNull()
  await page.context().close()
})

test('the list is as wide as it was made, and the table is remembered until the key is pressed again', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Raj')
  const edge = page.getByRole('separator', { name: 'Width of the list' })
  const before = (await page.getByRole('region', { name: 'Queue' }).boundingBox())?.width ?? 0
  await edge.focus()
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight')
  const remembered = async () =>
    (
      await ask(
        (sql) => sql<{ width: string }[]>`select preferences->>'listWidth' as width from staff where name = 'Raj'`,
      )
    )[0]
  await expect.poll(remembered, { timeout: 10_000 }).toEqual({ width: '360' })
  await page.reload()
  await settle(page)
  const after = (await page.getByRole('region', { name: 'Queue' }).boundingBox())?.width ?? 0
  expect(after - before).toBeGreaterThan(50)
  await page.keyboard.press('v')
  await page.getByRole('table').waitFor()
  await expectAccessible(page)
  await settle(page)
  await page.reload()
  await page.getByRole('table').waitFor()
  await settle(page)
  await page.keyboard.press('v')
  await page.getByRole('table').waitFor({ state: 'detached' })
  await settle(page)
  await page.context().close()
})

async function rowsOf(page: Page): Promise<[number, number]> {
  const ids = await page
    .locator('a[data-row]')
    .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-row'))))
  return [ids[0] ?? 0, ids[1] ?? 0]
}

async function read(id: number): Promise<Ticket> {
  const [ticket] = await ask(
    (sql) => sql<Ticket[]>`
      select t.id::int, t.state, t.tags, s.name as owner, t.snoozed_until is not null as snoozed,
        t.escalated_question as question
      from tickets t left join staff s on s.id = t.assignee_id where t.id = ${id}`,
  )
  if (!ticket) throw new Error(`There is no case ${id}`)
  return ticket
}
