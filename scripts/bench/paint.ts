import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { openChromium } from '../chromium.ts'
import { waitForIntake } from '../demo/check.ts'
import { type DemoPerson, openDemoWorld } from '../demo/world.ts'
import { rounded } from './million/http-timing.ts'
import { freePort } from './million/web-under-test.ts'

export type PaintFigures = Record<
  string,
  {
    /** From the click to the first words on the screen. */
    first_paint_p50_ms: number
    first_paint_max_ms: number
    /** The most that a load moved what was drawn already, as browsers count it; 0 is none. */
    layout_shift: number
  }
>

/** Loads the pages of the demo in Chromium, each so many times as if for the first time. */
export async function benchPaint({
  times,
  signal,
  say,
}: {
  times: number
  signal: AbortSignal
  say: (line: string) => void
}): Promise<PaintFigures> {
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-paint-'))
  const world = await openDemoWorld({ dir, port: await freePort(), withinMs: 0, say })
  const browser = await openChromium()
  try {
    await world.deliver()
    await waitForIntake(world)
    const [found] = await world.database.sql<{ id: number }[]>`
      select id::int from tickets where category = 'recovery' order by id limit 1`
    const pages = { queue: '/queue', all: '/queue?view=all', ticket: `/tickets/${found?.id}`, overview: '/overview' }
    const supervisor = world.people.find(({ role }) => role === 'supervisor') as DemoPerson
    const figures: PaintFigures = {}
    const page = await browser.newPage({ baseURL: world.origin, viewport: { width: 1280, height: 800 } })
    await signIn(page, supervisor)
    const devtools = await page.context().newCDPSession(page)
    for (const [name, at] of Object.entries(pages)) {
      signal.throwIfAborted()
      say(`Loads ${at}`)
      const loads: Load[] = []
      for (let time = 0; time < times; time += 1) {
        await devtools.send('Network.clearBrowserCache')
        loads.push(await load(page, at))
      }
      const paints = loads.map(({ firstPaintMs }) => firstPaintMs).sort((one, other) => one - other)
      figures[name] = {
        first_paint_p50_ms: rounded(paints[Math.floor(paints.length / 2)] ?? 0),
        first_paint_max_ms: rounded(paints.at(-1) ?? 0),
        layout_shift: Math.max(...loads.map(({ shift }) => shift)),
      }
    }
    return figures
  } finally {
    await browser.close()
    await world.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

type Load = { firstPaintMs: number; shift: number }

async function load(page: Page, at: string): Promise<Load> {
  await page.goto(at)
  await page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined)
  return page.evaluate(async () => {
    const shifts = new Promise<number>((tell) => {
      let sum = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
      setTimeout(() => tell(sum), 300)
    })
    const [paint] = performance.getEntriesByName('first-contentful-paint')
    return { firstPaintMs: paint?.startTime ?? Number.NaN, shift: await shifts }
  })
}

async function signIn(page: Page, { email, password }: DemoPerson): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/(queue|overview)/)
}
