import type { AttackerClass } from './assessment.ts'

/** The desk's languages. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

type Words = Readonly<Record<string, string>>

/** What a bar is called. A kind that is not listed is called by its own name. */
export const labels: Readonly<Record<Language, Words>> = {
  en: {
    prior: 'Before any evidence',
    sender: 'Sender',
    registered_email: 'Registered e-mail',
    birth_date: 'Birth date',
    real_name: 'Real name',
    nickname: 'Nickname',
    city: 'City',
    country: 'Country',
    gender: 'Gender',
    sign_up: 'Sign-up date',
    phone: 'Phone',
    security_answers: 'Security answers',
    friend_numbers: 'Friend numbers',
    cap: 'Caps',
    context: 'Context',
    total: 'Total',
  },
  zh: {
    prior: '证据之前',
    sender: '发件人',
    registered_email: '登记邮箱',
    birth_date: '出生日期',
    real_name: '真实姓名',
    nickname: '昵称',
    city: '城市',
    country: '国家',
    gender: '性别',
    sign_up: '注册时间',
    phone: '电话',
    security_answers: '密保答案',
    friend_numbers: '好友号码',
    cap: '上限',
    context: '背景',
    total: '合计',
  },
}

/** How far a stated value agrees. */
export const levels: Readonly<Record<Language, Words>> = {
  en: {
    exact: 'exact',
    near: 'nearly right',
    close: 'close, or a former one',
    slip: 'one slip away',
    surname: 'right as far as the surname',
    province: 'right as far as the province',
    year: 'right as far as the year',
    month: 'right to the month',
    withinYear: 'right within a year',
    lastFour: 'right in the last four digits',
    right: 'right',
    wrong: 'wrong',
  },
  zh: {
    exact: '完全一致',
    near: '接近',
    close: '接近，或为曾用',
    slip: '只差一处笔误',
    surname: '姓氏正确',
    province: '省份正确',
    year: '年份正确',
    month: '月份正确',
    withinYear: '相差一年以内',
    lastFour: '后四位正确',
    right: '正确',
    wrong: '不符',
  },
}

export const senders: Readonly<Record<Language, Words>> = {
  en: {
    strong: 'Written from the registered address, and its domain proves it',
    medium: 'Written from the registered address, with a weaker proof of its domain',
    unauth: 'Written under the registered address, and nothing proves it',
    fail: 'Written under the registered address, and the proof fails or the mail is malformed',
    near: 'Written from a look-alike of the registered address',
    former: 'Written from an address that the account had before',
    other: 'Written from an address that is not on the account',
  },
  zh: {
    strong: '由登记邮箱发出，其域名可以证实',
    medium: '由登记邮箱发出，域名证明较弱',
    unauth: '以登记邮箱的名义发出，但无法证实',
    fail: '以登记邮箱的名义发出，但验证失败或邮件格式异常',
    near: '由与登记邮箱相似的地址发出',
    former: '由该账号曾用的邮箱发出',
    other: '由账号之外的邮箱发出',
  },
}

export const suspectNames: Readonly<Record<Language, Readonly<Record<AttackerClass, string>>>> = {
  en: {
    blind: 'a stranger who guesses',
    scraper: 'somebody who copied public pages',
    acquaintance: 'an acquaintance',
    breach: 'somebody with leaked data',
    hijacker: 'somebody who reads the mailbox',
  },
  zh: {
    blind: '凭空猜测的陌生人',
    scraper: '抄录公开页面的人',
    acquaintance: '熟人',
    breach: '持有泄露数据的人',
    hijacker: '能读取该邮箱的人',
  },
}
