import type { Account } from '#app/accounts/account.ts'
import type { Letter } from '../compose.ts'

/** One mail of the demo and whether the domain of its sender signs it. */
export type Scene = Letter & { signed: boolean }

/** An account with everything that its owner may tell. */
export type Person = Account & {
  registeredEmail: string
  nickname: string
  realName: string
  birthDate: string
  city: string
  signedUpAt: Date
}

/** Whether an account has enough in it for a mail to speak of. */
export function isPerson(account: Account): account is Person {
  const { registeredEmail, emailVerified, nickname, realName, birthDate, city, signedUpAt, friends } = account
  return Boolean(
    registeredEmail && emailVerified && nickname && realName && birthDate && city && signedUpAt && friends.length >= 6,
  )
}

export function isChinese({ nickname, realName }: Account): boolean {
  return /\p{Script=Han}/u.test(`${nickname}${realName}`)
}

/** Numbers of friends, begun with the oldest friendship, as people remember them. */
export function friendsOf({ friends }: Account, count: number): string[] {
  const oldest = friends.filter(({ endedAt }) => endedAt === null).toSorted((a, b) => Number(a.since) - Number(b.since))
  return oldest.slice(0, count).map(({ number }) => number)
}

const months = 'January February March April May June July August September October November December'.split(' ')

/** 1988-03-12 -> 12 March 1988 */
export function longDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${day} ${months[Number(month) - 1]} ${year}`
}

/** 1988-03-12 -> 1988年3月12日 */
export function chineseDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

export function yearOf(date: Date): number {
  return date.getUTCFullYear()
}

/** The day before or after: what somebody writes who guesses. */
export function besideIt(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
