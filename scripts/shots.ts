import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { openChromium } from './chromium.ts'
import { waitForIntake } from './demo/check.ts'
import { type DemoPerson, openDemoWorld } from './demo/world.ts'
import { cast } from './seed/cast.ts'
import { heldPages, operatorPages, type Pictured, supervisorPages } from './shots/pages.ts'
import { operator, stage } from './shots/stage.ts'
import { approveAsSecond, type Proposable, propose } from './shots/two-people.ts'

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
const [proposed] = await sql<Proposable[]>`
  select id::int as "ticketId", claimed_account as account from tickets where recommendation = 'propose' order by id limit 1`
const staged = await stage(world)
const deskPages = supervisorPages({
  mei: await caseOf(cast.mei.number),
  chen: await caseOf(cast.chen.number),
  chinese: chinese?.id ?? 0,
  forged: forged?.id ?? 0,
  machine: machine?.id ?? 0,
  proposed: proposed?.ticketId ?? 0,
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
  const sol = world.people.find(({ role }) => role === 'supervisor')
  if (!proposed || !agent || !sol) throw new Error('The demo has no case to propose, or nobody to approve it')
  await actAs(agent, (page) => propose(page, proposed))
  const wanted = values.looks.split(',').filter(Boolean)
  const taken = looks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  for (const look of taken) {
    const page = await openLook(look)
    for (const at of publicPages) {
      await page.goto(at, { waitUntil: 'networkidle' })
      await shoot(page, `${at.slice(1).replaceAll(/[^\w]+/g, '-')}-${look.name}`)
    }
    await shootAs(page, sol, deskPages, look.name)
    await page.context().setOffline(false)
    await page.goto('/queue')
    await page.context().clearCookies()
    await shootAs(page, operator, operatorPages, look.name)
    await page.context().close()
  }
  // What was proposed can be pictured no more once it is approved.
  await actAs(sol, (page) => approveAsSecond(page, proposed))
  for (const look of taken) {
    const page = await openLook(look)
    await shootAs(page, sol, heldPages(proposed.ticketId), look.name)
    await page.context().close()
  }
} finally {
  await browser.close()
  await world.stop()
  await rm(dir, { recursive: true, force: true })
}
console.log(`The pictures are in ${values.to}`)

async function openLook({ theme, language, width }: (typeof looks)[number]): Promise<Page> {
  const context = await browser.newContext({
    baseURL: world.origin,
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    viewport: { width, height: width === 390 ? 844 : width === 1920 ? 1080 : 800 },
  })
  return context.newPage()
}

async function actAs(person: DemoPerson, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage({ baseURL: world.origin, locale: 'en-GB' })
  await enter(page, person)
  await act(page)
  await page.context().close()
}

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
