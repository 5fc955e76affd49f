import { openDb } from '#app/db/db.server.ts'
import { type Timing, timeAnswers } from './million/http-timing.ts'
import { openMillion } from './million/million.ts'
import { commonWords, rareWords } from './million/texts.ts'
import { openWeb } from './million/web-under-test.ts'

type SearchName = 'rare_word' | 'common_word' | 'beginning' | 'rare_chinese' | 'common_chinese' | 'address' | 'number'

export type SearchFigures = {
  tickets: number
  seed_seconds: number
  /** Whole HTTP answers of the palette, one client. */
  search: Record<SearchName, Timing & { results: number }>
}

/** Searches the built desk over HTTP as the palette does; see {@link openMillion}. */
export async function benchSearch(options: {
  tickets: number
  dir: string
  times: number
  signal: AbortSignal
  say: (line: string) => void
}): Promise<SearchFigures> {
  const { tickets, dir, times, signal, say } = options
  const million = await openMillion({ tickets, dir, say })
  try {
    const web = await openWeb(million, dir)
    try {
      const figures: Partial<SearchFigures['search']> = {}
      for (const [name, asked] of Object.entries(await searches(million.url('latchkey_web'), tickets))) {
        signal.throwIfAborted()
        say(`Searches for ${name}`)
        const paths = asked.map((q) => `/palette?${new URLSearchParams({ q })}`)
        const answer = await fetch(`${web.origin}${paths[0]}`, { headers: { cookie: web.cookie } })
        const { rows } = (await answer.json()) as { rows: unknown[] }
        figures[name as SearchName] = { ...(await timeAnswers(web, paths, times)), results: rows.length }
      }
      return { tickets, seed_seconds: million.seedSeconds, search: figures as SearchFigures['search'] }
    } finally {
      await web.stop()
    }
  } finally {
    await million.stop()
  }
}

/** What is searched for; of addresses and numbers many, so that no answer is remembered. */
async function searches(url: string, tickets: number): Promise<Record<SearchName, string[]>> {
  const { sql, close } = openDb(url, 'latchkey_web', 1)
  const known = await sql<{ address: string; account: string }[]>`
    select sender_address as address, claimed_account as account from tickets
    where id in (select 20001 + at * ${Math.floor(tickets / 60)} from generate_series(0, 59) as at) and claimed_account is not null`
  await close()
  return {
    rare_word: [`${rareWords.en} `],
    common_word: [`${commonWords.en} `],
    beginning: ['passw', 'birth', 'frie'],
    rare_chinese: [rareWords.zh],
    common_chinese: [commonWords.zh],
    address: known.map(({ address }) => `${address} `),
    number: known.map(({ account }) => account),
  }
}
