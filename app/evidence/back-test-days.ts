const dayMs = 86_400_000
const usual = 90
const most = 365

/** Over how many days a back-test looks: as asked, within a year. */
export function readBackTestDays(asked: string | null, now: Date): { days: number; since: Date } {
  const days = asked !== null && /^\d{1,3}$/.test(asked) ? Math.min(most, Math.max(1, Number(asked))) : usual
  return { days, since: new Date(now.getTime() - days * dayMs) }
}
