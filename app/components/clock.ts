import { useEffect, useState } from 'react'
import type { DeskLanguage } from '#app/staff/preferences.ts'

/** The server's moment while the page is new, so that both draw the same; then it goes on by itself. */
export function useNow(served: Date): Date {
  const [now, setNow] = useState(served)
  useEffect(() => {
    const lead = served.getTime() - Date.now()
    setNow(served)
    const timer = setInterval(() => setNow(new Date(Date.now() + lead)), 15_000)
    return () => clearInterval(timer)
  }, [served])
  return now
}

const parts = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const
const dayAndTime: Record<DeskLanguage, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', parts),
  zh: new Intl.DateTimeFormat('zh-CN', parts),
}

/** "22 Nov, 02:11": in UTC, so that every agent and the audit speak of the same moment. */
export function formatMoment(moment: Date, language: DeskLanguage = 'en'): string {
  return dayAndTime[language].format(moment)
}
