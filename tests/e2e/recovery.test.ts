import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { cast, castPasswords } from '#scripts/seed/cast.ts'
import { ask, openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

const newPassword = 'quiet-anchor-marble-54'

test('an agent decides Mei’s case by keyboard alone, and she signs in with a new password', async () => {
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  await page.keyboard.press('/')
  await page.keyboard.type(`${cast.mei.number} route:registered`)
  await page.keyboard.press('Enter')
  await page.waitForURL(/search=29433423/)
  await settle(page)
  await page.keyboard.press('Escape')
  await page.locator('body').click({ position: { x: 2, y: 2 } })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/tickets\/\d+/)
  await settle(page)
  await page.keyboard.press('t')
  await page.getByRole('button', { name: 'Return' }).waitFor()

  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  expect(await approvalsOfMei()).toEqual([])
  await dialog.getByText('m•••@example.com').waitFor()
  // A key alone sends no link: the end of the account's number is typed.
  const send = dialog.getByRole('button', { name: 'Approve & next' })
  expect(await send.getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel(/last 4 digits/).focus()
  await page.keyboard.type(cast.mei.number.slice(-4))
  await expect.poll(() => send.getAttribute('aria-disabled')).not.toBe('true')
  await send.focus()
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(await approvalsOfMei()).toEqual([{ verb: 'approve' }])

  const link = await readLink()
  const mei = await openPage(browser)
  await mei.goto(link)
  await mei.getByLabel(/^New password/).fill(newPassword)
  await mei.getByLabel(/again/i).fill(newPassword)
  await mei.keyboard.press('Enter')
  await mei.getByText(cast.mei.number).waitFor()
  expect(await signsIn(castPasswords.mei)).toBe(false)
  expect(await signsIn(newPassword)).toBe(true)
  await mei.goto(link)
  expect(await mei.getByLabel(/^New password/).count()).toBe(0)
  expect(page.faults).toEqual([])
})

const approvalsOfMei = () =>
  ask(
    (sql) => sql<{ verb: string }[]>`
      select verb from decisions where verb = 'approve' and account_number = ${cast.mei.number}`,
  )

/** The link in Mei's letter, as the page with the sent mails shows it. */
async function readLink(): Promise<string> {
  for (let turn = 0; turn < 100; turn += 1) {
    const list = await (await fetch(inject('sinkUrl'))).text()
    for (const [, path] of list.matchAll(/<td>mei@example\.com<\/td><td><a href="(\/\d+)"/g)) {
      const mail = await (await fetch(new URL(String(path), inject('sinkUrl')))).text()
      const link = /https?:\/\/[^\s"<]+\/reset\/[\w-]+/.exec(mail)
      if (link) return link[0]
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('No letter with a link came for Mei within 20 seconds.')
}

async function signsIn(password: string): Promise<boolean> {
  const page = await openPage(browser)
  await page.goto('/account/sign-in')
  await page.getByLabel(/number/i).fill(cast.mei.number)
  await page.getByLabel(/^password/i).fill(password)
  await page.keyboard.press('Enter')
  await settle(page)
  const { pathname } = new URL(page.url())
  await page.context().close()
  return pathname === '/account'
}
