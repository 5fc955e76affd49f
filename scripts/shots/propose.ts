import type { Page } from 'playwright-core'

/** Proposes a case as an agent does at the desk, so that it waits for a supervisor. `account`: of the case, in digits. */
export async function propose(page: Page, { ticketId, account }: { ticketId: number; account: string }): Promise<void> {
  await page.goto(`/tickets/${ticketId}`, { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: /^Propose/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Why/).fill('Friends of several circles fit.')
  await dialog.getByLabel(/last 4 digits/).fill(account.slice(-4))
  await dialog.getByRole('button', { name: 'Propose, stay' }).click()
  await page.getByText('Proposed for a new address').waitFor()
}
