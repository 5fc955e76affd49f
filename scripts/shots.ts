import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openChromium } from './chromium.ts'
import { waitForIntake } from './demo/check.ts'
import { type DemoPerson, openDemoWorld } from './demo/world.ts'
import { cast } from './seed/cast.ts'
import { operatorPages, type Pictured, supervisorPages } from './shots/pages.ts'
import { propose } from './shots/propose.ts'
import { operator, stage } from './shots/stage.ts'

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: 'tests/e2e/shots' },
    port: { type: 'string', default: '4180' },
    // Some of the looks, by name: light,390-zh. Usually all.
    looks: { type: 'string', default: '' },
  },
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

const [machine] = await sql<{ id: number }[]>`
  select id::int from tickets where state = 'set_aside' order by id limit 1`
const [proposable] = await sql<{ ticketId: number; account: string }[]>`
  select id::int as "ticketId", claimed_account as account from tickets where recommendation = 'propose' order by id limit 1`
const staged = await stage(world)
const deskPages = supervisorPages({
  mei: await caseOf(cast.mei.number),
  chen: await caseOf(cast.chen.number),
  chinese: chinese?.id ?? 0,
  forged: forged?.id ?? 0,
  machine: machine?.id ?? 0,
  proposed: proposable?.ticketId ?? 0,
  ...staged,
})
const publicPages = [
  '/sign-in',
  '/account/sign-in',
  '/account/sign-in?lang=zh',
  '/reset/no-such-link',
  '/recover',
  '/recover?lang=zh',
  '/form',
  '/form?lang=zh',
  '/confirm',
  '/confirm?lang=zh',
]

const browser = await openChromium()
try {
  const agent = world.people.find(({ role }) => role === 'agent')
  if (proposable && agent) {
    const page = await browser.newPage({ baseURL: world.origin, locale: 'en-GB' })
    await enter(page, agent)
    await propose(page, proposable)
    await page.context().close()
  }
  const wanted = values.looks.split(',').filter(Boolean)
  for (const look of looks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
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
    const sol = world.people.find(({ role }) => role === 'supervisor')
    if (sol) await shootAs(page, sol, deskPages, look.name)
    await page.context().setOffline(false)
    await page.goto('/queue')
    await page.context().clearCookies()
    await shootAs(page, operator, operatorPages, look.name)
    await context.close()
  }
} finally {
  await browser.close()
  await world.stop()
  await rm(dir, { recursive: true, force: true })
}
console.log(`The pictures are in ${values.to}`)

async function enter(page: Page, person: DemoPerson): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name="email"]').fill(person.email)
  await page.locator('input[type="password"]').fill(person.password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(queue|overview)/)
}

async function shootAs(page: Page, person: DemoPerson, pages: readonly Pictured[], look: string): Promise<void> {
  await enter(page, person)
  for (const { name, at, act } of pages) {
    await page.goto(at, { waitUntil: 'networkidle' })
    if (act) await hearsKeys(page)
    await act?.(page)
    await shoot(page, `${name}-${look}`)
  }
}

/** A key that comes before the page hears is lost. */
async function hearsKeys(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.documentElement.dataset.drawn === window.location.pathname + window.location.search,
  )
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(values.to, `${name}.png`), fullPage: page.viewportSize()?.width === 390 })
}
