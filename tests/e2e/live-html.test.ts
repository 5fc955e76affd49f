import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChromium } from '#scripts/chromium.ts'
import { type Doings, neutralise, openShowroom, type Showing } from '#scripts/corpora/live-html.ts'
import { hostileHtml } from '#tests/fixtures/hostile-html.ts'

let browser: Browser
let show: (html: string, how: Showing) => Promise<Doings>
beforeAll(async () => {
  browser = await openChromium()
  ;({ show } = await openShowroom(browser))
})
afterAll(() => browser.close())

const nothing: Doings = { ran: 0, loads: [], live: [] }

test('the showroom sees what runs and what loads', async () => {
  const live = '<img src="https://track.example/p.gif" onerror="alert(1)">'
  expect(await show(live, 'bare')).toEqual({
    ran: 1,
    loads: ['https://track.example/p.gif'],
    live: ['<img>', 'img src', 'img onerror'],
  })
})

test.each(hostileHtml)('the policy alone holds %s', async (payload) => {
  const { ran, loads } = await show(payload, 'as served')
  expect({ ran, loads }).toEqual({ ran: 0, loads: [] })
})

test.each([...hostileHtml, ...knownPayloads()])(
  'sanitised, nothing of %s runs, loads or leads away',
  async (payload) => {
    expect(await neutralise(show, payload)).toEqual(nothing)
  },
)

/** Payloads of others, where a folder of test material is at hand: CORPORA names it. */
function knownPayloads(): string[] {
  const file = path.join(process.env.CORPORA ?? '', 'dompurify', 'expect.json')
  if (!process.env.CORPORA || !existsSync(file)) return []
  const rows = JSON.parse(readFileSync(file, 'utf8')) as { payload: string; live: boolean }[]
  return rows.filter(({ live }) => live).map(({ payload }) => payload)
}
