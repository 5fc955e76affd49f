import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDb } from '#app/db/db.server.ts'
import { keepFedMail } from '#app/mailboxes/keep-raw-mail.server.ts'
import { openChromium } from '#scripts/chromium.ts'
import { plainMail } from '#tests/intake/plain-mail.ts'
import { ask, openPage, settle, signIn } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openChromium()
})
afterAll(() => browser.close())

test('a mail beside a case is made a case of its own', async () => {
  const { ticket, mail } = await besideOne()
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  await page.goto(`/tickets/${ticket}`)
  await settle(page)
  await page.getByRole('button', { name: 'Open as its own case' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith(`/${ticket}`))
  const [moved] = await ask(
    (sql) => sql<{ ticket: number; quarantined: boolean }[]>`
      select ticket_id::int as ticket, quarantined from messages where id = ${mail}`,
  )
  expect(moved?.quarantined).toBe(false)
  expect(page.url()).toContain(`/tickets/${moved?.ticket}`)

  // Merged back by hand, and taken apart again: the case shows where it went.
  const opened = moved?.ticket ?? 0
  await settle(page)
  await page.getByTitle('What else can be done with this case').click()
  await page.getByRole('button', { name: /Merge into another case/ }).click()
  await page.getByLabel('Number of the other case').fill(String(ticket))
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click()
  await page.waitForURL(`**/tickets/${ticket}**`)
  await page.getByRole('heading', { name: `From case ${opened}` }).waitFor()
  await page.goto(`/tickets/${opened}`)
  await settle(page)
  await page.getByRole('button', { name: 'Undo the merge' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the merge' }).click()
  await page.getByText(/merged this case into case/).waitFor({ state: 'detached' })
  expect(await stateOf(opened)).toBe('new')
  await page.context().close()
})

test('what is no recovery is closed and the next comes; what is one after all is treated as one', async () => {
  const asides = await ask(
    (sql) => sql<{ id: number }[]>`
      select id::int from tickets where category <> 'recovery' and state <> 'closed' order by opened_at, id limit 2`,
  )
  const [first, second] = asides.map(({ id }) => id)
  const page = await openPage(browser)
  await signIn(page, 'Ana')
  await page.goto(`/tickets/${first}?view=not-recovery`)
  await settle(page)
  await page.keyboard.press('e')
  await page.getByRole('dialog').getByRole('button', { name: 'Close & next' }).click()
  await page.waitForURL(`**/tickets/${second}**`)
  expect(await stateOf(first ?? 0)).toBe('closed')
  await settle(page)
  await page.keyboard.press('r')
  await page.getByRole('dialog').getByRole('button', { name: 'Treat as recovery' }).click()
  await page.getByRole('button', { name: /^Approve/ }).waitFor()
  const [treated] = await ask(
    (sql) => sql<{ category: string; bits: number | null }[]>`
      select category, bits from tickets where id = ${second ?? 0}`,
  )
  expect(treated?.category).toBe('recovery')
  expect(treated?.bits).not.toBeNull()
  await page.context().close()
})

/** A case of the demo, and a stranger's mail that names it. */
async function besideOne(): Promise<{ ticket: number; mail: number }> {
  const id = inject('cases')[1] ?? 0
  const owner = openDb(inject('ownerUrl'), 'latchkey_owner', 1)
  const text = 'I forgot my password too. My number is 29433423.'
  const bytes = plainMail({ from: 'Eve <eve@example.net>', subject: `Re: [#${id}] Password`, text })
  await owner.db.transaction((tx) => keepFedMail(tx, { bytes, now: new Date() }))
  await owner.close()
  for (let turn = 0; turn < 150; turn += 1) {
    const [mail] = await ask(
      (sql) => sql<{ id: number }[]>`select id::int from messages where quarantined and ticket_id = ${id}`,
    )
    if (mail) return { ticket: id, mail: mail.id }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('The stranger’s mail was not set beside the case within 30 seconds.')
}

async function stateOf(id: number): Promise<string | undefined> {
  const [ticket] = await ask((sql) => sql<{ state: string }[]>`select state from tickets where id = ${id}`)
  return ticket?.state
}
