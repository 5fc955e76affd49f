import type { DeskLanguage } from '#app/staff/preferences.ts'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** "3 minutes ago", in the largest unit that fits. */
export function agoText(language: DeskLanguage, from: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - from.getTime()) / 1000))
  const [unit, size] = units.find(([, least]) => seconds >= least) ?? (['second', 1] as const)
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(-Math.floor(seconds / size), unit)
}

/** "22 Nov 2026, 09:40 UTC": in UTC, as all of the desk. */
export function momentText(language: DeskLanguage, moment: Date): string {
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const
  const format = new Intl.DateTimeFormat(localeOf(language), { ...day, ...time, timeZone: 'UTC' })
  return `${format.format(moment)} UTC`
}

/** "22 Nov 2026", in UTC. */
export function dayText(language: DeskLanguage, moment: Date): string {
  const format = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(localeOf(language), format).format(moment)
}

export function countText(language: DeskLanguage, count: number): string {
  return new Intl.NumberFormat(language).format(count)
}

/** English without a country writes the month before the day. */
function localeOf(language: DeskLanguage): string {
  return language === 'en' ? 'en-GB' : 'zh-CN'
}
