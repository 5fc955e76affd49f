import type { Page } from 'playwright-core'

/** A page of the desk in one of its states. */
export type Pictured = { name: string; at: string; act?: (page: Page) => Promise<void> }

/** The cases that are pictured. */
export type PicturedCases = {
  mei: number
  chen: number
  chinese: number
  forged: number
  machine: number
  danger: number
  spanish: number
  proposed: number
}

/** A case whose hold runs, and whose new address is to confirm itself. */
export function heldPages(held: number): readonly Pictured[] {
  return [
    { name: 'queue-held', at: '/queue?view=held' },
    { name: 'ticket-held', at: `/tickets/${held}` },
    {
      name: 'dialog-code-again',
      at: `/tickets/${held}`,
      act: (page) => page.getByRole('button', { name: /Send the code again|再寄验证码/ }).click(),
    },
  ]
}

/** What a supervisor sees, page by page and state by state. */
export function supervisorPages(cases: PicturedCases): readonly Pictured[] {
  const { mei, chen, chinese, forged, machine, danger, spanish, proposed } = cases
  const keyed = (name: string, at: string, ...keys: string[]): Pictured => ({
    name,
    at,
    act: (page) => pressAll(page, keys),
  })
  return [
    { name: 'overview', at: '/overview' },
    { name: 'queue', at: '/queue' },
    { name: 'queue-empty', at: '/queue?view=frozen' },
    { name: 'queue-no-result', at: '/queue?search=qqqzzz' },
    { name: 'queue-found', at: '/queue?search=password' },
    { name: 'queue-not-recovery', at: '/queue?view=not-recovery' },
    { name: 'queue-grouped', at: '/queue?view=undecided&group=account', act: (page) => unfold(page) },
    { name: 'queue-menu', at: '/queue', act: (page) => menu(page, /View and order|视图与排序/) },
    { name: 'queue-chosen', at: '/queue', act: (page) => pressAll(page, ['j', 'x', 'j', 'x'], false) },
    { name: 'queue-table', at: '/queue?view=undecided&group=account&columns=number,account,subject,score,age' },
    { name: 'palette', at: '/queue', act: (page) => search(page, '') },
    { name: 'palette-found', at: '/queue', act: (page) => search(page, '密码') },
    { name: 'palette-none', at: '/queue', act: (page) => search(page, 'qqqzzz') },
    { name: 'ticket', at: `/tickets/${mei}` },
    { name: 'ticket-chen', at: `/tickets/${chen}` },
    { name: 'ticket-chinese', at: `/tickets/${chinese}` },
    { name: 'ticket-forged', at: `/tickets/${forged}` },
    { name: 'ticket-machine', at: `/tickets/${machine}` },
    { name: 'ticket-danger', at: `/tickets/${danger}` },
    { name: 'ticket-third-language', at: `/tickets/${spanish}` },
    { name: 'queue-proposed', at: '/queue?view=proposed' },
    { name: 'ticket-proposed', at: `/tickets/${proposed}` },
    keyed('dialog-second', `/tickets/${proposed}`, 'a'),
    keyed('dialog-second-refuse', `/tickets/${proposed}`, 'd'),
    { name: 'ticket-missing', at: '/tickets/999999' },
    { name: 'ticket-judged', at: `/tickets/${forged}`, act: (page) => tab(page, /How it was judged|判定过程/) },
    {
      name: 'ticket-corrections',
      at: `/tickets/${mei}`,
      act: (page) => open(page, /Correct what was read|更正读取/),
    },
    {
      name: 'ticket-read-again',
      at: `/tickets/${mei}`,
      act: (page) => open(page, /Unreadable|乱码/),
    },
    {
      name: 'ticket-menu',
      at: `/tickets/${mei}`,
      act: (page) => menu(page, /What else can be done with this case|对此案的其他操作/),
    },
    keyed('dialog-approve', `/tickets/${mei}`, 'a'),
    keyed('dialog-ask', `/tickets/${mei}`, 'm'),
    keyed('dialog-refuse', `/tickets/${mei}`, 'd'),
    {
      name: 'dialog-assign',
      at: `/tickets/${mei}`,
      act: async (page) => {
        await pressAll(page, ['i'])
        await page.getByRole('button', { name: 'Ana' }).waitFor()
      },
    },
    keyed('dialog-tags', `/tickets/${mei}`, 'l'),
    keyed('dialog-snooze', `/tickets/${mei}`, 'z'),
    keyed('dialog-supervisor', `/tickets/${mei}`, 'q'),
    {
      name: 'dialog-merge',
      at: `/tickets/${mei}`,
      act: (page) => chosen(page, /What else can be done with this case|对此案的其他操作/, /Merge into|并入另一案件/),
    },
    {
      name: 'dialog-columns',
      at: '/queue',
      act: (page) => chosen(page, /View and order|视图与排序/, /^(Columns|选择列)/),
    },
    {
      name: 'dialog-view',
      at: '/queue',
      act: (page) => chosen(page, /View and order|视图与排序/, /^(Save this|保存此)/),
    },
    { name: 'dialog-stop', at: '/overview', act: (page) => button(page, /^(Stop all resets|停止所有重置)/) },
    { name: 'dialog-reveal', at: `/tickets/${mei}`, act: (page) => button(page, /^(Reveal|查看)/) },
    keyed('dialog-keys', '/queue', '?'),
    { name: 'failed', at: '/failed-mails' },
    { name: 'audit', at: '/audit' },
    { name: 'audit-entries', at: '/audit?list=entries' },
    { name: 'audit-reads', at: '/audit/reads' },
    { name: 'attacks', at: '/attacks' },
    { name: 'policies', at: '/policies' },
    { name: 'policy-new', at: '/policies/new' },
    { name: 'policy-numbers', at: '/policies/new', act: (page) => open(page, /Friend numbers|好友号码/) },
    { name: 'settings', at: '/settings' },
    { name: 'missing', at: '/no-such-page' },
    { name: 'offline', at: '/queue', act: (page) => lose(page) },
  ]
}

/** What whoever runs the desk sees. */
export const operatorPages: readonly Pictured[] = [
  { name: 'mailboxes', at: '/mailboxes' },
  { name: 'mailbox-new', at: '/mailboxes/new' },
  {
    name: 'mailbox',
    at: '/mailboxes',
    act: async (page) => {
      await page.getByRole('link', { name: 'help@latchkey.example' }).click()
      await page.waitForURL('**/mailboxes/*')
      await page.waitForLoadState('networkidle')
    },
  },
  { name: 'forbidden', at: '/audit' },
]

async function pressAll(page: Page, keys: readonly string[], asks = true): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
  if (asks) await page.getByRole('dialog').waitFor({ timeout: 5_000 })
}

async function unfold(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /of this account|此账号另有/ })
    .first()
    .click()
}

async function menu(page: Page, title: RegExp): Promise<void> {
  await page.getByTitle(title).first().click()
}

async function chosen(page: Page, title: RegExp, item: RegExp): Promise<void> {
  await menu(page, title)
  await page.getByRole('button', { name: item }).last().click()
  await page.getByRole('dialog').waitFor()
}

async function button(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('dialog').waitFor()
}

async function tab(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('tab', { name }).first().click()
}

async function open(page: Page, words: RegExp): Promise<void> {
  const summary = page.locator('summary', { hasText: words }).first()
  await summary.click()
  await summary.evaluate((element) => element.scrollIntoView({ block: 'center' }))
}

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await page.keyboard.type(words)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(500)
}

/** Cuts the connection, until the desk says so. */
async function lose(page: Page): Promise<void> {
  await page.context().setOffline(true)
  await page
    .getByText(/Connection lost|连接自/)
    .first()
    .waitFor({ timeout: 60_000 })
}
