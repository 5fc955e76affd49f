import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openChromium } from './chromium.ts'
import { waitForIntake } from './demo/check.ts'
import { openDemoWorld } from './demo/world.ts'
import { cast } from './seed/cast.ts'

const { values } = parseArgs({
  options: { to: { type: 'string', default: 'tests/e2e/shots' }, port: { type: 'string', default: '4180' } },
})
const looks = [
  { name: 'light', theme: 'light', width: 1280, language: 'en' },
  { name: 'dark', theme: 'dark', width: 1280, language: 'en' },
  { name: 'wide', theme: 'light', width: 1920, language: 'en' },
  { name: 'zh', theme: 'light', width: 1280, language: 'zh' },
  { name: '390', theme: 'light', width: 390, language: 'en' },
  { name: '390-dark', theme: 'dark', width: 390, language: 'en' },
  { name: '390-zh', theme: 'dark', width: 390, language: 'zh' },
] as const

await mkdir(values.to, { recursive: true })
const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-shots-'))
const world = await openDemoWorld({
  dir,
  port: Number(values.port),
  withinMs: 0,
  say: (line) => console.error(`… ${line}`),
})
await world.deliver()
await waitForIntake(world)
const { sql } = world.database
const caseOf = async (number: string) => {
  const [row] = await sql<
    { id: number }[]
  >`select id::int from tickets where claimed_account = ${number} order by id limit 1`
  return row?.id ?? 0
}
const [chinese] = await sql<{ id: number }[]>`
  select id::int from tickets where language = 'zh' and category = 'recovery' order by (select count(*) from claims where ticket_id = tickets.id) desc limit 1`
const [forged] = await sql<
  { id: number }[]
>`select id::int from tickets where sender_level = 'fail' order by id limit 1`

const [mei, chen] = [await caseOf(cast.mei.number), await caseOf(cast.chen.number)]
const deskPages: readonly { name: string; at: string; act?: (page: Page) => Promise<void> }[] = [
  { name: 'overview', at: '/overview' },
  { name: 'queue', at: '/queue' },
  { name: 'queue-empty', at: '/queue?view=frozen' },
  { name: 'queue-no-result', at: '/queue?search=nobody' },
  { name: 'queue-not-recovery', at: '/queue?view=not-recovery' },
  { name: 'ticket', at: `/tickets/${mei}` },
  { name: 'ticket-chen', at: `/tickets/${chen}` },
  { name: 'ticket-chinese', at: `/tickets/${chinese?.id}` },
  { name: 'ticket-forged', at: `/tickets/${forged?.id}` },
  { name: 'ticket-missing', at: '/tickets/999999' },
  { name: 'ticket-corrections', at: `/tickets/${mei}`, act: (page) => unfold(page, /Correct what was read|更正读取/) },
  { name: 'dialog-approve', at: `/tickets/${mei}`, act: (page) => press(page, 'a') },
  { name: 'dialog-refuse', at: `/tickets/${mei}`, act: (page) => press(page, 'd') },
  { name: 'dialog-keys', at: '/queue', act: (page) => press(page, '?') },
  { name: 'failed', at: '/failed-mails' },
  { name: 'audit', at: '/audit' },
  { name: 'audit-reads', at: '/audit/reads' },
  { name: 'attacks', at: '/attacks' },
  { name: 'policies', at: '/policies' },
  { name: 'policy', at: '/policies/policy-v2' },
  { name: 'policy-new', at: '/policies/new' },
  { name: 'settings', at: '/settings' },
]
const publicPages = [
  '/sign-in',
  '/account/sign-in',
  '/account/sign-in?lang=zh',
  '/reset/no-such-link',
  '/recover',
  '/recover?lang=zh',
  '/form',
  '/form?lang=zh',
]

const browser = await openChromium()
try {
  for (const look of looks) {
    const context = await browser.newContext({
      baseURL: world.origin,
      colorScheme: look.theme,
      locale: look.language === 'zh' ? 'zh-CN' : 'en-GB',
      viewport: { width: look.width, height: look.width === 390 ? 844 : look.width === 1920 ? 1080 : 800 },
    })
    const page = await context.newPage()
    for (const at of publicPages) {
      await page.goto(at, { waitUntil: 'networkidle' })
      await shoot(page, `${at.slice(1).replaceAll(/[^\w]+/g, '-')}-${look.name}`)
    }
    await page.goto('/sign-in')
    const sol = world.people.find(({ role }) => role === 'supervisor')
    await page.locator('input[name="email"]').fill(sol?.email ?? '')
    await page.locator('input[type="password"]').fill(sol?.password ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/(queue|overview)/)
    for (const { name, at, act } of deskPages) {
      await page.goto(at, { waitUntil: 'networkidle' })
      await act?.(page)
      await shoot(page, `${name}-${look.name}`)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await world.stop()
  await rm(dir, { recursive: true, force: true })
}
console.log(`The pictures are in ${values.to}`)

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor({ timeout: 5_000 })
}

async function unfold(page: Page, words: RegExp): Promise<void> {
  const summary = page.locator('summary', { hasText: words })
  await summary.click()
  await summary.scrollIntoViewIfNeeded()
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(values.to, `${name}.png`), fullPage: page.viewportSize()?.width === 390 })
}
