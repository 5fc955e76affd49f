/** What changed on the desk, by numbers alone; whoever wants to know more asks for it. */
export type DeskNews = {
  /** Cases whose row in a list may look different now. */
  tickets: readonly number[]
  /** Cases with something new beside that: a mail, a letter, a note. */
  cases: readonly number[]
  /** Cases where somebody came, went, or began to write. */
  presences: readonly number[]
  /** Switches, mailboxes, alarms. */
  desk: boolean
  /** More than can be told, or something may have been missed: look at everything. */
  all: boolean
}

export const noNews: DeskNews = { tickets: [], cases: [], presences: [], desk: false, all: false }

/** Everything may be different. */
export const allNews: DeskNews = { ...noNews, all: true }

/** More cases at once than this are told as "all". */
const mostTold = 200

const kinds: Readonly<Record<string, 'tickets' | 'cases' | 'presences'>> = {
  tickets: 'tickets',
  messages: 'cases',
  notes: 'cases',
  letters: 'cases',
  presences: 'presences',
}

/** Adds what the database told: "tickets 20417 5", "notes 20417", "tickets *", "desk". What it does not know is no news. */
export function addNews(news: DeskNews, payload: string): DeskNews {
  if (news.all) return news
  const [kind = '', number = ''] = payload.split(' ')
  if (kind === 'desk') return { ...news, desk: true }
  const into = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!into) return news
  if (number === '*') return allNews
  if (!/^[0-9]{1,15}$/.test(number)) return news
  const known = news[into]
  if (known.includes(Number(number))) return news
  return known.length >= mostTold ? allNews : { ...news, [into]: [...known, Number(number)] }
}

/** Two tellings as one. */
export function joinNews(one: DeskNews, other: DeskNews): DeskNews {
  if (one.all || other.all) return allNews
  const both = (kind: 'tickets' | 'cases' | 'presences') => [...new Set([...one[kind], ...other[kind]])]
  const joined = {
    tickets: both('tickets'),
    cases: both('cases'),
    presences: both('presences'),
    desk: one.desk || other.desk,
    all: false,
  }
  return Math.max(joined.tickets.length, joined.cases.length, joined.presences.length) > mostTold ? allNews : joined
}

/** Whether there is anything to tell. */
export function isNews({ tickets, cases, presences, desk, all }: DeskNews): boolean {
  return all || desk || tickets.length + cases.length + presences.length > 0
}
