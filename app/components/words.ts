import { BadgeCheck, CircleHelp, Clock, Equal, History, type LucideIcon, Mail, ShieldX } from 'lucide-react'
import type { AttackerClass } from '#app/evidence/assessment.ts'
import type { SenderLevel } from '#app/mail/sender.ts'
import type { Recommendation, Route, TicketCategory, TicketState } from '#app/tickets/ticket.ts'
import { catalogue } from './language.tsx'
import type { Tone } from './ui/chip.tsx'

type Words = {
  /** The sender's level in a word, for the list. */
  sender: Record<SenderLevel, string>
  /** The sender's level as a clause, for the mail. */
  senderLong: Record<SenderLevel, string>
  route: Record<Route, string>
  routeLong: Record<Route, string>
  recommendation: Record<Recommendation, string>
  state: Record<TicketState, string>
  category: Record<TicketCategory, string>
  /** Who it may be instead of the owner, in a word; the sentences are with the evidence. */
  attacker: Record<AttackerClass, string>
}

/** What the desk calls the kinds that its rules know. */
export const kindWords = catalogue<Words>(
  {
    sender: {
      strong: 'strong',
      medium: 'medium',
      unauth: 'unproved',
      fail: 'failed',
      near: 'look-alike',
      former: 'former',
      other: 'other address',
      retry: 'checking',
    },
    senderLong: {
      strong: 'Registered address, signed',
      medium: 'Registered address, partly proved',
      unauth: 'Registered address, not proved',
      fail: 'Fails the check of its sender',
      near: 'Looks like the registered address',
      former: 'An address the account had before',
      other: 'Another address',
      retry: 'Waits for an answer from DNS',
    },
    route: { registered: 'registered', 'new-address': 'new address', none: 'no route' },
    routeLong: { registered: 'Registered route', 'new-address': 'New-address route', none: 'No route' },
    recommendation: { approve: 'approve', propose: 'two people', ask: 'ask', deny: 'refuse', stop: 'stop' },
    state: {
      new: 'New',
      open: 'Open',
      waiting: 'Waiting',
      proposed: 'Proposed',
      held: 'On hold',
      link_sent: 'Link sent',
      done: 'Done',
      denied: 'Refused',
      closed: 'Closed',
      frozen: 'Frozen',
      set_aside: 'Set aside',
    },
    category: { recovery: 'Recovery', abuse: 'Abuse report', question: 'Question', other: 'Other' },
    attacker: {
      blind: 'Blind',
      scraper: 'Scraper',
      acquaintance: 'Acquaintance',
      breach: 'Breach',
      hijacker: 'Hijacker',
    },
  },
  {
    sender: {
      strong: '可靠',
      medium: '较可靠',
      unauth: '未证实',
      fail: '验证失败',
      near: '仿冒地址',
      former: '曾用地址',
      other: '其他地址',
      retry: '核验中',
    },
    senderLong: {
      strong: '登记地址，签名有效',
      medium: '登记地址，部分证实',
      unauth: '登记地址，未证实',
      fail: '发件人验证失败',
      near: '与登记地址相似',
      former: '账号曾用的地址',
      other: '其他地址',
      retry: '等待 DNS 回答',
    },
    route: { registered: '登记地址', 'new-address': '新地址', none: '无途径' },
    routeLong: { registered: '登记地址途径', 'new-address': '新地址途径', none: '无途径' },
    recommendation: { approve: '批准', propose: '双人批准', ask: '要求补充', deny: '拒绝', stop: '停止' },
    state: {
      new: '新到',
      open: '处理中',
      waiting: '等待来信',
      proposed: '待复核',
      held: '静候期',
      link_sent: '链接已发',
      done: '已完成',
      denied: '已拒绝',
      closed: '已关闭',
      frozen: '已冻结',
      set_aside: '已搁置',
    },
    category: { recovery: '账号找回', abuse: '滥用举报', question: '咨询', other: '其他' },
    attacker: { blind: '盲猜者', scraper: '抄录者', acquaintance: '熟人', breach: '泄露数据', hijacker: '盗号者' },
  },
)

export const senderFaces: Record<SenderLevel, { tone: Tone; icon: LucideIcon }> = {
  strong: { tone: 'for', icon: BadgeCheck },
  medium: { tone: 'for', icon: BadgeCheck },
  unauth: { tone: 'warn', icon: CircleHelp },
  fail: { tone: 'against', icon: ShieldX },
  near: { tone: 'warn', icon: Equal },
  former: { tone: 'warn', icon: History },
  other: { tone: 'plain', icon: Mail },
  retry: { tone: 'plain', icon: Clock },
}

export const routeTones: Record<Route, Tone> = { registered: 'for', 'new-address': 'warn', none: 'plain' }

export const stateTones: Record<TicketState, Tone> = {
  new: 'accent',
  open: 'accent',
  waiting: 'plain',
  proposed: 'warn',
  held: 'warn',
  link_sent: 'for',
  done: 'for',
  denied: 'against',
  closed: 'plain',
  frozen: 'warn',
  set_aside: 'plain',
}
