import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { ask, expectAccessible, openPage, settle, signIn } from './visit.ts'

let browser: Browser
const cases = inject('cases').slice(2, 8)
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())
// Each browser that stays open hears the desk.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

/** Somebody's own browser on a page that hears the desk. */
async function sit(name: string, path: string, options = {}): Promise<Page & { faults: string[] }> {
  const page = await openPage(browser, options)
  await signIn(page, name)
  await open(page, path)
  return page
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await hears(page)
}

function hears(page: Page) {
  return page.waitForSelector('html[data-live="open"]', { state: 'attached' })
}

const note = (page: Page) => page.getByLabel('Note for the desk')
const caseAt = (place: number) => `/tickets/${cases[place]}?view=undecided`

test('two on one case see each other, the note of one, and who has the case; a stale ruling is refused', async () => {
  const ana = await sit('Ana', caseAt(0))
  const raj = await sit('Raj', caseAt(0))
  const head = (page: Page) => page.locator('article').first()
  await head(ana).getByRole('img', { name: 'Raj has this case open' }).waitFor()
  await head(raj).getByRole('img', { name: 'Ana has this case open' }).waitFor()

  await ana.keyboard.press('c')
  await ana.keyboard.type('Called the number on record, nobody there.')
  await head(raj).getByRole('img', { name: 'Ana is writing or deciding here' }).waitFor()
  await ana.keyboard.press('Control+Enter')
  await raj.getByText('Called the number on record, nobody there.').waitFor()
  await expect.poll(() => note(ana).inputValue()).toBe('')

  // Raj has the question of a refusal open while Ana decides.
  await raj.keyboard.press('d')
  const question = raj.getByRole('dialog')
  await question.waitFor()
  await ana.keyboard.press('Escape')
  await ana.keyboard.press('t')
  await ana.getByRole('button', { name: 'Return' }).waitFor()
  await raj.getByText(/^With Ana for 15 min/).waitFor()
  await ana.keyboard.press('f')
  await ana.getByRole('dialog').getByRole('textbox').fill('Two people write from this address.')
  await ana.getByRole('dialog').getByRole('button', { name: /stay/i }).click()
  await ana.getByRole('dialog').waitFor({ state: 'detached' })
  await raj.getByText('Ana froze the case').waitFor()

  await question.getByLabel(/^Why/).fill('Not the owner.')
  await question.getByLabel(/of the case/).fill(String(cases[0]).slice(-4))
  await question.getByRole('button', { name: /next/i }).click()
  await question.getByText(/changed while you were reading/i).waitFor()
  const [frozen] = await ask((sql) => sql<{ state: string }[]>`select state from tickets where id = ${cases[0] ?? 0}`)
  expect(frozen?.state).toBe('frozen')
  expect([...ana.faults, ...raj.faults].filter((fault) => !/409/.test(fault))).toEqual([])
})

test('a case in somebody’s hands is taken over only after a question', async () => {
  const raj = await sit('Raj', caseAt(1))
  await raj.keyboard.press('t')
  await raj.getByRole('button', { name: 'Return' }).waitFor()
  const ana = await sit('Ana', caseAt(1))
  await ana.keyboard.press('t')
  const question = ana.getByRole('dialog')
  await question.getByText(/Raj works on this case for another 1\d min/).waitFor()
  await question.getByRole('button', { name: 'Take over' }).click()
  await ana.getByText(/^Yours for/).waitFor()
  await raj.getByText(/^With Ana/).waitFor()
})

test('a note that was begun waits after a reload and in another browser, and with nobody else', async () => {
  const ana = await sit('Ana', caseAt(2))
  await ana.keyboard.press('c')
  await ana.keyboard.type('Half a thou')
  await ana.getByText('Draft kept').waitFor()
  await ana.reload()
  expect(await note(ana).inputValue()).toBe('Half a thou')
  const elsewhere = await sit('Ana', caseAt(2))
  expect(await note(elsewhere).inputValue()).toBe('Half a thou')
  const raj = await sit('Raj', caseAt(2))
  expect(await note(raj).inputValue()).toBe('')
})

describe('the list', () => {
  const row = (page: Page, place: number) => page.locator(`a[data-row="${cases[place]}"]`)

  test('a case that another takes leaves it by itself; under the mouse it stays where it is', async () => {
    const ana = await sit('Ana', '/queue')
    await row(ana, 3).waitFor()
    await ana.mouse.move(1000, 400)
    await take(3)
    await row(ana, 3).waitFor({ state: 'detached' })
    await row(ana, 4).scrollIntoViewIfNeeded()
    await row(ana, 4).hover()
    const before = await row(ana, 4).boundingBox()
    await take(4)
    await ana.waitForTimeout(1_500)
    expect(await row(ana, 4).boundingBox()).toEqual(before)
    await ana.mouse.move(1000, 400)
    await row(ana, 4).waitFor({ state: 'detached' })
  })

  test('a new case before others waits behind a word while the list is in use', async () => {
    const ana = await sit('Ana', '/queue')
    const first = ana.locator('a[data-row]').first()
    await first.focus()
    const focused = await first.getAttribute('data-row')
    await ask(
      (sql) => sql`
        insert into tickets (category, state, subject, language, sender_level, route, recommendation, opened_at, changed_at)
        select 'recovery', 'new', 'Out of the past', 'en', 'other', 'none', 'ask', min(opened_at) - interval '1 day', now()
        from tickets`,
    )
    const pill = ana.getByRole('button', { name: '1 new' })
    await pill.waitFor()
    expect(await ana.getByText('Out of the past').count()).toBe(0)
    expect(await first.getAttribute('data-row')).toBe(focused)
    await pill.click()
    await ana.getByText('Out of the past').waitFor()
    await pill.waitFor({ state: 'detached' })
    await ask((sql) => sql`update tickets set state = 'set_aside' where subject = 'Out of the past'`)
  })

  async function take(place: number): Promise<void> {
    await ask(
      (sql) => sql`
        update tickets set state = 'open', version = version + 1, assignee_id = (select id from staff where name = 'Raj')
        where id = ${cases[place] ?? 0}`,
    )
  }
})

test('without a connection the desk says so, sends nothing, keeps what was typed, and catches up after', async () => {
  const ana = await sit('Ana', caseAt(5))
  await ana.context().setOffline(true)
  await ana.getByText(/Connection lost since \d+ \w+, \d\d:\d\d UTC/).waitFor()
  await note(ana).fill('Written in a tunnel.')
  await ana.keyboard.press('Control+Enter')
  await ana.getByText(/Nothing was sent/).waitFor()
  await expectAccessible(ana)
  await ask(
    (sql) => sql`
      insert into notes (ticket_id, staff_id, text, written_at)
      select ${cases[5] ?? 0}, id, 'Meanwhile I looked too.', now() from staff where name = 'Raj'`,
  )
  expect(await note(ana).inputValue()).toBe('Written in a tunnel.')
  await ana.context().setOffline(false)
  await ana.getByText('Meanwhile I looked too.').waitFor({ timeout: 20_000 })
  await ana.getByText(/Connection lost/).waitFor({ state: 'detached' })
  await note(ana).focus()
  await ana.keyboard.press('Control+Enter')
  await ana.getByRole('article').getByText('Written in a tunnel.').waitFor()
})

test('tabs of one browser share a stream, and the last one still hears when the others are closed', async () => {
  const first = await sit('Ana', '/queue')
  const second = await first.context().newPage()
  await open(second, caseAt(5))
  const streams = await ask(
    (sql) => sql`select from pg_stat_activity where application_name = 'latchkey listens to desk'`,
  )
  expect(streams).toHaveLength(1)
  await first.close()
  await hears(second)
  await expect
    .poll(
      async () => {
        await ask(
          (sql) => sql`
            insert into notes (ticket_id, staff_id, text, written_at)
            select ${cases[5] ?? 0}, id, 'Still heard?', now() from staff where name = 'Raj'`,
        )
        await second.waitForTimeout(1_000)
        return second.getByText('Still heard?').count()
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThan(0)
})

test('a supervisor begins with the overview; while he has stopped every reset everybody reads why', async () => {
  const ana = await sit('Ana', caseAt(5))
  const sol = await openPage(browser)
  await signIn(sol, 'Sol')
  await sol.waitForURL('**/overview')
  await settle(sol)
  await sol.getByRole('button', { name: 'Stop all resets' }).click()
  const question = sol.getByRole('dialog')
  await question.getByLabel('Why').fill('A leaked list is being tried.')
  await question.getByRole('button', { name: 'Stop all resets' }).click()
  await sol.getByText(/Sol stopped every reset/).waitFor()
  await ana.getByText(/Sol stopped every reset/).waitFor()
  await ana.getByText('“A leaked list is being tried.”').waitFor()
  expect(await ana.getByRole('button', { name: 'End the stop' }).count()).toBe(0)
  await expectAccessible(ana)
  await ana.reload()
  const approve = ana.getByRole('button', { name: /^Approve/ })
  expect(await approve.getAttribute('aria-disabled')).toBe('true')

  await sol.getByRole('button', { name: 'End the stop' }).click()
  await question.getByLabel('Why').fill('The list is dealt with.')
  await question.getByRole('button', { name: 'End the stop' }).click()
  await ana.getByText(/Sol stopped every reset/).waitFor({ state: 'detached' })
})

test('an agent has no overview, and the pictures have their numbers behind them', async () => {
  const ana = await openPage(browser)
  await signIn(ana, 'Ana')
  expect(new URL(ana.url()).pathname).toBe('/queue')
  expect((await ana.goto('/overview'))?.status()).toBe(403)
  const sol = await sit('Sol', '/overview')
  for (const summary of await sol.getByText('As a table').all()) await summary.click()
  expect(await sol.getByRole('table').count()).toBe(3)
  await expectAccessible(sol)
})
