import type { DeskLanguage } from '#app/staff/preferences.ts'

/** How long a hold lasts, within a sentence: "24 hours", "3 days". */
export function holdInWords(hours: number, language: DeskLanguage): string {
  const days = hours >= 48 && hours % 24 === 0
  const unit = { style: 'unit', unit: days ? 'day' : 'hour', unitDisplay: 'long' } as const
  return new Intl.NumberFormat(language, unit).format(days ? hours / 24 : hours)
}
