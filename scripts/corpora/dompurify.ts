import { openChromium } from '../chromium.ts'
import { type CorpusCheck, figure, readJson } from './check.ts'
import { type Doings, neutralise, openShowroom } from './live-html.ts'

type Row = { payload: string; live: boolean }

/** HTML that would run or load if it were left alone: sanitised, shown in Chromium with and without the policy. */
export const dompurify: CorpusCheck = {
  name: 'dompurify',
  folder: 'dompurify',
  async run(folder) {
    const rows = readJson<Row[]>(folder, 'expect.json')
    const browser = await openChromium()
    try {
      const judged: { index: number; live: boolean; fault: string | null; loads: number }[] = []
      const waiting = [...rows.entries()]
      const work = async () => {
        const { show } = await openShowroom(browser)
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [index, { payload, live }] = next
          const did = await neutralise(show, payload)
          judged.push({ index, live, fault: faultOf(did), loads: did.loads.length })
        }
      }
      await Promise.all([work(), work(), work()])
      const live = judged.filter((one) => one.live)
      const outcomes = (list: typeof judged) => list.map(({ index, fault }) => ({ id: String(index), fault }))
      return figure(outcomes(live), {
        neutralised: live.filter(({ fault }) => fault === null).length,
        loads: judged.reduce((sum, { loads }) => sum + loads, 0),
        others: figure(outcomes(judged.filter((one) => !one.live))),
      })
    } finally {
      await browser.close()
    }
  },
}

function faultOf({ ran, loads, live }: Doings): string | null {
  if (ran > 0) return 'runs'
  return loads.length > 0 ? `loads ${loads[0]}` : (live[0] ?? null)
}
