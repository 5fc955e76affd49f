import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { expectAccessible, openPage, settle, signIn } from './visit.ts'

let browser: Browser
const cases = inject('cases').slice(8, 16)
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

const caseAt = (place: number) => `/tickets/${cases[place]}?view=undecided`
const note = (page: Page) => page.getByLabel('Note for the desk')
const banner = (page: Page) => page.getByText(/Connection lost since/)
const broken = (page: Page) => page.getByText(/Something broke|No connection to the desk/).count()

test('keys and links without a connection leave the desk as it is and say so; after it they act again', async () => {
  const ana = await sit('Ana', caseAt(0))
  // The script of the questions is there then, as it is for whoever worked before.
  await ana.keyboard.press('l')
  await ana.getByRole('dialog').waitFor()
  await ana.keyboard.press('Escape')
  await ana.getByRole('dialog').waitFor({ state: 'detached' })
  await ana.context().setOffline(true)
  await banner(ana).waitFor()
  for (const key of ['t', '!', 'v', 'v']) await ana.keyboard.press(key)
  await ana.getByText(/^Nothing was sent/).waitFor()
  await ana.keyboard.press('g')
  await ana.keyboard.press('q')
  await ana.getByText(/^Nothing was opened/).waitFor()
  await ana.locator('a[data-row]').nth(1).click()
  await ana.keyboard.press('i')
  await ana
    .getByRole('dialog')
    .getByText(/Looking up/)
    .waitFor()
  await ana.getByText(/^What you asked for comes/).waitFor()
  await ana.waitForTimeout(500)
  expect(new URL(ana.url()).pathname + new URL(ana.url()).search).toBe(caseAt(0))
  expect(await broken(ana)).toBe(0)
  await expectAccessible(ana)
  await ana.context().setOffline(false)
  await ana
    .getByRole('dialog')
    .getByRole('button', { name: /\(me\)/ })
    .waitFor()
  await ana.keyboard.press('Escape')
  await banner(ana).waitFor({ state: 'detached' })
  await ana.keyboard.press('t')
  await ana.getByRole('button', { name: 'Return' }).waitFor()
  await ana.keyboard.press('g')
  await ana.keyboard.press('q')
  await ana.waitForURL('**/queue*')
})

test('the letter that is asked for without a connection comes when it is back', async () => {
  const ana = await sit('Ana', caseAt(1))
  await ana.keyboard.press('m')
  const question = ana.getByRole('dialog')
  await question.getByRole('textbox').fill('Which city?')
  await ana.context().setOffline(true)
  await banner(ana).waitFor()
  await question.locator('summary').click()
  await ana.waitForTimeout(1_000)
  expect(await broken(ana)).toBe(0)
  await ana.context().setOffline(false)
  await question.getByRole('region').waitFor()
  expect(await question.getByRole('textbox').first().inputValue()).toBe('Which city?')
})

test('a case that is opened while the server starts anew is drawn when it answers', async () => {
  const ana = await sit('Ana', caseAt(0))
  const stop = await refuse(ana)
  await ana.locator(`a[data-row="${cases[2]}"]`).click()
  await ana.waitForTimeout(1_500)
  expect(await broken(ana)).toBe(0)
  expect(await ana.getByRole('article', { name: `Case ${cases[0]}` }).count()).toBe(1)
  await stop()
  await ana.waitForURL(`**/tickets/${cases[2]}*`)
  expect(await broken(ana)).toBe(0)
})

test('a deed that was on its way when the connection broke is said to be uncertain, until that is read', async () => {
  const ana = await sit('Ana', caseAt(2))
  await ana.route(/\.data/, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await ana.keyboard.press('t')
  const said = ana.getByText(/^The connection broke while something was sent/)
  await said.waitFor()
  expect(await broken(ana)).toBe(0)
  await ana.unrouteAll()
  await ana.keyboard.press('t')
  await ana.getByRole('button', { name: 'Return' }).waitFor()
  await ana.getByRole('button', { name: 'Read' }).click()
  await said.waitFor({ state: 'detached' })
})

test('a note typed without a connection is kept by itself when that is back', async () => {
  const ana = await sit('Ana', caseAt(3))
  await ana.context().setOffline(true)
  await banner(ana).waitFor()
  await note(ana).fill('Written under ground.')
  await ana.getByText(/^Draft not kept/).waitFor()
  await ana.context().setOffline(false)
  await ana.getByText('Draft kept').waitFor()
  await ana.reload()
  expect(await note(ana).inputValue()).toBe('Written under ground.')
})

test('a part of the page whose script did not come is fetched again', async () => {
  const ana = await openPage(browser)
  await signIn(ana, 'Ana')
  await ana.route(/act-dialog/, (route) => route.abort())
  await open(ana, caseAt(4))
  await ana.keyboard.press('i')
  await ana.waitForTimeout(1_000)
  expect(await broken(ana)).toBe(0)
  await ana.unrouteAll()
  await ana
    .getByRole('dialog')
    .getByRole('button', { name: /\(me\)/ })
    .waitFor()
})

test('a page that does not come blames nobody and comes by itself when it can', async () => {
  const ana = await sit('Ana', caseAt(4))
  await ana.route(/\.data/, (route) => route.abort())
  await ana.locator(`a[data-row="${cases[2]}"]`).click()
  await ana.getByText('No connection to the desk').waitFor()
  expect(await ana.getByText(/Something broke/).count()).toBe(0)
  await expectAccessible(ana)
  await ana.getByRole('button', { name: 'Try again' }).click()
  await ana.unrouteAll()
  await ana.getByRole('article', { name: `Case ${cases[2]}` }).waitFor()
})

test('what was written in a question stays until it is sent: a question to a supervisor', async () => {
  const ana = await sit('Ana', caseAt(5))
  await keepsText(ana, 'q', 'Whose account is it?')
  await ana.keyboard.press('Control+Enter')
  await ana.getByText('A supervisor is asked.').waitFor()
  await ana.keyboard.press('q')
  expect(await written(ana)).toBe('')
})

test('what was written in a question stays until it is sent: why several cases are refused', async () => {
  const raj = await sit('Raj', '/queue?view=undecided&sort=newest')
  for (const key of ['j', 'x', 'j', 'x']) await raj.keyboard.press(key)
  await raj.getByText('2 selected').waitFor()
  await keepsText(raj, 'd', 'One wave.')
})

test('what was written in a question stays until it is sent: what a supervisor found out', async () => {
  const sol = await sit('Sol', caseAt(6))
  await keepsText(sol, 'f', 'Two people write.')
  await sol.getByRole('dialog').getByRole('button', { name: /stay/i }).click()
  await sol.getByRole('button', { name: /^Settle the freeze/ }).waitFor()
  await keepsText(sol, 's', 'They are one.')
  await sol.getByRole('dialog').getByRole('button').last().click()
  await sol.getByRole('dialog').waitFor({ state: 'detached' })
  await sol.getByRole('button', { name: /^Settle the freeze/ }).waitFor({ state: 'detached' })
  await sol.keyboard.press('f')
  expect(await written(sol)).toBe('')
})

/** Somebody's own browser on a page that hears the desk. */
async function sit(name: string, path: string): Promise<Page> {
  const page = await openPage(browser)
  await signIn(page, name)
  await open(page, path)
  return page
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.waitForSelector('html[data-live="open"]', { state: 'attached' })
  await settle(page)
}

/** As while the server is started anew. */
async function refuse(page: Page): Promise<() => Promise<void>> {
  const refuseOne = (route: Route) => route.abort('connectionrefused')
  await page.route('**/*', refuseOne)
  return () => page.unroute('**/*', refuseOne)
}

/** Writes into the question of a key, leaves it in both ways, and reads it again. */
async function keepsText(page: Page, key: string, text: string): Promise<void> {
  const question = page.getByRole('dialog')
  await page.keyboard.press(key)
  await question.getByRole('textbox').first().fill(text)
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  await page.keyboard.press(key)
  expect(await written(page)).toBe(text)
  await page.mouse.click(5, 400)
  await question.waitFor({ state: 'detached' })
  await page.keyboard.press(key)
  expect(await written(page)).toBe(text)
}

async function written(page: Page): Promise<string> {
  const field = page.getByRole('dialog').getByRole('textbox').first()
  await field.waitFor()
  return field.inputValue()
}
