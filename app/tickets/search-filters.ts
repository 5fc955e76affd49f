import type { SenderLevel } from '#app/mail/sender.ts'
import { attachmentTerm, senderTerm } from './search-words.ts'
import { simplify } from './simple-signs.ts'
import { type Route, type TicketCategory, type TicketState, undecidedStates } from './ticket.ts'

/** A term that a mail must have, or with `begins` one that begins so. */
export type Need = { term: string; begins: boolean }

/** What a case must be besides the words; null: whatever it is. */
export type SearchFilters = {
  account: string | null
  states: readonly TicketState[] | null
  route: Route | null
  category: TicketCategory | null
  owner: 'mine' | 'nobody' | null
  levels: readonly SenderLevel[] | null
  tag: string | null
  /** The first moment that is too late. */
  before: Date | null
  /** The first moment that counts. */
  after: Date | null
}

export const noFilters: SearchFilters = {
  account: null,
  states: null,
  route: null,
  category: null,
  owner: null,
  levels: null,
  tag: null,
  before: null,
  after: null,
}

/** What a word like `state:open` comes to. */
type Meaning = { filters?: Partial<SearchFilters>; need?: Need; oldestFirst?: boolean }

/** A word before a colon. Each name, the Chinese ones too, may be written; the first is its own. */
export type FilterWord = {
  names: readonly [string, ...string[]]
  /** What may follow, where that is a list; the first name of each. */
  values: readonly string[]
  /** Null where the value says nothing. */
  read: (value: string, now: Date) => Meaning | null
}

/** Names for one value: what is written, in any language, to what is meant. */
type Names<Value> = readonly (readonly [Value, ...string[]])[]

function chosen<Value>(names: Names<Value>, value: string): Value | null {
  const simple = simplify(value)
  return names.find(([, ...words]) => words.includes(simple))?.[0] ?? null
}

function listed<Value>(names: Names<Value>): string[] {
  return names.map(([, first]) => String(first))
}

const states: Names<readonly TicketState[]> = [
  [undecidedStates, 'undecided', '未决定', '待处理'],
  [['new'], 'new', '新建', '新', '未分配'],
  [['open'], 'open', '处理中', '打开'],
  [['waiting'], 'waiting', '等待', '等待回复'],
  [['proposed'], 'proposed', '已提议', '待复核'],
  [['held'], 'held', '暂缓', '等候期'],
  [['link_sent'], 'link-sent', '已发链接', '链接已发'],
  [['done'], 'done', '完成', '已完成'],
  [['denied'], 'denied', 'refused', '拒绝', '已拒绝'],
  [['closed'], 'closed', '关闭', '已关闭'],
  [['frozen'], 'frozen', '冻结', '已冻结'],
  [['set_aside'], 'set-aside', '搁置', '已搁置'],
]

const routeNames: Names<Route> = [
  ['registered', 'registered', '注册', '注册地址'],
  ['new-address', 'new-address', '新地址'],
  ['none', 'none', '无'],
]

const categories: Names<TicketCategory> = [
  ['recovery', 'recovery', '找回', '找回帐号', '找回账号'],
  ['abuse', 'abuse', '举报', '滥用'],
  ['question', 'question', '问题', '咨询'],
  ['other', 'other', '其他'],
]

const natures: Names<Meaning> = [
  [{ filters: { levels: ['fail'] } }, 'forged', '伪造'],
  [{ filters: { levels: ['near'] } }, 'lookalike', '仿冒'],
  [{ filters: { levels: ['strong', 'medium'] } }, 'proved', '已验证'],
  [{ filters: { owner: 'mine' } }, 'mine', '我的'],
  [{ filters: { owner: 'nobody' } }, 'unassigned', '未分配', '无人'],
]

/** Every filter that the search understands, in the order in which they are explained. */
export const filterWords: readonly FilterWord[] = [
  {
    names: ['from', '发件人', '来自'],
    values: [],
    read: (value) => (value === '' ? null : { need: { term: senderTerm(value), begins: true } }),
  },
  {
    names: ['account', '帐号', '账号', '号码'],
    values: [],
    read: (value) => {
      const account = value.replace(/[\s-]/g, '')
      return account === '' ? null : { filters: { account } }
    },
  },
  {
    names: ['state', '状态'],
    values: listed(states),
    read: (value) => {
      const found = chosen(states, value.replace('_', '-'))
      return found && { filters: { states: found } }
    },
  },
  {
    names: ['is', '是'],
    values: listed(natures),
    read: (value) => chosen(natures, value),
  },
  {
    names: ['has', '含', '有'],
    values: ['attachment'],
    read: (value) =>
      ['attachment', 'attachments', 'file', '附件'].includes(value)
        ? { need: { term: attachmentTerm, begins: false } }
        : null,
  },
  {
    names: ['route', '途径', '路线'],
    values: listed(routeNames),
    read: (value) => {
      const route = chosen(routeNames, value)
      return route && { filters: { route } }
    },
  },
  {
    names: ['kind', '类型', '类别'],
    values: listed(categories),
    read: (value) => {
      const category = chosen(categories, value)
      return category && { filters: { category } }
    },
  },
  {
    names: ['tag', '标签'],
    values: [],
    read: (value) => (value === '' ? null : { filters: { tag: value } }),
  },
  {
    names: ['before', '早于', '之前'],
    values: ['2026-11-01', '2026-11', '7d'],
    read: (value, now) => {
      const before = readMoment(value, now)
      return before && { filters: { before } }
    },
  },
  {
    names: ['after', '晚于', '之后'],
    values: ['2026-11-01', '2026-11', '7d'],
    read: (value, now) => {
      const after = readMoment(value, now)
      return after && { filters: { after } }
    },
  },
  {
    names: ['sort', '排序'],
    values: ['newest', 'oldest'],
    read: (value) => {
      if (['oldest', '最早', '最旧'].includes(simplify(value))) return { oldestFirst: true }
      return ['newest', '最新'].includes(value) ? { oldestFirst: false } : null
    },
  },
]

const dayMs = 86_400_000

/** A year, a month, a day or "7d" (so many days ago), as the moment in UTC at which it begins. */
function readMoment(value: string, now: Date): Date | null {
  const today = Math.floor(now.getTime() / dayMs) * dayMs
  if (['today', '今天'].includes(value)) return new Date(today)
  if (['yesterday', '昨天'].includes(value)) return new Date(today - dayMs)
  const ago = /^([0-9]{1,5})[d天]$/.exec(value)
  if (ago) return new Date(now.getTime() - Number(ago[1]) * dayMs)
  const [, year, month = '1', day = '1'] =
    /^([0-9]{4})(?:[-/年.]([0-9]{1,2})(?:[-/月.]([0-9]{1,2})日?|月)?|年)?$/.exec(value) ?? []
  if (year === undefined) return null
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const whole = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
  return whole ? at : null
}
