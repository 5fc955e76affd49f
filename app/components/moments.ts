import { createContext, useContext } from 'react'
import type { DeskLanguage } from '#app/staff/preferences.ts'
import { useLanguage } from './language.tsx'

const TimeZone = createContext('UTC')

/** Says in which time zone everything under it is drawn, by its IANA name. */
export const TimeZoneProvider = TimeZone.Provider

/** How moments are written for one reader. */
export type Moments = {
  /** "22 Nov, 10:11": the zone stands in a title beside it. */
  short: (moment: Date) => string
  /** "22 Nov, 10:11 UTC+8" */
  zoned: (moment: Date) => string
  /** "22 Nov 2026, 10:11 UTC+8" */
  dated: (moment: Date) => string
  /** "22 Nov 2026, 10:11 UTC+8, Asia/Shanghai" */
  full: (moment: Date) => string
  /** "22 Nov 2026" */
  day: (moment: Date) => string
  /** "2026-11-22 10:11:07" */
  stamp: (moment: Date) => string
}

/** How moments are written for whoever reads this: in his language and his time zone. */
export function useMoments(): Moments {
  return momentsIn(useLanguage(), useContext(TimeZone))
}

/** To make a format costs more than to use it a hundred times, and a desk has few. */
const made = new Map<string, Moments>()

/** @param timeZone an IANA name */
export function momentsIn(language: DeskLanguage, timeZone: string): Moments {
  const key = `${language} ${timeZone}`
  const moments = made.get(key) ?? makeMoments(localeOf(language), timeZone)
  made.set(key, moments)
  return moments
}

const date = { day: 'numeric', month: 'short' } as const
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

function makeMoments(locale: string, timeZone: string): Moments {
  const format = (parts: Intl.DateTimeFormatOptions, as = locale) => new Intl.DateTimeFormat(as, { ...parts, timeZone })
  const short = format({ ...date, ...time })
  const long = format({ ...date, year: 'numeric', ...time })
  const day = format({ ...date, year: 'numeric' })
  // Sweden writes a moment as ISO 8601 does, but for its T.
  const stamp = format({ dateStyle: 'short', timeStyle: 'medium' }, 'sv-SE')
  const offset = format({ timeZoneName: 'shortOffset' }, 'en-GB')
  const offsetOf = (moment: Date) => {
    const part = offset.formatToParts(moment).find(({ type }) => type === 'timeZoneName')
    return (part?.value ?? '')
      .replace('GMT', 'UTC')
      .replace(/[+-]0$/, '')
      .replace('-', '−')
  }
  const dated = (moment: Date) => `${long.format(moment)} ${offsetOf(moment)}`
  const zoneName = timeZone === 'UTC' ? '' : `, ${timeZone}`
  return {
    short: (moment) => short.format(moment),
    zoned: (moment) => `${short.format(moment)} ${offsetOf(moment)}`,
    dated,
    full: (moment) => `${dated(moment)}${zoneName}`,
    day: (moment) => day.format(moment),
    stamp: (moment) => stamp.format(moment),
  }
}

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

/** "22 Nov 2026", of a day that was given as a day: it is the same in every zone. */
export function dayText(language: DeskLanguage, midnight: Date): string {
  return momentsIn(language, 'UTC').day(midnight)
}

export function countText(language: DeskLanguage, count: number): string {
  return new Intl.NumberFormat(language).format(count)
}

/** English without a country writes the month before the day. */
function localeOf(language: DeskLanguage): string {
  return language === 'en' ? 'en-GB' : 'zh-CN'
}
