import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { writeAccounts } from '#app/accounts/write.server.ts'
import { openDb } from '#app/db/db.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { openChromium } from '#scripts/chromium.ts'
import { castAt } from '#scripts/seed/cast.ts'
import { aFriendship } from '#tests/factories/account.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { ask, expectAccessible, expectNoSidewaysScroll, openPage, settle, signIn } from './visit.ts'

/** Old Chen once more, on a number of his own: nobody else in the demo tries for it. */
const number = '71220999'
const newAddress = 'old.chen@example.org'
const registered = 'chen.gone@example.net'
const newPassword = 'walnut-ferry-window-71'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
  const now = new Date()
  const { chen } = castAt(now).cast
  // Circles of their own: Mei, whom Chen knows from chess, writes to this desk herself and counts half.
  const since = new Date('2004-05-01T00:00:00Z')
  const others = ['88001234', '88005678'].map((friend) => aFriendship(friend, { since }))
  const account = {
    ...chen,
    number,
    phone: '+862850010099',
    realName: '陈老大',
    registeredEmail: registered,
    friends: [...chen.friends, ...others],
  }
  const { db, close } = openDb(inject('ownerUrl'), 'latchkey_owner', 1)
  await db.transaction((tx) => writeAccounts(tx, [account], now))
  const text = [
    `Hello, my number is ${number} and its old mail is gone.`,
    'My real name is 陈老大, I was born on 12 March 1958, I live in 成都, my phone is +86 28 5001 0099.',
    'I signed up in May 2003.',
    'My friends: 10422871, 33108254, 60917733, 81024377, 88001234, 88005678',
  ].join('\n')
  const bytes = plainMail({ from: `Chen <${newAddress}>`, subject: 'My old number', text })
  await db.transaction((tx) => keepFedMail(tx, { bytes, now }))
  await close()
})
afterAll(() => browser.close())

test('two people hand an account to a new address: propose, second verdict, hold, code, link', async () => {
  const ticket = await waitForCase()
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  await page.goto(`/tickets/${ticket}`)
  await settle(page)
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/The desk draws a second person/).waitFor()
  await dialog.getByLabel(/^Why/).fill('Friends of four circles.')
  await dialog.getByLabel(/last 4 digits/).fill(number.slice(-4))
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Propose, stay' }).click()
  await page.getByText('Proposed for a new address').waitFor()
  await page.getByText(/whom the desk drew/).waitFor()
  expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0)

  const sol = await openPage(browser)
  await signIn(sol, 'Sol')
  await sol.goto('/overview')
  await settle(sol)
  const waits = sol.getByRole('region', { name: 'Wait for a second person' })
  await expectAccessible(sol)
  await waits.getByRole('link', { name: new RegExp(`#${ticket}`) }).click()
  await sol.waitForURL(/\/tickets\//)
  await settle(sol)
  await sol.getByText(/drew you for the second verdict/).waitFor()
  // He judges the evidence, not the first person's words.
  expect(await sol.getByText('Friends of four circles.').count()).toBe(0)
  await sol.keyboard.press('a')
  const second = sol.getByRole('dialog')
  await second.getByRole('button', { name: 'The circles of friends do not know each other' }).click()
  expect(await second.getByLabel('What convinces you?').inputValue()).toMatch(/^The circles/)
  await second.getByText('The letters as they will be sent').click()
  const letters = second.getByRole('region', { name: /^The letter as it will be sent/ })
  await letters.filter({ hasText: 'Open our page and type this code there' }).waitFor()
  await letters.filter({ hasText: 'This letter goes to every address' }).waitFor()
  await second.getByLabel(/last 4 digits/).fill(number.slice(-4))
  await expectAccessible(sol)
  // Enter goes on, as in the first ruling: to the case below, or back to the list.
  await sol.keyboard.press('Enter')
  await sol.waitForURL(({ pathname }) => pathname !== `/tickets/${ticket}`)
  await sol.goto(`/tickets/${ticket}`)
  await settle(sol)
  await sol.getByText(/^On hold until/).waitFor()
  await sol.getByText('The new address has not typed its code yet.', { exact: false }).waitFor()
  await sol.getByText('Friends of four circles.').waitFor()
  await expectAccessible(sol)
  expect(await ask((sql) => sql`select from resets where account_number = ${number}`)).toEqual([])
  await sol.goto('/overview')
  await settle(sol)
  await sol.getByRole('region', { name: 'Holds running' }).getByText(/left/).waitFor()

  // Both languages, without JavaScript.
  const chen = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const code = (await readMail(newAddress, /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/))[0]
  await chen.goto('/confirm?lang=zh')
  await chen.getByLabel('信中的验证码').fill('0000-0000-0000')
  await chen.getByRole('button', { name: '确认' }).click()
  await chen.getByText(/此验证码无法确认/).waitFor()
  await chen.goto('/confirm')
  await chen.getByLabel('The code from our letter').fill(String(code))
  await chen.getByRole('button', { name: 'Confirm' }).click()
  await chen.getByText('The code is right.', { exact: false }).waitFor()
  await chen.context().close()
  await settledPublicPage('/confirm')

  const told = (await readMail(registered, /https?:\/\/[^\s"<]+\/not-me\/[\w-]+/))[0]
  await settledPublicPage(new URL(String(told)).pathname)

  await passHold()
  const link = (await readMail(newAddress, /https?:\/\/[^\s"<]+\/reset\/[\w-]+/))[0]
  const owner = await openPage(browser)
  await owner.goto(String(link))
  await owner.getByLabel(/^New password/).fill(newPassword)
  await owner.getByLabel(/again/i).fill(newPassword)
  await owner.keyboard.press('Enter')
  await owner.getByText(number).waitFor()
  await owner.goto('/account/sign-in')
  await owner.getByLabel(/number/i).fill(number)
  await owner.getByLabel(/^password/i).fill(newPassword)
  await owner.keyboard.press('Enter')
  await owner.getByText(/restricted until/i).waitFor()
  await expectAccessible(owner)
  await readMail(registered, /For 30 days the account is restricted/)
  expect(page.faults).toEqual([])
  expect(sol.faults).toEqual([])
}, 300_000)

async function waitForCase(): Promise<number> {
  for (let turn = 0; turn < 150; turn += 1) {
    const [row] = await ask(
      (sql) => sql<{ id: number; recommendation: string }[]>`
        select id::int, recommendation from tickets where account_number = ${number}`,
    )
    if (row) {
      expect(row.recommendation).toBe('propose')
      return row.id
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('Chen’s mail opened no case within 30 seconds.')
}

/** What a mail to this address says that fits; waits for it. */
async function readMail(to: string, wanted: RegExp): Promise<RegExpExecArray> {
  for (let turn = 0; turn < 400; turn += 1) {
    const list = await (await fetch(inject('sinkUrl'))).text()
    const row = new RegExp(`<td>${to.replaceAll('.', '\\.')}</td><td><a href="(/\\d+)"`, 'g')
    for (const [, path] of list.matchAll(row)) {
      const mail = await (await fetch(new URL(String(path), inject('sinkUrl')))).text()
      const found = wanted.exec(mail)
      if (found) return found
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`No mail to ${to} says ${wanted} within 80 seconds.`)
}

/** Lets the time of the hold pass: only the owner of the tables can, and only by taking their guard away. */
async function passHold(): Promise<void> {
  await ask(async (sql) => {
    await sql.begin(async (tx) => {
      await tx`alter table approvals disable trigger approvals_held`
      await tx`update approvals set held_at = held_at - interval '9 days', hold_until = hold_until - interval '9 days',
        expires_at = expires_at - interval '9 days'`
      await tx`alter table approvals enable trigger approvals_held`
    })
    return []
  })
}

async function settledPublicPage(at: string): Promise<void> {
  const looks = [
    { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  ] as const
  for (const look of looks) {
    const page: Page = await openPage(browser, look)
    await page.goto(at)
    await settle(page)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.context().close()
  }
}
