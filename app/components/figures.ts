import type { DeskLanguage } from '#app/staff/preferences.ts'

const units: Record<DeskLanguage, { s: string; min: string; h: string; d: string }> = {
  en: { s: 's', min: 'min', h: 'h', d: 'd' },
  zh: { s: '秒', min: '分钟', h: '小时', d: '天' },
}

/** How long something lasted, in at most two units: "12 s", "4 min", "6 h 40 min", "3 d 2 h", "41 d". */
export function formatDuration(ms: number, language: DeskLanguage = 'en'): string {
  const { s, min, h, d } = units[language]
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} ${s}`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} ${min}`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return joined(hours, h, minutes % 60, min)
  const days = Math.floor(hours / 24)
  return days < 10 ? joined(days, d, hours % 24, h) : `${days} ${d}`
}

function joined(whole: number, unit: string, rest: number, smaller: string): string {
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${smaller}`
}

/** An account number in groups of two or three digits: "29 433 423". Whatever is no number stays as it is. */
export function groupDigits(number: string): string {
  if (!/^[0-9]{5,}$/.test(number)) return number
  return number.replace(/\B(?=(?:[0-9]{3})+$)/g, ' ')
}

/** Bits with their sign: "+9.4", "−2.1", "0.0". */
export function formatBits(bits: number): string {
  const rounded = Math.round(bits * 10) / 10
  if (rounded === 0) return '0.0'
  return `${rounded > 0 ? '+' : '−'}${Math.abs(rounded).toFixed(1)}`
}

/** A margin, to one place: "12.5", "−4.5". */
export function formatMargin(bits: number): string {
  return formatBits(bits).replace('+', '')
}

/**
 * A share as a percentage. Never 0 % or 100 %: nothing is certain here.
 *
 * @param share 0 to 1
 */
export function formatPercent(share: number): string {
  const percent = share * 100
  if (percent > 99.9) return '> 99.9 %'
  if (percent < 0.1) return '< 0.1 %'
  return percent > 99 || percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`
}

/** Bytes in the unit that reads best: "812 B", "14 kB", "2.3 MB". */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
