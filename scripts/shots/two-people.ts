import type { Page } from 'playwright-core'

/** A case that can be proposed; `account`: its number, in digits. */
export type Proposable = { ticketId: number; account: string }

/** Proposes a case as an agent does at the desk, so that it waits for a supervisor. */
export async function propose(page: Page, { ticketId, account }: Proposable): Promise<void> {
  await page.goto(`/tickets/${ticketId}`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: /^Propose/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Why/).fill('Friends of several circles fit.')
  await dialog.getByLabel(/last 4 digits/).fill(account.slice(-4))
  await dialog.getByRole('button', { name: 'Propose, stay' }).click()
  await page.getByText('Proposed for a new address').waitFor()
}

/** Approves what was proposed, as the second person, so that its hold runs. */
export async function approveAsSecond(page: Page, { ticketId, account }: Proposable): Promise<void> {
  await page.goto(`/tickets/${ticketId}`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: /^Approve as second/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^What convinces you/).fill('Seen: three circles of friends.')
  await dialog.getByLabel(/last 4 digits/).fill(account.slice(-4))
  await dialog.getByRole('button', { name: 'Approve, stay' }).click()
  await page.getByText(/^On hold until/).waitFor()
}
